/**
 * A column gets a new name: {@code RenameColumnPlaybook}; with {@code Retyping} it gets a new type on the way. Imports {@code twins, parts}.
 */
@NullMarked
package dev.cofferdam.playbook.renames;

import org.jspecify.annotations.NullMarked;
