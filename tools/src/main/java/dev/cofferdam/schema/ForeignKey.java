package dev.cofferdam.schema;

/** A foreign key with the table that it belongs to. */
public record ForeignKey(Table table, Constraint constraint) {}
