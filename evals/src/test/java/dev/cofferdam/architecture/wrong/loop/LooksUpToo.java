package dev.cofferdam.architecture.wrong.loop;

import dev.cofferdam.architecture.wrong.evals.Prints;

/** The agent imports its own examination. */
public record LooksUpToo(Prints evals) {}
