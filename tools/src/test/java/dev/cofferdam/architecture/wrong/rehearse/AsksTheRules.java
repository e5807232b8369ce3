package dev.cofferdam.architecture.wrong.rehearse;

import dev.cofferdam.architecture.wrong.rules.AsksTheRehearsal;

/** A rehearsal that judges. */
public record AsksTheRules(AsksTheRehearsal other) {}
