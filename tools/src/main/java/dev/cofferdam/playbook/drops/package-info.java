/**
 * A column goes: {@code DropColumnPlaybook}; {@code Relaxation} frees code from filling it before, {@code DropSql} saves what would be lost. Imports {@code
 * parts}.
 */
@NullMarked
package dev.cofferdam.playbook.drops;

import org.jspecify.annotations.NullMarked;
