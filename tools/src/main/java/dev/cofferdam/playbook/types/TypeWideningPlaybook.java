package dev.cofferdam.playbook.types;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.RenameProbes;
import dev.cofferdam.playbook.parts.RollbackCells;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.playbook.parts.TakenAlong;
import dev.cofferdam.playbook.parts.TypePair;
import dev.cofferdam.playbook.parts.Watching;
import dev.cofferdam.schema.Column;
import dev.cofferdam.sql.Identifiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A type change in the catalogs alone: one short ALTER, which changes no row and which every version of the code outlives. */
final class TypeWideningPlaybook {
    private final ColumnChange.ChangeType change;
    private final TypePair types;
    private final PlanningInput input;
    private final PlanDraft draft;
    private final TakenAlong along;
    private final PreparedReads prepared;
    private final AppVersion today;
    private final AppVersion next;
    private final List<Boundary> boundaries = new ArrayList<>();

    TypeWideningPlaybook(ColumnChange.ChangeType change, TypePair types, PlanningInput input) {
        this.change = change;
        this.types = types;
        this.input = input;
        this.draft = new PlanDraft(input);
        this.prepared = new PreparedReads(change, input);
        this.along = new TakenAlong(input.before(), change.column());
        this.today = draft.today();
        this.next = draft.next();
    }

    Plan draft() {
        List<Edit> edits = new TypeEdits(types, next, input.cites().usages()).of(input.usages());
        String oneColumn = "there is one column all the time, and its values stay as they are";
        List<Phase> phases = List.of(
                expand(),
                PlanDraft.skipped(PhaseKind.DUAL_WRITE, oneColumn + "; nothing has to be written twice"),
                PlanDraft.skipped(PhaseKind.BACKFILL, oneColumn + "; nothing has to be filled"),
                edits.isEmpty()
                        ? PlanDraft.skipped(PhaseKind.CUTOVER, "no code was found that has to look at the new type")
                        : cutover(edits),
                PlanDraft.skipped(PhaseKind.CONTRACT, "nothing was built that would have to go"));
        return draft.of(new PlanDraft.Parts(
                edits,
                new Sync.NotNeeded(oneColumn),
                phases,
                boundaries,
                Optional.empty(),
                new RenameProbes(sameName(), input.before().table(change.table())).of(today, next, input.usages()),
                new TypeMatrices(types).ofWidening(boundaries),
                RollbackCells.of(boundaries),
                List.of("form of the change: in the catalogs alone, because " + types.from() + " to " + types.to()
                        + " rewrites and reads no row and no index has to be built anew"),
                new TypeConcerns(change, types, input).ofWidening()));
    }

    private ColumnChange.RenameColumn sameName() {
        return new ColumnChange.RenameColumn(change.column(), change.column().column());
    }

    private Phase expand() {
        StepWriter writer = draft.writer(PhaseKind.EXPAND.words(), today);
        List<Step> steps = new ArrayList<>(prepared.step(writer, "the change"));
        Step alter = StepWriter.holding(
                writer.transaction(
                        "Change the type of " + change.column().column() + " to " + types.to()
                                + ", in the catalogs alone" + andAlong(),
                        alter(types.to()),
                        hasType(types.to()),
                        new Undo.NotNeeded(
                                "the wider type holds every value and every older release works with it; to narrow it again"
                                        + " would rewrite the table, which only the abandon does, with its price"),
                        List.of(),
                        prepared.watch(writer.upcomingId())),
                LockExpectation.Hold.INSTANT);
        Step analyze = writer.scan(
                "Let the planner know the column again: a change of type discards its statistics",
                "ANALYZE " + table() + " (" + column() + ")",
                hasType(types.to()),
                new Undo.NotNeeded("statistics harm nobody"),
                List.of());
        steps.addAll(List.of(alter, analyze));
        boundaries.add(new Boundary(
                "after-expand",
                PhaseKind.EXPAND,
                analyze.id(),
                new Rollback(
                        Rollback.Kind.RETREAT,
                        "the application misbehaves, and the change is suspected",
                        Optional.empty(),
                        List.of(),
                        Duration.ZERO,
                        "nothing: the code of today is what runs, and the wider type may stay as it is"),
                abandon("after-expand", "the change is called off", List.of())));
        return new Phase(
                PhaseKind.EXPAND,
                "The column has its new type; no row was written or read for it.",
                Optional.empty(),
                "database",
                Duration.ofMinutes(1),
                along.rightsAreKnown(),
                steps,
                List.of(hasType(types.to())));
    }

