package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.parts.ConstraintSteps;
import dev.cofferdam.playbook.parts.ForeignKeysGone;
import dev.cofferdam.playbook.parts.HandRepair;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Recipe R15, on: what a row refers to is there, and stays as long as the row does. */
public final class ForeignKeyDemand implements Demand {
    private final ConstraintChange.AddForeignKey change;
    private final PlanningInput input;
    private final Table table;
    private final Table parent;
    private final ConstraintSteps online;
    private final Constraint key;
    private final String definition;

    /** The key that a request asks for. */
    public ForeignKeyDemand(ConstraintChange.AddForeignKey change, PlanningInput input) {
        this(change, input, written(change));
    }

    /**
     * The same with all that a key may say.
     *
     * @param definition as the server prints it
     */
    public ForeignKeyDemand(ConstraintChange.AddForeignKey change, PlanningInput input, String definition) {
        this.change = change;
        this.input = input;
        this.table = input.before().table(change.table());
        this.parent = input.before().table(change.referenced());
        this.online = new ConstraintSteps(change.table());
        this.key = NewConstraint.of(change, Constraint.Kind.FOREIGN_KEY, input);
        this.definition = definition;
    }

    private static String written(ConstraintChange.AddForeignKey change) {
        return "FOREIGN KEY (" + names(change.columnNames()) + ") REFERENCES "
                + Identifiers.quoteIfNeeded(change.referenced())
                + (change.referencedNames().isEmpty() ? "" : " (" + names(change.referencedNames()) + ")")
                + change.onDelete().map(action -> " ON DELETE " + action).orElse("");
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Identifiers::quoteIfNeeded).collect(Collectors.joining(", "));
    }

    @Override
    public Table table() {
        return table;
    }

    @Override
    public void refuseWhatCannotBeTakenAlong() {
        Stream.of(table, parent).filter(Table::partitioned).findFirst().ifPresent(partitioned -> {
            throw new UserError(
                    "table `" + partitioned.ref()
                            + "` is partitioned; the playbook for foreign keys cannot take that along online",
                    input.before().source(),
                    "before PostgreSQL 18 a foreign key of a partitioned table cannot be added NOT VALID: add it partition by partition, which"
                            + " has no playbook yet");
        });
    }

    @Override
    public boolean isMadeAlready() {
        return false;
    }

    private String words() {
        return String.join(", ", change.columnNames());
    }

    @Override
    public String codeDoes() {
        return "only writes a " + words() + " that is there in " + parent.ref();
    }

    @Override
    public String breaches() {
        return "orphans";
    }

    @Override
    public Gate.Query isMet() {
        return new Gate.Query(
                "every " + words() + " is there in " + parent.ref(),
                "SELECT count(*) FROM " + name(table.ref()) + " WHERE " + orphaned(),
                "0");
    }

    /** A key of which a part is null refers to nothing, and nobody asks for it (MATCH SIMPLE, PostgreSQL docs 5.5.5). */
    private String orphaned() {
        List<String> target = key.referencedColumns();
        String same = IntStream.range(0, target.size())
                .mapToObj(i -> "parent." + Identifiers.quoteIfNeeded(target.get(i)) + " = " + name(table.ref()) + "."
                        + Identifiers.quoteIfNeeded(key.columns().get(i)))
                .collect(Collectors.joining(" AND "));
        String notNull = columns()
                .filter(Column::nullable)
                .map(column -> Identifiers.quoteIfNeeded(column.name()) + " IS NOT NULL AND ")
                .collect(Collectors.joining());
        return notNull + "NOT EXISTS (SELECT FROM " + name(parent.ref()) + " AS parent WHERE " + same + ")";
    }

    private Stream<Column> columns() {
        return change.columnNames().stream()
                .map(column -> table.findColumn(column).orElseThrow());
    }

    private static String name(TableRef ref) {
        return Identifiers.quoteIfNeeded(ref);
    }

    @Override
    public String error() {
        return "SQLSTATE 23503 (foreign_key_violation)";
    }

    @Override
    public DemandEdits.Words edits() {
        return new ForeignKeyWords(words(), parent.ref());
    }

    @Override
    public List<Step> repair(StepWriter writer) {
        return List.of(
                new HandRepair(table, orphaned(), change.columnNames().get(0), isMet())
                        .step(
                                writer,
                                "Decide what becomes of the orphans, and put them right",
                                "What an orphan gets is a decision of the owner of the data: a row of " + parent.ref()
                                        + " that is made for it, another one that is there,"
                                        + (columns().anyMatch(Column::nullable) ? " null," : "")
                                        + " or the orphan goes. Keep the keys of these rows and what they referred to if it may matter later."));
    }

    @Override
    public boolean fills() {
        return false;
    }

    @Override
    public String repairLoss() {
        return "orphans that were put right keep the value that they were given; what they referred to was gone before";
    }

    @Override
    public List<Step> enforce(StepWriter writer) {
        List<Step> steps = new ArrayList<>();
        Step add = online.addNotValid(writer, key.name(), definition, "foreign key " + key.name());
        steps.add(ForeignKeysGone.givingUpFirst((Step.Sql) add));
        if (key.validated()) {
            steps.add(online.validate(writer, key.name(), "foreign key " + key.name()));
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
        Step.Sql drop = writer.transaction(
                "Drop foreign key " + key.name(),
                List.of(online.dropConstraint(key.name())),
                online.constraints(key.name(), "constraint " + key.name() + " is gone", "0"),
                new Undo.NotNeeded("the plan goes on at contract"),
                List.of());
        return List.of(ForeignKeysGone.with(drop, List.of(key)));
    }

    @Override
    public List<String> assumed() {
        List<String> assumed = new ArrayList<>();
        assumed.add("from contract on every row that is written to " + table.ref()
                + " takes a short lock (FOR KEY SHARE) on its row of " + parent.ref()
                + ", so whoever updates that row's key or deletes it waits for the writer");
        if (columns().anyMatch(Column::nullable)) {
            assumed.add("a row that is null in " + words() + " refers to nothing and is never refused");
        }
        return assumed;
    }

    @Override
    public List<Undecided> concerns(List<Usage> usages) {
        List<Undecided> found = new ArrayList<>(new DemandConcerns(input.before(), table, change.columnNames())
                .of(usages, "it may write an orphan, which is refused from contract on"));
        found.add(SchemaConcerns.inDatabase(
                "table/" + parent.ref(),
                "whoever deletes rows of " + parent.ref() + " " + onDelete(),
                "the scan looked at code that writes " + table.ref() + "." + words()
                        + ", not at code that deletes from " + parent.ref()
                        + " or truncates it: look for it, also in jobs and consoles"));
        if (!isIndexed()) {
            found.add(SchemaConcerns.inDatabase(
                    "index/" + words().replace(", ", "-"),
                    "no index of " + table.ref() + " begins with " + words(),
                    "each delete of a row of " + parent.ref() + ", and each update of its key, reads all of "
                            + table.ref()
                            + "; plan `create index on " + name(table.ref()) + " (" + names(change.columnNames())
                            + ")` first, unless no row of " + parent.ref() + " ever goes"));
        }
        return found;
    }

    private String onDelete() {
        Optional<String> action = change.onDelete();
        return action.filter(word -> word.equals("CASCADE"))
                .map(word -> "also deletes the rows of " + table.ref() + " that refer to them")
                .or(() -> action.filter(word -> word.startsWith("SET "))
                        .map(word -> "makes the rows of " + table.ref() + " that refer to them forget it"))
                .orElse("gets SQLSTATE 23503 while a row of " + table.ref() + " refers to them");
    }

    private boolean isIndexed() {
        List<String> wanted = change.columnNames();
        return table.indexes().stream()
                .filter(index -> index.predicate().isEmpty())
                .map(Index::columns)
                .anyMatch(columns ->
                        columns.size() >= wanted.size() && wanted.containsAll(columns.subList(0, wanted.size())));
    }
}
