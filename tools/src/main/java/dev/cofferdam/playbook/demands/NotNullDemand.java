package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.ConstraintSteps;
import dev.cofferdam.playbook.parts.NullRepair;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recipe R12, on: no row is null in a column. */
public final class NotNullDemand implements Demand {
    /** A default that is the same for every row whenever it is asked: a literal, cast or not. */
    private static final Pattern LITERAL =
            Pattern.compile("(?:'(?:[^']|'')*'|-?\\(?-?\\d+(?:\\.\\d+)?\\)?|true|false)(?:::[\\w \".()\\[\\]]+)?");

    private static final Pattern NULL = Pattern.compile("NULL(?:::.*)?");
    private static final Pattern WRITES_NULL = Pattern.compile("ON (?:UPDATE|DELETE) SET (NULL|DEFAULT)");

    private final ColumnChange.SetNotNull change;
    private final PlanningInput input;
    private final Table table;
    private final Column column;
    private final ConstraintSteps online;
    private final NullRepair repair;

    public NotNullDemand(ColumnChange.SetNotNull change, PlanningInput input) {
        this.change = change;
        this.input = input;
        this.table = input.before().table(change.table());
        this.column = table.findColumn(change.column().column()).orElseThrow();
        this.online = new ConstraintSteps(change.table());
        this.repair = new NullRepair(table, column, isMet());
    }

    @Override
    public Table table() {
        return table;
    }

    @Override
    public void refuseWhatCannotBeTakenAlong() {
        if (table.partitioned()) {
            throw refuse(
                    "is partitioned",
                    "a plan for partitioned tables works partition by partition, which has no playbook yet");
        }
        if (column.generated().isPresent()) {
            throw refuse(
                    "computes `" + column.name() + "`",
                    "see to it that its expression is never null; a plan cannot repair rows of a generated column");
        }
        for (Constraint constraint : table.constraints()) {
            java.util.regex.Matcher action = WRITES_NULL.matcher(constraint.definition());
            boolean writes = constraint.kind() == Constraint.Kind.FOREIGN_KEY
                    && constraint.columns().contains(column.name())
                    && action.find()
                    && (action.group(1).equals("NULL") || givenDefault().isEmpty());
            if (writes) {
                throw refuse(
                        "has foreign key `" + constraint.name() + "`, whose action writes null into `" + column.name()
                                + "` when the row that it refers to goes",
                        "replace it by a foreign key without SET NULL first, and let code delete or move those rows");
            }
        }
    }

    private UserError refuse(String what, String fix) {
        return new UserError(
                "table `" + table.ref() + "` " + what + "; the playbook for NOT NULL cannot take that along online",
                input.before().source(),
                fix);
    }

    @Override
    public boolean isMadeAlready() {
        return change.provenBy().isPresent();
    }

    @Override
    public String codeDoes() {
        return "always writes a value to " + column.name();
    }

    @Override
    public String breaches() {
        return "nulls";
    }

    @Override
    public Gate.Query isMet() {
        return new Gate.Query(
                "no row is null in " + column.name(),
                "SELECT count(*) FROM " + Identifiers.quoteIfNeeded(change.table()) + " WHERE " + name() + " IS NULL",
                "0");
    }

    /** Before 18 a check refuses first, then NOT NULL. */
    @Override
    public String error() {
        return input.engine().major() >= 18
                ? "SQLSTATE 23502 (not_null_violation)"
                : "SQLSTATE 23514 (check_violation), later 23502 (not_null_violation)";
    }

    @Override
    public DemandEdits.Words edits() {
        return new NotNullWords(column);
    }

    @Override
    public List<Step> repair(StepWriter writer) {
        return List.of(
                fills()
                        ? repair.withDefault(writer, literalDefault().orElseThrow(), input.estimate())
                        : repair.byHand(writer, givenDefault()));
    }

    @Override
    public boolean fills() {
        return !isMadeAlready()
                && literalDefault().isPresent()
                && !ColumnTwin.walkingKey(table).isEmpty();
    }

