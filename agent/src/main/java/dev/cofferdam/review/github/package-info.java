/**
 * Carries a review to a pull request on GitHub, or on a GitHub Enterprise server. Speaks HTTP; decides nothing about the schema. What it is not
 * allowed to do it reports, and the review stands all the same. Only {@code cli} imports it; it imports {@code review}, {@code comment} and {@code
 * diff}.
 */
@NullMarked
package dev.cofferdam.review.github;

import org.jspecify.annotations.NullMarked;
