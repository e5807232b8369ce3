package dev.cofferdam.migrations;

/**
 * Lines of a unit's SQL that stand one after the other in one file.
 *
 * @param start line of the SQL with which they begin, counted from 1
 * @param line of the file on which the first of them stands
 */
public record Stretch(int start, String file, int line) {}
