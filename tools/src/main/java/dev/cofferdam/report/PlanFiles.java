package dev.cofferdam.report;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a plan below its folder, path to content: {@code plan.md}, {@code edits.md}, a SQL file for each step that has one,
 * an issue for each deploy, and a card with its SQL for each way back. The plan itself ({@code plan.yaml}) is added by the caller.
 */
public final class PlanFiles {
    private final Plan plan;
    private final TreeMap<String, String> files = new TreeMap<>();

    private PlanFiles(Plan plan) {
        this.plan = plan;
    }

    /** All files, by path with forward slashes; the same plan always gives the same files. */
    public static SortedMap<String, String> of(Plan plan, List<Finding> findings) {
        PlanFiles all = new PlanFiles(plan);
        all.put(PlanPaths.PLAN, PlanMarkdown.of(plan, findings));
        all.put(PlanPaths.EDITS, EditsMarkdown.page(plan));
        DeployIssue.of(plan).forEach(issue -> all.put(PlanPaths.issue(issue.deploy()), issue.text()));
        all.putForward();
        plan.boundaries().forEach(boundary -> {
            all.putRollback(boundary, boundary.retreat());
            all.putRollback(boundary, boundary.abandon());
        });
        return Collections.unmodifiableSortedMap(all.files);
    }

    /** Two steps of a plan that was edited badly may come out with one name; neither file may be lost over it. */
    private void put(String path, String content) {
        String free = path;
        for (int number = 2; files.containsKey(free); number++) {
            int dot = path.lastIndexOf('.');
            free = path.substring(0, dot) + "-" + number + path.substring(dot);
        }
        files.put(free, content);
    }

    /** The last step of a phase often states what the phase's exit states; one question is enough, hence distinct. */
    private void putForward() {
        List<Gate> open = new ArrayList<>();
        for (Phase phase : plan.phases()) {
            open.addAll(phase.entry());
            for (Step step : phase.steps()) {
                putStep(phase, step, open);
                open.clear();
                open.addAll(step.conduct().gates());
            }
            open.addAll(phase.exit());
        }
    }

    private void putStep(Phase phase, Step step, List<Gate> open) {
        SqlFile file = new SqlFile(
                plan.id(),
                PlanPaths.step(phase, step),
                step,
                open.stream().distinct().toList());
        put(step, file, PlanPaths.step(phase, step));
    }

    /** A backfill has four files: what begins it and runs the pilot, what does the rest in one call or in many, and what clears up behind it. */
    private void put(Step step, SqlFile file, String path) {
        if (step instanceof Step.Sql sql) {
            put(path, file.of(sql));
        }
        if (step instanceof Step.Backfill backfill) {
            put(path, file.of(backfill));
            String restPath = PlanPaths.continued(path, 2, "rest");
            put(restPath, new SqlFile(plan.id(), restPath, step, List.of()).rest(backfill));
            String script = PlanPaths.script(path);
            put(script, new BackfillScript(plan.id(), script, path, backfill).text());
            if (!backfill.teardown().isEmpty()) {
                String teardownPath = PlanPaths.continued(path, 3, "teardown");
                put(
                        teardownPath,
                        new SqlFile(plan.id(), teardownPath, step, List.of(backfill.doneWhen())).teardown(backfill));
            }
        }
    }

    private void putRollback(Boundary boundary, Rollback rollback) {
        put(PlanPaths.card(boundary, rollback), RollbackCards.page(plan, boundary, rollback));
        List<Gate> open = List.of();
        int number = 0;
        for (Step step : rollback.steps()) {
            number++;
            SqlFile file = new SqlFile(
                    plan.id(),
                    PlanPaths.rollbackStep(boundary, rollback, number, step),
                    step,
                    open.stream().distinct().toList());
            put(step, file, PlanPaths.rollbackStep(boundary, rollback, number, step));
            open = step.conduct().gates();
        }
    }
}
