/**
 * Rules about columns, their types, defaults, identity and generation, and about enum types. {@code ColumnActions} are the actions of ALTER
 * TABLE on columns that were there before; {@code TypeChange} is a change of type with both types.
 */
@NullMarked
package dev.cofferdam.rules.statements.columns;

import org.jspecify.annotations.NullMarked;
