package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.WatchSignal;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.ConstraintSteps;
import dev.cofferdam.playbook.parts.ForeignKeysGone;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.ForeignKey;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Recipe R13: no two rows are alike in some columns. Rows with a null among them are never alike. */
public final class UniqueDemand implements Demand {
    /** Phase and number of the repair, at which a build that met a duplicate is taken up again. */
    private static final String REPAIR = "backfill-1";

    private final ConstraintChange.AddUnique change;
    private final PlanningInput input;
    private final Table table;
    private final ConstraintSteps online;
    private final Duplicates duplicates;

    public UniqueDemand(ConstraintChange.AddUnique change, PlanningInput input) {
        this.change = change;
        this.input = input;
        this.table = input.before().table(change.table());
        this.online = new ConstraintSteps(change.table());
        this.duplicates = new Duplicates(table, columns(), input.before());
    }

    private List<Column> columns() {
        return change.columnNames().stream()
                .map(name -> table.findColumn(name).orElseThrow())
                .toList();
    }

    @Override
    public Table table() {
        return table;
    }

    @Override
    public void refuseWhatCannotBeTakenAlong() {
        if (table.partitioned()) {
            throw new UserError(
                    "table `" + table.ref() + "` is partitioned; the playbook for UNIQUE cannot take that along online",
                    input.before().source(),
                    "a unique index of a partitioned table has to be built partition by partition, which has no playbook yet");
        }
    }

    @Override
    public boolean isMadeAlready() {
        return change.index().isPresent();
    }

    @Override
    public String codeDoes() {
        return "can be told that a row with the same " + words() + " is there already";
    }

    private String words() {
        return String.join(", ", change.columnNames());
    }

    @Override
    public String breaches() {
        return "duplicates";
    }

    @Override
    public Gate.Query isMet() {
        return duplicates.none();
    }

    @Override
    public String error() {
        return "SQLSTATE 23505 (unique_violation)";
    }

    @Override
    public DemandEdits.Words edits() {
        return new UniqueWords(change.columnNames());
    }

    @Override
    public List<Step> repair(StepWriter writer) {
        return List.of(duplicates.repair(writer));
    }

    @Override
    public boolean fills() {
        return false;
    }

    @Override
    public String repairLoss() {
        return "what was done to duplicates stays done: rows that went come back only from the copy that was kept of them";
    }

    @Override
    public List<Step> enforce(StepWriter writer) {
        if (change.index().isPresent()) {
            return List.of(
                    online.uniqueUsingIndex(
                            writer,
                            constraintName(),
                            change.index().get(),
                            "",
                            new Undo.NotNeeded(
                                    "the constraint asks nothing more than the index did; the abandon gives the plain index back")));
        }
        List<Step> steps = new ArrayList<>(online.buildIndex(
                writer,
                true,
                indexName(),
                "the unique index",
                "(" + names() + ")",
                List.of(isMet()),
                List.of(new WatchSignal(
                        "the build fails with 23505: a duplicate was written meanwhile",
                        isMet().sql(),
                        "anything but 0",
                        "repair the duplicates, then clear away the index that the failed build left and build again",
                        REPAIR))));
        steps.add(online.uniqueUsingIndex(
                writer,
                constraintName(),
                indexName(),
                "",
                new Undo.BySql(List.of(online.dropConstraint(constraintName())), TransactionMode.ONE_TRANSACTION)));
        return steps;
    }

    private String names() {
        return change.columnNames().stream().map(Identifiers::quoteIfNeeded).collect(Collectors.joining(", "));
    }

    /** A concurrent build refuses duplicates before it is done (PostgreSQL docs, CREATE INDEX, Building Indexes Concurrently). */
    @Override
    public int stepsUntilItBites() {
        return isMadeAlready() ? 1 : 2;
    }

    @Override
    public List<Step> liftEarly(StepWriter writer) {
        return List.of(
                noKeyRestsOn(writer, indexName(), List.of()),
                writer.concurrently(
                        "Drop the unique index",
                        online.dropIndex(indexName()),
                        online.indexes(indexName(), "", "no index " + indexName() + " is there", "0"),
                        new Undo.NotNeeded("the plan goes on at contract"),
                        List.of(),
                        List.of()));
    }

    @Override
    public List<Step> lift(StepWriter writer) {
        return change.index().isPresent()
                ? giveIndexBack(writer, change.index().get())
                : List.of(
                        noKeyRestsOn(writer, constraintName(), List.of()),
                        dropConstraint(writer, "Drop the constraint, and with it its index", List.of(), List.of()));
    }

    /**
     * A foreign key may rest on any unique index, and then PostgreSQL does not let go of it (2BP01). One that came while the plan ran is
     * somebody's own; only that person can say what becomes of it.
     *
     * @param known constraints that rested on it before, which the plan sees to
     */
    private Step noKeyRestsOn(StepWriter writer, String index, List<String> known) {
        String names = known.stream().map(ColumnTwin::literal).collect(Collectors.joining(", "));
        String keys =
                "FROM pg_constraint WHERE contype = 'f' AND conindid IN (SELECT indexrelid FROM pg_index JOIN pg_class ON"
                        + " pg_class.oid = indexrelid WHERE indrelid = " + online.tableOid() + " AND relname = "
                        + ColumnTwin.literal(index) + ")"
                        + (names.isEmpty() ? "" : " AND conname NOT IN (" + names + ")");
        return writer.manual(
                "See that no foreign key has come to rest on index " + index + ", which could not go then",
                "If the gate's query counts none, go on at once. A foreign key that was made since refers to " + words()
                        + "; drop it first, or stay with the constraint.\n\n    SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) "
                        + keys + ";",
                List.of(new Gate.Query("no foreign key rests on index " + index, "SELECT count(*) " + keys, "0")),
                List.of());
    }

