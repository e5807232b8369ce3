/**
 * What a string says when the program runs: {@code StringFolder} follows constants, concatenation, builders and templates to a {@code FoldedText}
 * with holes where nobody knows. Imports {@code types} and what it imports.
 */
@NullMarked
package dev.cofferdam.scan.strings;

import org.jspecify.annotations.NullMarked;
