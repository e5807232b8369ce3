package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.WatchSignal;
import dev.cofferdam.playbook.demands.DemandEdits;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.ConstraintSteps;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Table;
import java.util.List;
import java.util.Optional;

/** Recipe R29, off: rows are found without an index, or are no longer refused by it. */
final class IndexEasing implements Easing {
    private final Table table;
    private final Index index;
    private final PlanningInput input;
    private final ConstraintSteps online;
    private final UndoneDemand.Telling telling;

    private IndexEasing(Table table, Index index, PlanningInput input, UndoneDemand.Telling telling) {
        this.table = table;
        this.index = index;
        this.input = input;
        this.online = new ConstraintSteps(table.ref());
        this.telling = telling;
    }

    static Easing of(IndexChange.DropIndex change, PlanningInput input) {
        Table table = input.before().table(change.table());
        Index index = table.indexes().stream()
                .filter(one -> one.name().equals(change.name()))
                .findFirst()
                .orElseThrow();
        return new IndexEasing(table, index, input, plain(index));
    }

    /** An index that keeps rows apart. */
    static Easing unique(Index index, PlanningInput input, UndoneDemand.Telling telling) {
        return new IndexEasing(input.before().table(input.change().table()), index, input, telling);
    }

    private static UndoneDemand.Telling plain(Index index) {
        return new UndoneDemand.Telling(
                "does without index " + index.name(),
                "The index is gone, and nothing was found by it for a business cycle.",
                new ReaderWords("a missing index", "", ""),
                Optional.empty(),
                () -> {},
                List.of(),
                List.of(
                        "an index changes no answer, so no code has to know; but without it a statement may take so long that it times out",
                        "the way back is to build it again, which takes as long as the table is large: "
                                + index.definition()),
                usages -> List.of());
    }

    @Override
    public Table table() {
        return table;
    }

    @Override
    public void refuseWhatCannotBeTakenAlong() {
        if (index.constraint().isPresent()) {
            throw new UserError(
                    "index `" + index.name() + "` belongs to constraint `"
                            + index.constraint().get() + "` of `" + table.ref() + "`",
                    input.before().source(),
                    "the index goes with the constraint: ask for the constraint to be dropped");
        }
        if (table.partitioned()) {
            throw new UserError(
                    "table `" + table.ref()
                            + "` is partitioned; PostgreSQL drops an index of it only under a lock that stops everybody",
                    input.before().source(),
                    "DROP INDEX CONCURRENTLY does not work there; a plan for partitioned tables has no playbook yet");
        }
        telling.refusal().run();
    }

    @Override
    public String codeDoes() {
        return telling.codeDoes();
    }

    @Override
    public String eases() {
        return telling.eases();
    }

    @Override
    public DemandEdits.Words edits() {
        return telling.edits();
    }

    @Override
    public List<Gate> entry() {
        return telling.entry();
    }

    @Override
    public List<Step> ease(StepWriter writer) {
        return index.unique() ? List.of(drop(writer)) : List.of(unused(writer), drop(writer));
    }

    private Step drop(StepWriter writer) {
        return writer.concurrently(
                "Drop index " + index.name() + " without holding anybody off",
                online.dropKnownIndex(index.name()),
                online.indexes(index.name(), "", "no index " + index.name() + " is there", "0"),
                new Undo.NotNeeded("the abandon of this boundary builds it again, without blocking"),
                List.of(),
                List.of(slow(writer.upcomingId())));
    }

    private Step unused(StepWriter writer) {
        String scans = "SELECT idx_scan FROM pg_stat_user_indexes WHERE relid = " + online.tableOid()
                + " AND indexrelname = " + ColumnTwin.literal(index.name());
        return writer.manual(
                "See whether anything is still found by " + index.name(),
                "Note the number of scans now and after a business cycle, on the primary and on each replica, which counts its own:\n\n    "
                        + scans
                        + ";\n\nIf it grows, something uses the index: find the statement (pg_stat_statements, EXPLAIN) and decide whether it can do"
                        + " without. The number begins anew when statistics are reset (stats_reset in pg_stat_database). A rare job, such as one of"
                        + " the month's end, may use it only then.",
                List.of(
                        new Gate.Soak(
                                "the number of scans has not grown on the primary or on any replica, or it is known what grew it",
                                PlanDraft.BUSINESS_CYCLE),
                        isNoIdentity()),
                List.of());
    }

    /** A subscriber finds its rows by it (PostgreSQL docs, ALTER TABLE, REPLICA IDENTITY). */
    private Gate.Query isNoIdentity() {
        return online.indexes(
                index.name(), " AND indisreplident", "replication does not tell rows apart by " + index.name(), "0");
    }

    private WatchSignal slow(String id) {
        return new WatchSignal(
                "statements that read the whole table since the index is gone",
                "SELECT seq_scan, seq_tup_read FROM pg_stat_user_tables WHERE relid = " + online.tableOid(),
                "seq_tup_read grows by the size of the table again and again, or an application's statements time out",
                "run the abandon of the boundary behind this step, which builds the index again",
                id);
    }

    @Override
    public Optional<String> olderCodeFails() {
        return telling.olderCodeFails();
    }

    @Override
    public List<Step> repair(StepWriter writer) {
        return List.of();
    }

    @Override
    public List<Step> restore(StepWriter writer) {
        return online.buildIndex(
                writer, index.unique(), index.name(), "index " + index.name(), behindTable(index.definition()));
    }

    /** From USING on, as the server prints it; from the elements on, where somebody wrote it without. */
    private static String behindTable(String definition) {
        int using = definition.indexOf(" USING ");
        return definition.substring(using >= 0 ? using + 1 : definition.indexOf('('));
    }

    @Override
    public Optional<String> irrevocable() {
        return Optional.empty();
    }

    @Override
    public String loss() {
        return index.unique()
                ? "nothing, as long as no duplicate was written; a build that meets one stops, and leaves it to you which row stays"
                : "nothing: an index holds nothing that is not in its table";
    }

    @Override
    public List<String> assumed() {
        return telling.assumed();
    }

    @Override
    public List<Undecided> concerns(List<Usage> usages) {
        List<Undecided> found = telling.concerns().apply(usages);
        return found.isEmpty()
                ? SchemaConcerns.unread(input.before(), table.ref()).stream().toList()
                : found;
    }
}
