package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.report.CellWords;
import dev.cofferdam.report.FindingReport;
import dev.cofferdam.report.PlanSection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan read part by part, in Markdown, each part with the evidence for it. For models and for people. */
public final class PlanReading {
    private static final List<String> SECTIONS =
            List.of("findings", "sync", "edits", "estimate", "matrix", "rehearsal");

    private final Plan plan;
    private final List<Finding> findings;

    public PlanReading(Plan plan, List<Finding> findings) {
        this.plan = plan;
        this.findings = List.copyOf(findings);
    }

    /** All that can be asked for. */
    public List<String> names() {
        return Stream.of(
                        plan.phases().stream().map(phase -> phase.kind().words()),
                        plan.steps().map(Step::id),
                        plan.boundaries().stream().map(Boundary::id),
                        SECTIONS.stream())
                .flatMap(names -> names)
                .toList();
    }

    /** Verdict, phases and steps. */
    public String overview() {
        return PlanSection.SUMMARY.markdown(plan, findings) + "\n" + PlanSection.PHASES.markdown(plan, findings) + "\n"
                + DraftWords.of(plan).text();
    }

    /** The part of this name. */
    public Optional<String> find(String name) {
        Optional<String> step = plan.findStep(name).flatMap(found -> step(found.id()));
        return step.or(() -> boundary(name).map(this::of))
                .or(() -> plan.phases().stream()
                        .filter(phase -> phase.kind().words().equals(name))
                        .findFirst()
                        .map(this::of))
                .or(() -> section(name));
    }

    private Optional<Boundary> boundary(String name) {
        return plan.boundaries().stream().filter(each -> each.id().equals(name)).findFirst();
    }

    private Optional<String> section(String name) {
        return switch (name) {
            case "findings" -> Optional.of(FindingReport.plain(findings));
            case "sync" -> Optional.of(PlanSection.SYNC.markdown(plan, findings));
            case "edits" -> Optional.of(PlanSection.EDITS.markdown(plan, findings));
            case "estimate" -> Optional.of(PlanSection.ESTIMATE.markdown(plan, findings));
            case "matrix" ->
                Optional.of(plan.boundaries().stream().map(this::cells).collect(Collectors.joining("\n")));
            case "rehearsal" -> Optional.of(PlanSection.REHEARSAL.markdown(plan, findings));
            default -> Optional.empty();
        };
    }

    /** The step as the plan's page has it. */
    private Optional<String> step(String id) {
        Matcher part = Pattern.compile(
                        "(?ms)^(### `" + Pattern.quote(id) + "`.*?)(?=^#{2,3} |^Before the next phase:|\\z)")
                .matcher(PlanSection.STEPS.markdown(plan, findings));
        return part.find() ? Optional.of(part.group(1).strip() + "\n") : Optional.empty();
    }

    private String of(Phase phase) {
        String head = "## " + phase.kind().words() + "\n\n" + phase.purpose() + "\n";
        return head
                + phase.skippedBecause()
                        .map(reason -> "\nSkipped: " + reason + "\n")
                        .orElse("")
                + phase.steps().stream()
                        .map(step -> "\n" + step(step.id()).orElse(""))
                        .collect(Collectors.joining());
    }

    private String of(Boundary boundary) {
        return "## " + boundary.id() + "\n\nThe plan may rest here, when `" + boundary.afterStep() + "` is done.\n\n"
                + way("Retreat (the code goes back, the schema stays)", boundary.retreat()) + "\n"
                + way("Abandon (the schema is restored after the newer code drained)", boundary.abandon()) + "\n"
                + cells(boundary);
    }

    private static String way(String title, Rollback way) {
        String steps = way.steps().stream().map(step -> "  - " + step.title()).collect(Collectors.joining("\n"));
        return "**" + title + "**\n"
                + way.impossibleBecause()
                        .map(reason -> "- Not possible: " + reason + "\n")
                        .orElseGet(() -> "- When: " + way.symptom() + "\n"
                                + (steps.isEmpty() ? "" : "- Do:\n" + steps + "\n")
                                + "- Time: about " + Spans.words(way.expected()) + "\n")
                + "- Loss: " + way.loss() + "\n";
    }

    /** What was seen, or reasoned, of every app version and both ways back there. */
    String cells(Boundary boundary) {
        String cells = Stream.concat(plan.compatibility().stream(), plan.rollbacks().stream())
                .filter(cell -> cell.boundary().equals(boundary.id()))
                .map(PlanReading::cell)
                .collect(Collectors.joining());
        return "**" + boundary.id() + "**\n" + cells;
    }

    /** One cell with what it rests on. */
    public static String cell(Cell cell) {
        return "- " + cell.column() + ": " + CellWords.result(cell)
                + CellWords.standing(cell).map(how -> " (" + how + ")").orElse("")
                + (cell.evidence().isBlank() ? "" : ": " + cell.evidence()) + "\n";
    }
}
