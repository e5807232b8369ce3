/**
 * The pull-request bot. This room is the door: {@code Reviewer} finds, in {@code diff} (what differs), what a change of the schema does to the
 * version that runs; {@code comment} shows a {@link dev.cofferdam.review.Review}; {@code github} carries it to the pull request. The only package
 * that speaks to GitHub. What it decides comes from rules and scans alone.
 *
 * <p>May import {@code toolbox}, {@code loop} and tools; only {@code cli} and evals import it.
 */
@NullMarked
package dev.cofferdam.review;

import org.jspecify.annotations.NullMarked;
