/**
 * Plans run in a throw-away database. This room observes and never judges: what it saw is an Observation. May import
 * {@code domain, sql, server, schema, rows}; never {@code rules}.
 */
@NullMarked
package dev.cofferdam.rehearse;

import org.jspecify.annotations.NullMarked;
