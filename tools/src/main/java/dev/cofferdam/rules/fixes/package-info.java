/**
 * Writes safe forms into the files of migrations: {@code Fixes} goes through the findings of a history, {@code FileFix} knows one file's text, and
 * {@code Runner} what the tool that runs a file allows. Pure: texts in, texts out. May import {@code info} and {@code statements}.
 */
@NullMarked
package dev.cofferdam.rules.fixes;

import org.jspecify.annotations.NullMarked;
