package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.demands.DemandEdits;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recipe R24: another default, or none. Rows that are there keep what they have; only an INSERT that leaves the column out is concerned. */
final class DefaultEasing implements Easing {
    private final ColumnChange.ChangeDefault change;
    private final PlanningInput input;
    private final Table table;
    private final Column column;

    DefaultEasing(ColumnChange.ChangeDefault change, PlanningInput input) {
        this.change = change;
        this.input = input;
        this.table = input.before().table(change.table());
        this.column = table.findColumn(change.column().column()).orElseThrow();
    }

    @Override
    public Table table() {
        return table;
    }

    @Override
    public void refuseWhatCannotBeTakenAlong() {
        if (column.identity().isPresent() || column.generated().isPresent()) {
            throw new UserError(
                    "`" + change.column() + "` is computed by the server and has no default",
                    input.before().source(),
                    "an identity or a generated column is changed otherwise, which has no playbook yet");
        }
    }

    private boolean goes() {
        return change.defaultValue().isEmpty();
    }

    private String leftOut(Optional<String> value) {
        return value.orElse(column.nullable() ? "null" : "nothing, and is refused with SQLSTATE 23502");
    }

    @Override
    public String codeDoes() {
        return "names " + column.name() + " in every INSERT";
    }

    @Override
    public String eases() {
        return "An INSERT that leaves " + column.name() + " out gets " + leftOut(change.defaultValue())
                + ". Rows that were there keep what they have.";
    }

    @Override
    public DemandEdits.Words edits() {
        return new Words(column.name(), column.defaultExpression().orElse("null"));
    }

    @Override
    public List<Gate> entry() {
        return List.of(new Gate.Attestation(
                "imports, jobs and consumers outside this repository that leave " + change.column()
                        + " out of an INSERT know that they get " + leftOut(change.defaultValue()) + " from then on",
                "the table's owner"));
    }

    @Override
    public List<Step> ease(StepWriter writer) {
        return List.of(writer.transaction(
                goes() ? "Drop the default of " + column.name() : "Set the default of " + column.name(),
                List.of(set(change.defaultValue())),
                isSet(input.after()
                        .table(change.table())
                        .findColumn(column.name())
                        .orElseThrow()
                        .defaultExpression()),
                new Undo.BySql(List.of(set(column.defaultExpression())), TransactionMode.ONE_TRANSACTION),
                List.of()));
    }

    private String set(Optional<String> value) {
        return "ALTER TABLE " + Identifiers.quoteIfNeeded(table.ref()) + " ALTER COLUMN "
                + Identifiers.quoteIfNeeded(column.name())
                + value.map(expression -> " SET DEFAULT " + expression).orElse(" DROP DEFAULT");
    }

    /** As the server prints it; {@code atthasdef} alone would not tell one default from another. */
    private Gate.Query isSet(Optional<String> value) {
        return new Gate.Query(
                "the default is " + value.orElse("gone"),
                "SELECT coalesce((SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum"
                        + " WHERE adrelid = " + ColumnTwin.literal(Identifiers.quoteIfNeeded(table.ref()))
                        + "::regclass AND attname = " + ColumnTwin.literal(column.name()) + "), 'none')",
                value.orElse("none"));
    }

    @Override
    public Optional<String> olderCodeFails() {
        return goes()
                ? Optional.of(
                        "leaves " + column.name() + " out of an INSERT, which then gets " + leftOut(Optional.empty()))
                : Optional.empty();
    }

    @Override
    public List<Step> repair(StepWriter writer) {
        return List.of();
    }

    @Override
    public List<Step> restore(StepWriter writer) {
        return List.of(writer.transaction(
                "Give " + column.name() + " its old default back",
                List.of(set(column.defaultExpression())),
                isSet(column.defaultExpression()),
                new Undo.NotNeeded("the plan goes on at contract"),
                List.of()));
    }

    @Override
    public Optional<String> irrevocable() {
        return Optional.empty();
    }

    @Override
    public String loss() {
        return "nothing; rows that were inserted meanwhile keep what they got";
    }

    @Override
    public List<String> assumed() {
        List<String> assumed = new ArrayList<>();
        assumed.add("the default of the database counts for statements that leave " + column.name()
                + " out; an object mapper names every column that it maps, and writes what the object holds: a default in code is a"
                + " change of its own");
        assumed.add(
                "rows that are there keep their values, also those that the old default of a fast ADD COLUMN stands for");
        return assumed;
    }

    @Override
    public List<Undecided> concerns(List<Usage> usages) {
        List<Undecided> found = new ArrayList<>();
        usages.stream()
                .filter(usage -> !usage.test() && !goes() && change.decidesFor(usage))
                .map(
                        usage -> new Undecided(
                                usage.place(),
                                "this INSERT leaves " + column.name() + " out and gets "
                                        + change.defaultValue().orElse("null") + " instead of "
                                        + leftOut(column.defaultExpression()) + " from contract on",
                                "both versions of the code may run then; if one of them is to go on writing the old value, let it name the column"))
                .distinct()
                .forEach(found::add);
        if (column.defaultExpression()
                .filter(value -> value.startsWith("nextval("))
                .isPresent()) {
            found.add(
                    SchemaConcerns.inDatabase(
                            "column/" + column.name(),
                            "the default of " + change.column() + " takes numbers from a sequence",
                            "whoever leaves the column out gets no number any more; the sequence stays, and stays owned by the column"));
        }
        SchemaConcerns.unread(input.before(), table.ref()).ifPresent(found::add);
        return found;
    }

    /** What a person has to do so that code does not rely on a default. */
    private record Words(String column, String value) implements DemandEdits.Words {
        @Override
        public boolean atTheMapping() {
            return true;
        }

        @Override
        public String byMapper(Usage first, String others) {
            return inStatement(first);
        }

        @Override
        public String inStatement(Usage first) {
            return "name `" + column + "` in the INSERT of `"
                    + first.place().member().orElse(first.place().file()) + "` and give it a value, " + value
                    + " if it is to stay as it is: from contract on nobody else does";
        }

        @Override
        public String inDefinition(Usage first) {
            return inStatement(first);
        }
    }
}
