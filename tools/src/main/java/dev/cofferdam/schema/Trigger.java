package dev.cofferdam.schema;

/** A trigger of a table, with the function it calls and the statement that made it. */
public record Trigger(String name, String function, String definition) {}
