/** App versions on a real server, and writes that somebody takes back behind their backs. */
@NullMarked
package dev.cofferdam.rehearse.traffic;

import org.jspecify.annotations.NullMarked;
