/**
 * Loads and strictly renders the files below {@code prompts/}. No prompt text lives here or in any other Java file, only the
 * rules of rendering. Everybody in agent may import it; it imports nobody of ours.
 */
@NullMarked
package dev.cofferdam.prompt;

import org.jspecify.annotations.NullMarked;
