/**
 * SQL text to facts: what a statement creates, alters, locks, rewrites, reads and writes. Parser types never leave this room;
 * what it cannot decide it says, with the place. Knows {@code domain} only: no schema, no server.
 */
@NullMarked
package dev.cofferdam.sql;

import org.jspecify.annotations.NullMarked;
