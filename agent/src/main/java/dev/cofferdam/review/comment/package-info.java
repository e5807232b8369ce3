/**
 * A {@link dev.cofferdam.review.Review} as text: Markdown for the pull request, lines for a terminal, JSON for programs. Pure functions: nothing
 * here decides, reads a file or speaks to anybody. Text of the repository stands in code only, so that it can neither call people nor draw. {@code
 * cli} and {@code github} may import it; it imports {@code review} and {@code report}.
 */
@NullMarked
package dev.cofferdam.review.comment;

import org.jspecify.annotations.NullMarked;
