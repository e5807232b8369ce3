/**
 * A column comes: {@code AddColumnPlaybook}; {@code AddedColumn} says how it has to come, at once or in steps. Imports {@code parts}.
 */
@NullMarked
package dev.cofferdam.playbook.additions;

import org.jspecify.annotations.NullMarked;
