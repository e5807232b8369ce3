package dev.cofferdam.report;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One step as Markdown: what is run, what it locks, how to see that it worked, how to take it back. */
final class StepText implements Step.Visitor<String> {
    private final String path;

    /** {@code path} is where the step's SQL file lies; unused for steps without SQL. */
    private StepText(String path) {
        this.path = path;
    }

    static String of(Step step, String path) {
        return "### " + Markdown.code(step.id()) + " " + Markdown.prose(step.title()) + "\n\n"
                + step.accept(new StepText(path)) + "\n" + gates(step);
    }

    @Override
    public String sql(Step.Sql step) {
        List<String> items = new ArrayList<>(common(step));
        items.add("**File:** " + Markdown.code(path) + ", run as " + Markdown.prose(step.role()));
        items.add("**Transaction:** " + SqlFile.mode(step.transaction()));
        items.addAll(locks(step));
        items.add("**Gives up** " + SqlFile.limits(step.timeouts()) + ". **Retry:** " + SqlFile.retry(step.retry()));
        items.add("**Done when:** " + query(step.doneWhen()));
        items.add("**Undo:** " + undo(step));
        return Markdown.fence("sql", SqlText.statements(step.statements()).stripTrailing()) + "\n"
                + Markdown.bullets(items) + watch(step) + undoSql(step);
    }

    @Override
    public String backfill(Step.Backfill step) {
        List<String> items = new ArrayList<>(common(step));
        items.add("**Files:** " + Markdown.code(path) + " sets up and runs the pilot, "
                + Markdown.code(PlanPaths.continued(path, 2, "rest")) + " does the rest, or "
                + Markdown.code(PlanPaths.script(path)) + ", which waits for replicas and can be paused");
        items.add("**Batches:** " + Words.count(step.batchRows(), "row") + " along "
                + Words.and(step.key().stream().map(Markdown::code).toList()) + ", " + step.pauseMillis()
                + " ms apart; only rows where " + Markdown.code(step.predicate()));
        items.add("**Pilot:** the first " + Words.count(step.pilotBatches(), "batch", "batches") + ", by "
                + Markdown.code(step.pilot()) + "; their rate replaces the estimate");
        items.add("**Ends at:** " + Markdown.code(step.upperBound()) + ", asked once at the start");
        items.add("**Progress:** " + Markdown.code(step.progress()));
        items.addAll(locks(step));
        items.add("**Gives up** " + SqlFile.limits(step.timeouts()) + ". **Retry:** " + SqlFile.retry(step.retry()));
        items.add("**Done when:** " + query(step.doneWhen()));
        items.add("**Undo:** " + undo(step));
        String parts = Stream.of(SqlText.statements(step.setup()), SqlText.statement(step.run()))
                .filter(part -> !part.isBlank())
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n\n"));
        return Markdown.fence("sql", parts) + "\n" + Markdown.bullets(items) + watch(step) + undoSql(step);
    }

    @Override
    public String deploy(Step.Deploy step) {
        List<String> items = new ArrayList<>(common(step));
        items.add("**Deploy:** " + Markdown.prose(step.version().toString())
                + (step.edits().isEmpty()
                        ? ", without edits"
                        : ", with " + Words.count(step.edits().size(), "edit") + ": "
                                + Words.and(step.edits().stream()
                                        .map(Markdown::code)
                                        .toList())));
        items.add("**Undo:** " + undo(step));
        return Markdown.bullets(items) + watch(step) + undoSql(step);
    }

    @Override
    public String flag(Step.Flag step) {
        List<String> items = new ArrayList<>(common(step));
        items.add("**Flag:** set " + Markdown.code(step.flag()) + " to " + Markdown.code(step.to()));
        items.add("**Undo:** " + undo(step));
        return Markdown.bullets(items) + watch(step) + undoSql(step);
    }

    @Override
    public String manual(Step.Manual step) {
        List<String> paragraphs = Instruction.paragraphs(step);
        List<String> items = new ArrayList<>(common(step));
        if (Instruction.writesRows(step)) {
            items.add(
                    "**Lock:** the rows that a statement of yours writes, until its transaction ends; waiting: writers of the same rows");
        }
        items.add("**Undo:** " + undo(step));
        items.add("**Do:** " + Markdown.prose(paragraphs.get(0)));
        return Markdown.bullets(items) + further(paragraphs) + watch(step) + undoSql(step);
    }

