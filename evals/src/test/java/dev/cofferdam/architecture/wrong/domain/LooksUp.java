package dev.cofferdam.architecture.wrong.domain;

import dev.cofferdam.architecture.wrong.evals.Prints;
import dev.cofferdam.architecture.wrong.loop.LooksUpToo;

/** The ground floor imports both floors above. */
public record LooksUp(LooksUpToo agent, Prints evals) {}
