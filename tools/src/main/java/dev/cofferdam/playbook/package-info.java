/**
 * From change, schema, usages and rows to a draft plan: one class for each kind of change. Drafts are proposals; {@code validate}
 * judges them.
 *
 * <p>Where to look: {@code Playbooks} picks by kind. Names begin with the kind they serve: {@code Rename*}, {@code Type*} (three forms: {@code
 * TypeWidening*} in the catalogs alone, {@code TypeSwap*} under one name, {@code TypeRename*} under a new one), {@code Demand*} with {@code
 * NotNull*} and {@code Unique*} and {@code Duplicate*}, {@code Drop*}, {@code Add*}. All share {@code PlanDraft} (what every plan states), {@code
 * StepWriter} (steps with their limits), {@code ColumnTwin}, {@code Passage}, {@code Parity} and {@code TwinPhases} (a second column beside the first),
 * {@code ConstraintSteps} (constraints online), {@code BackfillSql} and {@code Batches}, {@code EditWork} (edits), {@code RollbackCells} (matrices), and
 * {@code NaiveChange} (what the plan has to end with). {@code *Refusals} say no by name, {@code *Concerns} ask a person.
 *
 * <p>May import {@code intent}, {@code scan}, {@code rows} and what they import; no JDBC.
 */
@NullMarked
package dev.cofferdam.playbook;

import org.jspecify.annotations.NullMarked;
