package dev.cofferdam.playbook.additions;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.WatchSignal;
import dev.cofferdam.playbook.demands.KeptProbes;
import dev.cofferdam.playbook.parts.ConstraintSteps;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.RollbackCells;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Recipe R29, on: one more index, built while everybody works. No code has to know of it. */
public final class CreateIndexPlaybook {
    private static final Duration SECONDS = Duration.ofSeconds(30);

    private final IndexChange.CreateIndex change;
    private final PlanningInput input;
    private final Table table;
    private final PlanDraft draft;
    private final AppVersion today;
    private final ConstraintSteps online;

    public CreateIndexPlaybook(IndexChange.CreateIndex change, PlanningInput input) {
        this.change = change;
        this.input = input;
        this.table = input.before().table(change.table());
        this.draft = new PlanDraft(input, false);
        this.today = draft.today();
        this.online = new ConstraintSteps(change.table());
    }

    /** Refuses by name what cannot be built while the table is in use, or asks something of rows besides. */
    public static void refuse(IndexChange.CreateIndex change, Table table, String source) {
        if (table.partitioned()) {
            throw new UserError(
                    "table `" + table.ref()
                            + "` is partitioned, and PostgreSQL builds no index of all partitions concurrently",
                    source,
                    "create it with ON ONLY at the parent, build it concurrently on each partition, and attach those; a plan for partitioned"
                            + " tables has no playbook yet");
        }
        if (change.unique()) {
            throw new UserError(
                    "`" + change.summary() + "` refuses rows, and only a unique constraint over columns has a playbook",
                    "REQUEST",
                    "find the rows that are alike, let code be ready for SQLSTATE 23505, then build it with CREATE UNIQUE INDEX CONCURRENTLY; or ask for"
                            + " unique columns: add unique (COLUMN) on " + table.ref());
        }
    }

    /** The plan. */
    public Plan draft() {
        refuse(change, table, input.before().source());
        StepWriter writer = draft.writer(PhaseKind.EXPAND.words(), today);
        List<Step> steps = online.buildIndex(
                writer, false, index().name(), "index " + index().name(), rest(), List.of(), List.of(disk(writer)));
        Boundary boundary = boundary(steps.get(steps.size() - 1).id());
        Phase expand = new Phase(
                PhaseKind.EXPAND,
                "The index is there and valid, and statements may use it.",
                Optional.empty(),
                "database",
                Duration.ofHours(1),
                List.of(online.indexes(
                        index().name(),
                        " AND indisvalid",
                        "nobody else has built an index of this name meanwhile",
                        "0")),
                steps,
                List.of(online.indexes(index().name(), " AND indisvalid", "the index is valid", "1")));
        return draft.of(new PlanDraft.Parts(
                List.of(),
                new Sync.NotNeeded("no value has a second place that code could see"),
                List.of(
                        expand,
                        PlanDraft.skipped(PhaseKind.DUAL_WRITE, "the server keeps the index up to date"),
                        PlanDraft.skipped(PhaseKind.BACKFILL, "the build takes in the rows that are there"),
                        PlanDraft.skipped(
                                PhaseKind.CUTOVER, "no code has to change: the server chooses the index by itself"),
                        PlanDraft.skipped(PhaseKind.CONTRACT, "nothing goes")),
                List.of(boundary),
                Optional.empty(),
                new KeptProbes(table, List.of()).of(List.of(today), input.usages()),
                List.of(RollbackCells.reasoned(
                        boundary, today.label(), Cell.Result.SURVIVES, "an index changes no answer")),
                RollbackCells.of(List.of(boundary)),
                assumed(),
                concerns()));
    }

    /** The name that was asked for, or that the server has chosen. */
    private Index index() {
        Set<String> before = table.indexes().stream().map(Index::name).collect(Collectors.toSet());
        return input.after().table(change.table()).indexes().stream()
                .filter(index -> !before.contains(index.name()))
                .findFirst()
                .orElseThrow();
    }

    private String rest() {
        return change.method().map(method -> "USING " + method + " ").orElse("") + "("
                + String.join(", ", change.elements()) + ")"
                + change.predicate().map(where -> " WHERE " + where).orElse("");
    }

    private Boundary boundary(String afterStep) {
        Step drop = draft.writer("after-expand-abandon", today)
                .concurrently(
                        "Drop the index",
                        online.dropIndex(index().name()),
                        online.indexes(index().name(), "", "no index " + index().name() + " is there", "0"),
                        new Undo.NotNeeded("the plan can be started again from its first step"),
                        List.of(),
                        List.of());
        return new Boundary(
                "after-expand",
                PhaseKind.EXPAND,
                afterStep,
                new Rollback(
                        Rollback.Kind.RETREAT,
                        "the application misbehaves, and the change is suspected",
                        Optional.empty(),
                        List.of(),
                        Duration.ZERO,
                        "nothing: the code of today is what runs"),
                new Rollback(
                        Rollback.Kind.ABANDON,
                        "writes have become slower than reads have become faster, or the server chooses the index where it should not",
                        Optional.empty(),
                        List.of(drop),
                        SECONDS,
                        "nothing: an index holds nothing that is not in its table"));
    }

    /** The build needs room for the index and, where it sorts, as much again for a while. */
    private WatchSignal disk(StepWriter writer) {
        return new WatchSignal(
                "size of the index that is being built, and of files that the sort writes",
                "SELECT pg_size_pretty(pg_relation_size(indexrelid)) FROM pg_index WHERE indrelid = "
                        + online.tableOid() + " AND NOT indisvalid",
                "a fifth of the free disk",
                "cancel the build, make room, and go on at " + writer.firstId(),
                writer.firstId());
    }

    private List<String> assumed() {
        List<String> assumed = new ArrayList<>();
        assumed.add("the files under sql/ join your own migrations; the build runs outside of a transaction");
        assumed.add("from the build on each INSERT, and each UPDATE that changes "
                + String.join(", ", index().columns()) + " or finds no room in its page, also writes the index");
        redundant()
                .forEach(
                        name -> assumed.add(
                                "index " + name
                                        + " begins with the same columns or is the beginning of these; one of the two may be enough, and dropping the other is a change of its own"));
        return assumed;
    }

    private List<String> redundant() {
        List<String> wanted = change.elements();
        return table.indexes().stream()
                .filter(index -> index.method().equals(change.method().orElse("btree"))
                        && index.predicate().isEmpty()
                        && change.predicate().isEmpty())
                .filter(index -> {
                    int shared = Math.min(index.elements().size(), wanted.size());
                    return shared > 0 && index.elements().subList(0, shared).equals(wanted.subList(0, shared));
                })
                .map(Index::name)
                .toList();
    }

    private List<Undecided> concerns() {
        return SchemaConcerns.unread(input.before(), table.ref()).stream().toList();
    }
}
