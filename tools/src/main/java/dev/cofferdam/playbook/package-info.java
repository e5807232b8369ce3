/**
 * From change, schema, usages and rows to a draft plan. This room is the door: {@code Playbooks} picks by kind of change. Drafts are
 * proposals; {@code validate} judges them.
 *
 * <p>A room for each kind: {@code renames}, {@code types}, {@code demands} (not null, unique, check, foreign key), {@code easings}
 * (the same taken back; also defaults, enum values, an index less), {@code drops}, {@code additions}. They share {@code parts} (what
 * every plan states and is written with) and {@code twins} (a second column beside the first). Everywhere {@code *Refusals} say no by name, {@code
 * *Concerns} ask a person, {@code *Edits} are what has to be done to the code, {@code *WaysBack} are the rollbacks.
 *
 * <p>May import {@code intent}, {@code scan}, {@code rows} and what they import; no JDBC.
 */
@NullMarked
package dev.cofferdam.playbook;

import org.jspecify.annotations.NullMarked;