    /** Further paragraphs of an instruction: prose, and statements to look with, or to fill in. */
    private static String further(List<String> paragraphs) {
        return paragraphs.stream()
                .skip(1)
                .map(paragraph -> Instruction.isCode(paragraph)
                        ? Markdown.fence("sql", paragraph.stripIndent().strip())
                        : Markdown.prose(paragraph).strip() + "\n")
                .filter(text -> !text.isBlank())
                .map(text -> "\n" + text)
                .collect(Collectors.joining());
    }

    private static List<String> common(Step step) {
        List<String> items = new ArrayList<>();
        String mayRun = Words.versions(step.conduct().mayRun().stream());
        String floor = Words.versions(step.conduct().rollbackFloor().stream());
        items.add("**Who:** " + Markdown.prose(step.conduct().who()));
        if (!mayRun.isEmpty()) {
            items.add("**May be running:** " + Markdown.prose(mayRun)
                    + (floor.isEmpty() ? "" : "; afterwards roll back no further than " + Markdown.prose(floor)));
        }
        return items;
    }

    private static List<String> locks(Step step) {
        return Locks.of(step).stream()
                .map(lock -> "**Lock:** " + Markdown.prose(Locks.words(lock)) + "; waiting: " + Locks.whoWaits(lock))
                .toList();
    }

    private static String watch(Step step) {
        if (step.conduct().watch().isEmpty()) {
            return "";
        }
        List<List<String>> rows =
                step.conduct().watch().stream().map(StepText::watchRow).toList();
        return "\n" + Markdown.table(List.of("Watch", "How", "Stop at", "Then", "Go on at"), rows);
    }

    private static List<String> watchRow(WatchSignal signal) {
        return List.of(
                Markdown.prose(signal.signal()),
                Markdown.code(signal.how()),
                Markdown.prose(signal.stopAt()),
                Markdown.prose(signal.then()),
                Markdown.code(signal.reenterAt()));
    }

    private static String gates(Step step) {
        List<Gate> gates = step.conduct().gates();
        return gates.isEmpty() ? "" : "Before going on:\n\n" + gateList(gates) + "\n";
    }

    static String gateList(List<Gate> gates) {
        return Markdown.checklist(gates.stream().map(StepText::gate).toList());
    }

    static String gate(Gate gate) {
        if (gate instanceof Gate.Query query) {
            return query(query);
        }
        String statement = Markdown.prose(Words.sentence(gate.statement()));
        if (gate instanceof Gate.Soak soak) {
            return statement + " Soak: " + Words.span(soak.time()) + ".";
        }
        if (gate instanceof Gate.Deployed deployed) {
            return statement + " Deploy: " + Markdown.prose(deployed.version().toString()) + ".";
        }
        if (gate instanceof Gate.Metric metric) {
            return statement + " Metric: " + Markdown.code(metric.metric()) + " " + Markdown.prose(metric.threshold())
                    + ".";
        }
        return statement + " Attested by: " + Markdown.prose(((Gate.Attestation) gate).by()) + ".";
    }

    private static String query(Gate.Query query) {
        return Markdown.prose(Words.sentence(query.statement())) + " " + Markdown.code(query.sql()) + " returns "
                + Markdown.code(query.expected()) + ".";
    }

    private static String undo(Step step) {
        Undo undo = step.undo();
        if (undo instanceof Undo.BySql bySql) {
            return Words.count(bySql.statements().size(), "statement") + ", below";
        }
        if (undo instanceof Undo.ByDeploy byDeploy) {
            return "deploy " + Markdown.prose(byDeploy.version().toString()) + " again";
        }
        if (undo instanceof Undo.NotNeeded notNeeded) {
            return "not needed: " + Markdown.prose(notNeeded.reason());
        }
        Undo.PointOfNoReturn point = (Undo.PointOfNoReturn) undo;
        return "**none; this is the point of no return:** " + Markdown.prose(point.reason()) + ". Lost: "
                + Markdown.prose(point.lost());
    }

    private static String undoSql(Step step) {
        if (!(step.undo() instanceof Undo.BySql undo)) {
            return "";
        }
        String mode = "Undo of " + step.id() + ", transaction: " + SqlFile.mode(undo.transaction());
        return "\n"
                + Markdown.details(
                        mode,
                        Markdown.fence(
                                "sql", SqlText.statements(undo.statements()).stripTrailing()));
    }
}
