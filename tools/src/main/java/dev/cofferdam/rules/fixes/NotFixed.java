package dev.cofferdam.rules.fixes;

import dev.cofferdam.domain.StatementFinding;

/**
 * A finding whose safe form was not written.
 *
 * @param why with what to do by hand
 */
public record NotFixed(StatementFinding finding, String why) {}
