package dev.cofferdam.cli.chat;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.report.FindingReport;
import dev.cofferdam.rules.RulePages;
import dev.cofferdam.toolbox.PlanReading;
import dev.cofferdam.toolbox.PlanState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that show the plan. */
final class PlanCommands {
    private final Supplier<Talk> talk;
    private final Desk desk;
    private final Paper paper;

    PlanCommands(Supplier<Talk> talk, Desk desk, Paper paper) {
        this.talk = talk;
        this.desk = desk;
        this.paper = paper;
    }

    List<SlashCommand> all() {
        return List.of(
                new SlashCommand(
                        "/plan",
                        "",
                        "the plan on one screen",
                        List.of(
                                "Verdict, phases and steps, code paths, the backfill's time, and what nobody can know."),
                        this::plan),
                new SlashCommand(
                        "/phases",
                        "",
                        "phases, steps, locks, who may run",
                        List.of(
                                "Every step with its strongest lock; every phase with its time and the app versions that may run."),
                        this::phases),
                new SlashCommand(
                        "/sql",
                        "[STEP|PHASE]",
                        "the SQL, of all steps or of one",
                        List.of(
                                "Shows what a step runs: /sql expand-1, /sql backfill.",
                                "The files with timeouts, gates and guards come with /save."),
                        this::sql),
                new SlashCommand(
                        "/rollback",
                        "[BOUNDARY]",
                        "the ways back, of all boundaries or of one",
                        List.of(
                                "Retreat: the code goes back and the schema stays. Abandon: the schema goes back too.",
                                "With a boundary (/rollback after-cutover): symptom, steps, time, loss, and what the rehearsal saw."),
                        this::rollback),
                new SlashCommand(
                        "/usages",
                        "[TABLE[.COLUMN]]",
                        "the code that reads or writes it",
                        List.of("Without an argument: of the column that the plan is about."),
                        this::usages),
                new SlashCommand(
                        "/matrix",
                        "[BOUNDARY]",
                        "which versions and ways back work where",
                        List.of(
                                "✓ works, ▼ loses data, ✗ fails, ? could not decide; and how it is known.",
                                "With a boundary: the evidence of each cell."),
                        this::matrix),
                new SlashCommand(
                        "/explain",
                        "STEP|PHASE|BOUNDARY|FINDING|RULE",
                        "why it is as it is",
                        List.of(
                                "/explain backfill-1, /explain after-cutover, /explain plan-usages-possible, /explain sync"),
                        this::explain),
                new SlashCommand(
                        "/findings",
                        "",
                        "what the validator found",
                        List.of("Worst first, each with its id, place and remedy."),
                        this::findings),
                new SlashCommand(
                        "/diff",
                        "[full]",
                        "what the last turn changed in the plan",
                        List.of("+ new, - gone, ~ changed. With `full`: every line of the plan's file that differs."),
                        this::diff));
    }

    private Candidate current() {
        return talk.get()
                .current()
                .orElseThrow(() -> new UserError(
                        "there is no plan yet",
                        "",
                        "say what to change, such as: rename owners.telephone to phone_number"));
    }

    static void refuseArguments(String command, String arguments) {
        if (!arguments.isEmpty()) {
            throw new UserError(
                    "`" + command + "` takes no argument, and got `" + arguments + "`", "", "type " + command);
        }
    }

    private PlanViews views() {
        return new PlanViews(current().plan(), paper.ink());
    }

    private void plan(String arguments) {
        refuseArguments("/plan", arguments);
        Candidate now = current();
        paper.lines(desk.summary(now.plan(), now.verdict().findings()).stripTrailing());
    }

    private void phases(String arguments) {
        refuseArguments("/phases", arguments);
        views().phases().forEach(line -> paper.lines(line + "\n"));
    }

    private void sql(String arguments) {
        Optional<String> wanted = Optional.of(arguments).filter(word -> !word.isEmpty());
        MarkdownWriter.write(
                paper, views().sql(wanted).orElseThrow(() -> noSuch("step or phase", arguments, stepsAndPhases())));
    }

    private List<String> stepsAndPhases() {
        Plan plan = current().plan();
        return Stream.concat(
                        plan.phases().stream().map(phase -> phase.kind().words()),
                        plan.steps().map(step -> step.id()))
                .toList();
    }