    @Override
    public String repairLoss() {
        return "rows that were null keep the value that they were given; that they were null is forgotten, unless their keys were kept";
    }

    @Override
    public List<Step> enforce(StepWriter writer) {
        if (change.provenBy().isPresent()) {
            return List.of(writer.proved(
                    "Set NOT NULL without reading rows, since constraint "
                            + change.provenBy().get() + " proves it",
                    List.of(alterColumn() + " SET NOT NULL"),
                    online.isNotNull(column.name()),
                    new Undo.BySql(List.of(alterColumn() + " DROP NOT NULL"), TransactionMode.ONE_TRANSACTION)));
        }
        return online.demandValue(writer, column.name(), lastingName());
    }

    @Override
    public int stepsUntilItBites() {
        return 1;
    }

    @Override
    public List<Step> liftEarly(StepWriter writer) {
        return List.of(dropConstraint(writer));
    }

    @Override
    public List<Step> lift(StepWriter writer) {
        if (input.engine().major() >= 18 && change.provenBy().isEmpty()) {
            return List.of(dropConstraint(writer));
        }
        return List.of(writer.transaction(
                "Let " + column.name() + " be null again",
                List.of(alterColumn() + " DROP NOT NULL"),
                online.mayBeNull(column.name()),
                new Undo.NotNeeded("the plan goes on at contract"),
                List.of()));
    }

    private Step dropConstraint(StepWriter writer) {
        return writer.transaction(
                "Drop the constraint that refuses null",
                List.of(online.dropConstraint(constraintName())),
                online.constraints(constraintName(), "constraint " + constraintName() + " is gone", "0"),
                new Undo.NotNeeded("the plan goes on at contract"),
                List.of());
    }

    private String constraintName() {
        return online.demandName(input.engine(), column.name(), lastingName());
    }

    private String lastingName() {
        return ConstraintSteps.notNullName(input.after().table(change.table()), column.name());
    }

    private String alterColumn() {
        return "ALTER TABLE " + Identifiers.quoteIfNeeded(change.table()) + " ALTER COLUMN " + name();
    }

    private String name() {
        return Identifiers.quoteIfNeeded(column.name());
    }

    private Optional<String> givenDefault() {
        return column.defaultExpression().filter(value -> !NULL.matcher(value).matches());
    }

    private Optional<String> literalDefault() {
        return givenDefault().filter(value -> LITERAL.matcher(value).matches());
    }

    @Override
    public List<String> assumed() {
        if (change.provenBy().isPresent()) {
            return List.of("constraint " + change.provenBy().get()
                    + " stays; NOT NULL makes it redundant, and dropping it is a change of its own");
        }
        return List.of(
                givenDefault()
                        .map(value -> "a statement that leaves " + column.name() + " out writes its default, " + value
                                + "; one that writes null is refused all the same")
                        .orElse(
                                "a statement that leaves " + column.name()
                                        + " out writes null and is refused from contract on, and the scan finds statements that name a column only: look for"
                                        + " each INSERT INTO " + table.ref()
                                        + " that does not; a column default set beforehand would fill it for those that cannot be changed"),
                "the rows are repaired before the constraint comes, because a row that is still null cannot be updated under it, not even in"
                        + " another column, not even while it is NOT VALID");
    }

    @Override
    public List<Undecided> concerns(List<Usage> usages) {
        if (change.provenBy().isPresent()) {
            return SchemaConcerns.unread(input.before(), table.ref()).stream().toList();
        }
        List<Undecided> found = new ArrayList<>(new DemandConcerns(input.before(), table, List.of(column.name()))
                .of(usages, "it may write null, which is refused from contract on"));
        if (fills()) {
            found.add(
                    0,
                    SchemaConcerns.inDatabase(
                            "column/" + column.name(),
                            "every row that is null in " + column.name() + " gets the column's default, "
                                    + literalDefault().get(),
                            "whether that is what null meant, only the owner of the data can say"));
            found.addAll(SchemaConcerns.triggersOfEachRow(table, "the repair changes"));
        }
        return found;
    }
}
