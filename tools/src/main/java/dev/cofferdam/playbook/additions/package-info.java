/**
 * A column comes: {@code AddColumnPlaybook}; an index: {@code CreateIndexPlaybook}; {@code AddedColumn} says how it has to come, at once or in steps. Imports {@code parts} and {@code demands}.
 */
@NullMarked
package dev.cofferdam.playbook.additions;

import org.jspecify.annotations.NullMarked;
