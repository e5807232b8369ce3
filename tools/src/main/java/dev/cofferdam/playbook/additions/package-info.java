/**
 * A column comes: {@code AddColumnPlaybook}; {@code AddedColumn} says how it has to come, at once or in steps. An index comes: {@code
 * CreateIndexPlaybook}. Imports {@code parts} and {@code demands}.
 */
@NullMarked
package dev.cofferdam.playbook.additions;

import org.jspecify.annotations.NullMarked;
