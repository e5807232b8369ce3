/**
 * Ways through MyBatis and MyBatis-Plus: {@code MyBatisFinder} (XML mappers), {@code AnnotatedSqlFinder} (annotations), {@code PlusFinder} (wrappers). Imports
 * {@code values}, {@code statements} and what they import.
 */
@NullMarked
package dev.cofferdam.scan.styles.mybatis;

import org.jspecify.annotations.NullMarked;
