/**
 * What drafts of every kind are made of: {@code PlanDraft} (what every plan states), {@code StepWriter} (steps with their limits), {@code ColumnTwin} (a
 * column, and what takes its place), {@code ConstraintSteps} (constraints online), {@code SyncSql}, {@code BackfillSql} and {@code Batches}, {@code EditWork}
 * (edits), {@code RollbackCells} (matrices), and {@code NaiveChange} (what the plan has to end with). Imports no other room of {@code playbook}.
 */
@NullMarked
package dev.cofferdam.playbook.parts;

import org.jspecify.annotations.NullMarked;
