/**
 * The embedded PostgreSQL: start, copy a database, stop, and clean up after a crash. Speaks JDBC and starts processes; knows
 * no plan, no rule and no schema. May import {@code domain}; {@code schema}, {@code rows} and {@code rehearse} may import it.
 */
@NullMarked
package dev.cofferdam.server;

import org.jspecify.annotations.NullMarked;
