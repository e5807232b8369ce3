package dev.cofferdam.architecture.wrong.attic;

/** Lives in a room that nobody drew. */
public final class Forgotten {}
