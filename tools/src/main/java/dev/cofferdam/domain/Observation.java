package dev.cofferdam.domain;

/**
 * Something measured while a plan, or a statement of it, ran in a throw-away database. It judges nothing.
 *
 * @param step the step that ran, or a boundary's name
 * @param what the kind of measurement, such as {@code lock}, {@code error}, {@code wait-ms}
 * @param value what was measured, with its unit in {@code what}
 */
public record Observation(String step, String what, String value, String evidence) {}
