/** Rows that a schema accepts, tried on a real server. */
@NullMarked
package dev.cofferdam.rehearse.seed;

import org.jspecify.annotations.NullMarked;
