/**
 * The conversation in the terminal: what a person types, what is shown, and what a turn does to plan and transcript. It prints on the paper it is
 * given and exits nothing; repository, database, models and the plan's folder are behind {@code Desk}, which the command line
 * implements. Only {@code cli} may import it; it never imports {@code cli} back.
 */
@NullMarked
package dev.cofferdam.cli.chat;

import org.jspecify.annotations.NullMarked;
