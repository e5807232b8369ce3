/**
 * One question on its way: {@code Scan} holds what is known of the tree and what was found, {@code Hit} is one find, {@code StyleFinder} is what a way to
 * reach columns has to offer. Imports {@code mapping, strings} and what they import.
 */
@NullMarked
package dev.cofferdam.scan.hits;

import org.jspecify.annotations.NullMarked;
