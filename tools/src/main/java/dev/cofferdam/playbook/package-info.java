/**
 * From change, schema, usages and rows to a draft plan: one class for each kind of change. Drafts are proposals; {@code validate}
 * judges them. May import {@code intent}, {@code scan}, {@code rows} and what they import; no JDBC.
 */
@NullMarked
package dev.cofferdam.playbook;

import org.jspecify.annotations.NullMarked;
