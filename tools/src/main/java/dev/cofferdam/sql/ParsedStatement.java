package dev.cofferdam.sql;

/**
 * One statement of a script with its facts.
 *
 * @param text the statement as written, without its semicolon and without surrounding white space
 * @param line first line of the statement in the script, counted from 1
 * @param column first column of the statement in its line, counted from 1
 * @param offset of the first character in the script, in UTF-16 units; offsets within facts count from here
 */
public record ParsedStatement(String text, int line, int column, int offset, Statement facts) {}
