/**
 * Shows plans, usages and findings: Markdown for people, SQL files for runners, text for a terminal. Pure functions from records to
 * text: nothing here decides, reads a clock or touches a file. Knows {@code domain} and {@code sql}; the command line, the
 * pull-request bot and the evals may import it.
 */
@NullMarked
package dev.cofferdam.report;

import org.jspecify.annotations.NullMarked;
