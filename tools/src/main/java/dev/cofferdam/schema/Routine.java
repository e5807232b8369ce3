package dev.cofferdam.schema;

/** A function or procedure. Its body is not tracked by the server, so its text is all we have. */
public record Routine(String name, String language, String body) {}
