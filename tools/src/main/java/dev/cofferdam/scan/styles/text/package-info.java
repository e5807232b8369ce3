/**
 * Last of all, text that nobody reads by its meaning: {@code LiteralFinder} (strings in Java), {@code TextFinder} (templates, configuration, documents), {@code
 * KotlinFinder}, {@code OtherLanguages}, {@code SplicedTextFinder} (statements put together from names), {@code ContractFinder} (interface descriptions). Imports {@code mybatis, sql} and what they import.
 */
@NullMarked
package dev.cofferdam.scan.styles.text;

import org.jspecify.annotations.NullMarked;
