/**
 * App versions imitated by their probes while a plan runs: {@link dev.cofferdam.rehearse.traffic.Traffic} is the door. {@code Call} is a probe that
 * JDBC can send, {@code Stock} the values that it sends, {@code Ledger} what was last written, so that a lost write shows.
 */
@NullMarked
package dev.cofferdam.rehearse.traffic;

import org.jspecify.annotations.NullMarked;
