package dev.cofferdam.domain;

/** Something that was looked at and could not be decided. Never a pass, never dropped. */
public record Undecided(Place place, String what, String why) {}