    private Phase cutover(List<Edit> edits) {
        StepWriter writer = draft.writer(PhaseKind.CUTOVER.words(), today, next);
        Step deploy = writer.deploy(
                "Deploy " + next + ", which may use " + types.to() + " to the full",
                next,
                edits.stream().map(Edit::id).toList(),
                new Undo.ByDeploy(today),
                List.of(new Gate.Deployed("no instance of " + today + " is running any more", next)),
                Watching.errors(writer.upcomingId(), "run the retreat of this boundary: deploy the release before"));
        Step back = deployToday("after-cutover-retreat");
        boundaries.add(new Boundary(
                "after-cutover",
                PhaseKind.CUTOVER,
                deploy.id(),
                new Rollback(
                        Rollback.Kind.RETREAT,
                        next + " shows errors or wrong values",
                        Optional.empty(),
                        List.of(back),
                        Duration.ofMinutes(30),
                        "no value; " + today + " finds values of " + next + " that are larger than it may expect"),
                abandon(
                        "after-cutover",
                        next + " shows errors or wrong values, and the change is called off",
                        List.of(deployToday("after-cutover-abandon")))));
        return new Phase(
                PhaseKind.CUTOVER,
                "The code may use the new type; the release before can come back at any time.",
                Optional.empty(),
                "service",
                Duration.ofDays(1),
                List.of(hasType(types.to())),
                List.of(deploy),
                List.of(new Gate.Deployed("only " + next + " runs", next)));
    }

    private Step deployToday(String prefix) {
        return draft.writer(prefix, today, next)
                .deploy(
                        "Deploy the release that ran before " + next,
                        today,
                        List.of(),
                        new Undo.ByDeploy(next),
                        List.of(new Gate.Deployed("no instance of " + next + " is running any more", today)),
                        List.of());
    }

    /** A narrower type is checked against, and here even written to, every row; nothing but waiting makes that cheap. */
    private Rollback abandon(String boundary, String symptom, List<Step> first) {
        StepWriter writer = draft.writer(boundary + "-abandon-schema", today);
        List<Step> steps = new ArrayList<>(first);
        steps.add(StepWriter.holding(
                writer.rewrite(
                        "Give " + change.column().column() + " its type " + types.from() + " back" + andAlong()
                                + "; this rewrites the table, and nobody can read or write it meanwhile",
                        alter(types.from()),
                        hasType(types.from()),
                        new Undo.NotNeeded("the plan can be started again from its first step")),
                LockExpectation.Hold.REWRITE));
        return new Rollback(
                Rollback.Kind.ABANDON,
                symptom,
                Optional.empty(),
                steps,
                input.estimate().high().plus(Duration.ofMinutes(1)),
                "availability while the table is rewritten, which is why keeping the wider type is the better way back; no value that "
                        + types.from() + " holds. A value that is too large for it makes the statement fail; "
                        + rounding());
    }

    private String rounding() {
        return types.from().matches("(time|interval).*")
                ? "digits of a second beyond it are rounded away"
                : types.from().equals("cidr") ? "bits to the right of the netmask are set to zero" : "none is cut off";
    }

    /** Without COLLATE the column would get the collation of its type (PostgreSQL docs, ALTER TABLE). */
    private List<String> alter(String type) {
        String collation = input.before()
                .table(change.table())
                .findColumn(change.column().column())
                .flatMap(Column::collation)
                .map(name -> " COLLATE " + name)
                .orElse("");
        List<String> statements = new ArrayList<>(along.away());
        statements.add("ALTER TABLE " + table() + " ALTER COLUMN " + column() + " TYPE " + type + collation);
        statements.addAll(along.back());
        return statements;
    }

    private String andAlong() {
        return along.isEmpty() ? "" : "; " + along.words() + " made again";
    }

    private Gate.Query hasType(String type) {
        return new Gate.Query(
                change.column().column() + " is of type " + type,
                "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = "
                        + ColumnTwin.literal(table())
                        + "::regclass AND attname = "
                        + ColumnTwin.literal(change.column().column()),
                type);
    }

    private String table() {
        return Identifiers.quoteIfNeeded(change.table());
    }

    private String column() {
        return Identifiers.quoteIfNeeded(change.column().column());
    }
}
