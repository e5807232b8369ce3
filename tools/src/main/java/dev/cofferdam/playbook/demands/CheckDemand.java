package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.parts.ConstraintSteps;
import dev.cofferdam.playbook.parts.HandRepair;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;

/** Recipe R30, on: every row meets a condition, or the condition is unknown for it because of a null. */
public final class CheckDemand implements Demand {
    private final ConstraintChange.AddCheck change;
    private final PlanningInput input;
    private final Table table;
    private final ConstraintSteps online;
    private final Constraint check;

    public CheckDemand(ConstraintChange.AddCheck change, PlanningInput input) {
        this.change = change;
        this.input = input;
        this.table = input.before().table(change.table());
        this.online = new ConstraintSteps(change.table());
        this.check = NewConstraint.of(change, Constraint.Kind.CHECK, input);
    }

    @Override
    public Table table() {
        return table;
    }

    @Override
    public void refuseWhatCannotBeTakenAlong() {
        if (table.partitioned()) {
            throw new UserError(
                    "table `" + table.ref() + "` is partitioned; the playbook for CHECK cannot take that along online",
                    input.before().source(),
                    "a check of a partitioned table is validated partition by partition, which has no playbook yet");
        }
        if (change.columnNames().isEmpty()) {
            throw new UserError(
                    "the condition `" + change.condition() + "` names no column of `" + table.ref() + "`",
                    "REQUEST",
                    "a check that looks at no row is the same for all; leave it out");
        }
    }

    @Override
    public boolean isMadeAlready() {
        return false;
    }

    @Override
    public String codeDoes() {
        return "only writes rows that meet " + condition();
    }

    @Override
    public String breaches() {
        return "rows that break the check";
    }

    /** A condition that is unknown refuses nothing (PostgreSQL docs 5.5.1), and NOT of it is as unknown. */
    @Override
    public Gate.Query isMet() {
        return new Gate.Query(
                "no row breaks " + condition(),
                "SELECT count(*) FROM " + Identifiers.quoteIfNeeded(table.ref()) + " WHERE " + broken(),
                "0");
    }

    private String broken() {
        return "NOT " + condition();
    }

    /** The condition in just one pair of parentheses, if the request wrote some. */
    private String condition() {
        String bare = change.condition().strip();
        return isWrapped(bare) ? bare : "(" + bare + ")";
    }

    private static boolean isWrapped(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0 && i < text.length() - 1) {
                return false;
            }
        }
        return text.startsWith("(") && depth == 0;
    }

    @Override
    public String error() {
        return "SQLSTATE 23514 (check_violation)";
    }

    @Override
    public DemandEdits.Words edits() {
        return new CheckWords(change);
    }

    @Override
    public List<Step> repair(StepWriter writer) {
        return List.of(
                new HandRepair(table, broken(), change.columnNames().get(0), isMet())
                        .step(
                                writer,
                                "Decide what becomes of the rows that break the check, and put them right",
                                "What they get is a decision of the owner of the data: a value that meets the condition, in "
                                        + String.join(" or ", change.columnNames())
                                        + ", or the row goes. Keep the keys of these rows and what they held if it may matter later."));
    }

    @Override
    public boolean fills() {
        return false;
    }

    @Override
    public String repairLoss() {
        return "rows that were put right keep the value that they were given; what they held before is gone, unless it was kept";
    }

    @Override
    public List<Step> enforce(StepWriter writer) {
        List<Step> steps = new ArrayList<>();
        steps.add(online.addNotValid(writer, check.name(), "CHECK " + condition(), "check " + check.name()));
        if (check.validated()) {
            steps.add(online.validate(writer, check.name(), "check " + check.name()));
        }
        return steps;
    }

    @Override
    public int stepsUntilItBites() {
        return 1;
    }

    @Override
    public List<Step> liftEarly(StepWriter writer) {
        return lift(writer);
    }

    @Override
    public List<Step> lift(StepWriter writer) {
        return List.of(writer.transaction(
                "Drop check " + check.name(),
                List.of(online.dropConstraint(check.name())),
                online.constraints(check.name(), "constraint " + check.name() + " is gone", "0"),
                new Undo.NotNeeded("the plan goes on at contract"),
                List.of()));
    }

    @Override
    public List<String> assumed() {
        return List.of(
                "a row for which the condition is unknown, because a column of it is null, meets the check; say IS NOT NULL in it if it should not",
                "the rows are put right before the check comes, because a row that breaks it cannot be updated under it, not even in another"
                        + " column, not even while it is NOT VALID");
    }

    @Override
    public List<Undecided> concerns(List<Usage> usages) {
        return new DemandConcerns(input.before(), table, change.columnNames())
                .of(usages, "it may write a row that breaks the check, which is refused from contract on");
    }
}
