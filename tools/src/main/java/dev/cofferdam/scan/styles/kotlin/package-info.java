/**
 * Kotlin, and what of Groovy looks alike, taken apart by hand: no parser of theirs is on board, so that no usage here is more than likely.
 * Imports {@code hits}, {@code styles.sql} and what they import.
 */
@NullMarked
package dev.cofferdam.scan.styles.kotlin;

import org.jspecify.annotations.NullMarked;