    private Step.Sql dropConstraint(StepWriter writer, String title, List<String> first, List<String> then) {
        List<String> statements = new ArrayList<>(first);
        statements.add(online.dropConstraint(constraintName()));
        statements.addAll(then);
        return writer.transaction(
                title,
                statements,
                online.constraints(constraintName(), "constraint " + constraintName() + " is gone", "0"),
                new Undo.NotNeeded("the plan goes on at contract"),
                List.of());
    }

    /**
     * The constraint took the index over and takes it along, so another one is built first: nothing goes unguarded. Foreign keys that rested on
     * the index move to the new one in the same transaction, so that nobody sees the table without them.
     */
    private List<Step> giveIndexBack(StepWriter writer, String index) {
        List<ForeignKey> keys = keysOn(index);
        List<Step> steps = new ArrayList<>();
        steps.add(noKeyRestsOn(
                writer,
                constraintName(),
                keys.stream().map(key -> key.constraint().name()).toList()));
        steps.addAll(online.buildIndex(writer, true, indexName(), "the plain unique index", "(" + names() + ")"));
        String schema = change.table()
                .schema()
                .map(name -> Identifiers.quoteIfNeeded(name) + ".")
                .orElse("");
        List<String> then = new ArrayList<>();
        then.add("ALTER INDEX " + schema + Identifiers.quoteIfNeeded(indexName()) + " RENAME TO "
                + Identifiers.quoteIfNeeded(index));
        keys.forEach(key ->
                then.add(on(key).add(key.constraint().name(), key.constraint().definition())));
        steps.add(ForeignKeysGone.givingUpFirst(dropConstraint(
                writer,
                "Drop the constraint and give the new index the name of the old one"
                        + (keys.isEmpty() ? "" : "; the foreign keys that rested on it rest on the new one"),
                keys.stream()
                        .map(key -> on(key).dropConstraint(key.constraint().name()))
                        .toList(),
                then)));
        keys.stream()
                .filter(key -> key.constraint().validated())
                .map(key -> on(key).validate(
                                writer,
                                key.constraint().name(),
                                key.constraint().name()))
                .forEach(steps::add);
        return steps;
    }

    private static ConstraintSteps on(ForeignKey key) {
        return new ConstraintSteps(key.table().ref());
    }

    /** Foreign keys to just these columns. Which index one rests on when there are several, the schema does not tell; moving it harms nobody. */
    private List<ForeignKey> keysOn(String index) {
        Set<String> columns = Set.copyOf(table.indexes().stream()
                .filter(each -> each.name().equals(index))
                .findFirst()
                .orElseThrow()
                .columns());
        return input.before().foreignKeysTo(change.table()).stream()
                .filter(key -> Set.copyOf(key.constraint().referencedColumns()).equals(columns))
                .toList();
    }

    /** The name that the naive change has given, or the server has chosen for it. */
    private String constraintName() {
        return input.after().table(change.table()).constraints().stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.UNIQUE
                        && constraint.columns().equals(change.columnNames()))
                .map(Constraint::name)
                .findFirst()
                .orElseThrow();
    }

    private String indexName() {
        return ColumnTwin.shortened("cofferdam_new_" + constraintName());
    }

    @Override
    public List<String> assumed() {
        if (change.index().isPresent()) {
            return List.of("index " + change.index().get() + " is valid, and becomes the constraint's under its name");
        }
        List<String> assumed = new ArrayList<>();
        assumed.add(
                "until the index is there, every version can write a duplicate, the new one too when two sessions write at once; then the"
                        + " build fails, and the plan goes on at the repair");
        assumed.add("INSERT ... ON CONFLICT (" + words()
                + ") finds its index only once that is valid, in contract, and fails before (SQLSTATE 42P10); ON CONFLICT DO NOTHING without columns works"
                + " before, too");
        List<String> nullable =
                columns().stream().filter(Column::nullable).map(Column::name).toList();
        if (!nullable.isEmpty()) {
            assumed.add(
                    "rows that are null in " + String.join(" or ", nullable) + " are never duplicates of each other");
        }
        redundant()
                .forEach(
                        index -> assumed.add(
                                "index " + index
                                        + " stays; the constraint's own index makes it redundant, and dropping it is a change of its own"));
        return assumed;
    }

    /** Plain indexes over just these columns, or the first of them. */
    private List<String> redundant() {
        List<String> elements =
                change.columnNames().stream().map(Identifiers::quoteIfNeeded).toList();
        return table.indexes().stream()
                .filter(index -> !index.unique()
                        && index.method().equals("btree")
                        && index.predicate().isEmpty()
                        && !index.elements().isEmpty()
                        && index.elements().size() <= elements.size()
                        && index.elements()
                                .equals(elements.subList(0, index.elements().size())))
                .map(Index::name)
                .toList();
    }

    @Override
    public List<Undecided> concerns(List<Usage> usages) {
        if (change.index().isPresent()) {
            return SchemaConcerns.unread(input.before(), table.ref()).stream().toList();
        }
        return new DemandConcerns(input.before(), table, change.columnNames())
                .of(usages, "it may write a duplicate, which is refused from contract on");
    }
}
