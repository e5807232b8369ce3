/**
 * A review as a file: the half of a run that sees a stranger's code writes it, the half that may comment reads it. What is read is taken for data that
 * anybody may have made up: it must fit the schema beside this class, and everything that is shown of it is rendered anew. {@code cli} may import it; it
 * imports {@code review}, {@code diff} and {@code planfile}.
 */
@NullMarked
package dev.cofferdam.review.handover;

import org.jspecify.annotations.NullMarked;
