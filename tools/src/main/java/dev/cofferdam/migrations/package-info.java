/**
 * A repository's migration history: which SQL files there are, in which order they run, and with which transaction mode. Finds
 * and orders; never parses what a statement means beyond that, never talks to a server. Knows {@code domain} and {@code sql};
 * {@code schema} and what builds on it may import it.
 */
@NullMarked
package dev.cofferdam.migrations;

import org.jspecify.annotations.NullMarked;
