/**
 * The source tree: {@code SourceTree} finds and reads it, {@code SourceFile} is one file of it, {@code IndexFile} remembers what was read until the
 * file changes, {@code Comments} blanks what is not code. Confined to the repository; no link is followed. Imports {@code words, skeleton}.
 */
@NullMarked
package dev.cofferdam.scan.files;

import org.jspecify.annotations.NullMarked;