    private void rollback(String arguments) {
        if (arguments.isEmpty()) {
            MarkdownWriter.write(paper, views().waysBack());
            return;
        }
        MarkdownWriter.write(paper, boundary(arguments));
    }

    private void matrix(String arguments) {
        MarkdownWriter.write(paper, arguments.isEmpty() ? views().matrices() : boundary(arguments));
    }

    private String boundary(String name) {
        List<String> known = views().boundaries();
        if (!known.contains(name)) {
            throw noSuch("boundary", name, known);
        }
        return reading().find(name).orElseThrow();
    }

    private PlanReading reading() {
        Candidate now = current();
        return new PlanReading(now.plan(), now.verdict().findings());
    }

    private static UserError noSuch(String noun, String name, List<String> known) {
        return new UserError("there is no " + noun + " `" + name + "`", "", "there are: " + String.join(", ", known));
    }

    private void usages(String arguments) {
        String wanted = arguments.isEmpty()
                ? current().plan().change().columns().stream()
                        .findFirst()
                        .map(Object::toString)
                        .orElseGet(() -> current().plan().change().table().toString())
                : arguments;
        paper.print(desk.usages(wanted));
    }

    private void explain(String arguments) {
        if (arguments.isEmpty()) {
            String parts = talk.get()
                    .current()
                    .map(now -> String.join(", ", reading().names()) + ", ")
                    .orElse("");
            throw new UserError(
                    "`/explain` explains one thing, and none is named",
                    "",
                    "name one: " + parts + "a finding's id, or a rule");
        }
        MarkdownWriter.write(paper, explanation(arguments));
    }

    private String explanation(String name) {
        Optional<Candidate> now = talk.get().current();
        return now.flatMap(candidate ->
                        new PlanReading(candidate.plan(), candidate.verdict().findings()).find(name))
                .or(() -> now.flatMap(candidate -> candidate.verdict().findings().stream()
                        .filter(finding -> finding.id().equals(name))
                        .findFirst()
                        .map(PlanCommands::finding)))
                .or(() -> page(name))
                .orElseThrow(() -> new UserError(
                        "there is no step, boundary, finding or rule `" + name + "`",
                        "",
                        "/explain alone lists what there is"));
    }

    private static Optional<String> page(String rule) {
        return rule.matches("[a-z0-9-]+")
                ? RulePages.find(rule).map(page -> page.replaceFirst("(?s)^---\\n.*?\\n---\\n+", ""))
                : Optional.empty();
    }

    private static String finding(Finding finding) {
        return "**" + finding.id() + "** (" + finding.severity().name().toLowerCase(java.util.Locale.ROOT) + ") at `"
                + finding.where() + "`\n\n" + finding.what() + "\n\n**What to do:** " + finding.remedy() + "\n\n"
                + page(finding.rule()).orElse("");
    }

    private void findings(String arguments) {
        refuseArguments("/findings", arguments);
        List<Finding> findings = current().verdict().findings();
        if (findings.isEmpty()) {
            paper.line("no findings");
            return;
        }
        paper.print(paper.ink().colour() ? FindingReport.coloured(findings) : FindingReport.plain(findings));
    }

    private void diff(String arguments) {
        if (!arguments.isEmpty() && !arguments.equals("full")) {
            throw new UserError("`/diff` does not know `" + arguments + "`", "", "type /diff, or /diff full");
        }
        Optional<Plan> before = talk.get().before().flatMap(PlanCommands::plan);
        Plan now = current().plan();
        if (before.isEmpty()) {
            paper.line("the last turn made this plan; before it there was none");
            return;
        }
        List<String> lines = arguments.isEmpty()
                ? PlanDiff.of(before.get(), now, paper.ink())
                : PlanDiff.ofFiles(before.get(), now, paper.ink());
        paper.lines(
                lines.isEmpty()
                        ? "the last turn changed nothing in the plan"
                        : lines.stream().collect(Collectors.joining("\n")));
    }

    /** The plan of a state, judged or as it was drafted. */
    static Optional<Plan> plan(PlanState state) {
        return state.judged().map(Candidate::plan).or(state::draft);
    }
}
