package dev.cofferdam.review;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.loop.Budget;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.loop.Entry;
import dev.cofferdam.loop.Guidance;
import dev.cofferdam.loop.Outcome;
import dev.cofferdam.loop.PlannerLoop;
import dev.cofferdam.loop.PlaybookModel;
import dev.cofferdam.loop.Redaction;
import dev.cofferdam.loop.Transcript;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.toolbox.RepositoryFiles;
import dev.cofferdam.toolbox.RepositoryWorkbench;
import dev.cofferdam.toolbox.ServerlessSession;
import dev.cofferdam.toolbox.WorkbenchToolbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Drafts the safe way for changes that need more than one statement. The plan is checked by rules and never played, so that nothing of a pull request
 * runs anywhere.
 *
 * @param rows says how many rows a table has
 * @param version of this tool
 */
public record Planning(
        Engine engine,
        Function<TableRef, RowCount> rows,
        OptionalLong rate,
        String consumer,
        String version,
        Clock clock,
        Redaction redaction) {
    /** More plans than this nobody reads in one thread. */
    static final int MOST = 5;

    /** A plan for each change that breaks the running version or that the rules object to. */
    List<PlannedChange> plans(
            Path tree, SchemaChanges changes, RunningCode code, List<Impact> impacts, Checked checked) {
        List<PlannedChange> plans = new ArrayList<>();
        for (SchemaChanges.Placed each : changes.changes()) {
            if (plans.size() < MOST && isPlannable(each.change()) && isWanted(each, impacts, checked)) {
                plans.add(plan(tree, changes, code, each));
            }
        }
        return plans;
    }

    private static boolean isPlannable(Change change) {
        return change instanceof ColumnChange.RenameColumn
                || change instanceof ColumnChange.ChangeType
                || change instanceof ColumnChange.SetNotNull
                || change instanceof ColumnChange.DropColumn
                || change instanceof ColumnChange.AddColumn
                || change instanceof ConstraintChange.AddUnique;
    }

    private static boolean isWanted(SchemaChanges.Placed each, List<Impact> impacts, Checked checked) {
        Optional<Impact> impact = impacts.stream()
                .filter(one -> one.change().equals(each.change().summary())
                        && one.place().equals(each.place()))
                .findFirst();
        if (impact.isPresent()) {
            return !impact.get().isClear();
        }
        return checked.findings().stream()
                .anyMatch(found -> found.place().file().equals(each.place().file())
                        && found.place().line() == each.place().line()
                        && found.safeForm().isEmpty()
                        && found.finding().severity() == Severity.ERROR);
    }

    private PlannedChange plan(Path tree, SchemaChanges changes, RunningCode code, SchemaChanges.Placed each) {
        ServerlessSession session = new ServerlessSession(
                new ServerlessSession.Ground(
                        tree,
                        changes.before(),
                        changes.schema(),
                        engine,
                        column -> code.scan(changes.schema(), column),
                        rows,
                        rate,
                        consumer,
                        new PlannedBy(PlaybookModel.NAME, Optional.empty(), version, Optional.empty()),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS)),
                each.change());
        try {
            session.schemaAfter(each.change());
        } catch (UserError refused) {
            return new PlannedChange(
                    each.change().summary(), each.place(), Optional.empty(), List.of(), Optional.of(refused.problem()));
        }
        Outcome outcome = drafted(tree, session, each.change());
        Optional<Candidate> best = outcome.best();
        return new PlannedChange(
                each.change().summary(),
                each.place(),
                best.map(Candidate::plan),
                best.map(candidate -> candidate.verdict().findings()).orElse(List.of()),
                best.isPresent() ? Optional.empty() : Optional.of(outcome.why()));
    }

    private Outcome drafted(Path tree, ServerlessSession session, Change change) {
        WorkbenchToolbox toolbox = WorkbenchToolbox.forPlanning(
                new RepositoryWorkbench(session, List.of(), Optional.empty()),
                new RepositoryFiles(tree, redaction),
                redaction,
                clock);
        PlaybookModel model = new PlaybookModel(change);
        Entry.Session head = new Entry.Session("review", version, model.name(), "", new TreeMap<>());
        try (Transcript transcript = Transcript.inMemory(head, clock, redaction)) {
            transcript.append(Entry.User.person(change.summary()));
            return new PlannerLoop(clock, Guidance.packaged(), entry -> {})
                    .run(transcript, model, toolbox, Budget.DEFAULT);
        }
    }
}
