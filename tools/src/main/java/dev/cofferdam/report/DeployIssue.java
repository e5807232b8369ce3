package dev.cofferdam.report;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One deploy as the text of an issue: whoever gets it assigned needs to know nothing else of the plan. */
record DeployIssue(Plan plan, Step.Deploy deploy) {
    /** One for each deploy that changes code, in the plan's order; a deploy without edits is nobody's work. */
    static List<DeployIssue> of(Plan plan) {
        return plan.steps()
                .filter(Step.Deploy.class::isInstance)
                .map(Step.Deploy.class::cast)
                .filter(deploy -> !deploy.edits().isEmpty())
                .map(deploy -> new DeployIssue(plan, deploy))
                .toList();
    }

    /** The head is what issue templates of GitHub begin with; the rest is what they show. */
    String text() {
        return "---\nname: " + quoted(plan.id() + " " + deploy.id()) + "\nabout: "
                + quoted("one deploy of the plan for: " + plan.change().summary()) + "\ntitle: "
                + quoted(deploy.title()) + "\nlabels: database\n---\n\n" + body();
    }

    private String body() {
        return Markdown.page("Step " + Markdown.code(deploy.id()) + " of the plan " + Markdown.code(plan.id())
                + ", which is to " + Markdown.prose(plan.change().summary())
                + " without stopping anything.\n\n"
                + section("Before it is deployed", before())
                + EditsMarkdown.of(plan, deploy.version(), "## Change in the code")
                + section("While it is rolled out", Markdown.bullets(beside()))
                + section("Before the plan goes on", StepText.gateList(after()))
                + section("If it goes wrong", Markdown.bullets(back())));
    }

    private static String section(String heading, String text) {
        return text.isBlank() ? "" : "## " + heading + "\n\n" + text + "\n";
    }

    /** Everything since the last deploy has to be done, and what it ended with has to hold. */
    private String before() {
        List<String> lines = new ArrayList<>();
        List<Gate> open = new ArrayList<>();
        for (Phase phase : plan.phases()) {
            open.addAll(phase.entry());
            for (Step step : phase.steps()) {
                if (step.equals(deploy)) {
                    open.stream().distinct().map(StepText::gate).forEach(lines::add);
                    return Markdown.checklist(lines);
                }
                if (step instanceof Step.Deploy) {
                    lines.clear();
                }
                lines.add(Markdown.code(step.id()) + " is done: " + Markdown.prose(step.title()));
                open.clear();
                open.addAll(step.conduct().gates());
            }
            open.addAll(phase.exit());
        }
        return Markdown.checklist(lines);
    }

    private List<String> beside() {
        List<String> lines = new ArrayList<>();
        String mayRun = Words.versions(deploy.conduct().mayRun().stream());
        String floor = Words.versions(deploy.conduct().rollbackFloor().stream());
        if (!mayRun.isEmpty()) {
            lines.add("May run side by side: " + Markdown.prose(mayRun));
        }
        if (!floor.isEmpty()) {
            lines.add("Afterwards roll back no further than " + Markdown.prose(floor));
        }
        deploy.conduct()
                .watch()
                .forEach(signal -> lines.add("Watch " + Markdown.prose(signal.signal()) + " by "
                        + Markdown.code(signal.how()) + "; stop at " + Markdown.prose(signal.stopAt()) + ", then "
                        + Markdown.prose(signal.then())));
        return lines;
    }

    /** The deploy's own gates, and those of its phase when it is the phase's last step. */
    private List<Gate> after() {
        List<Gate> gates = new ArrayList<>(deploy.conduct().gates());
        plan.phases().stream()
                .filter(phase -> !phase.steps().isEmpty()
                        && phase.steps().get(phase.steps().size() - 1).equals(deploy))
                .forEach(phase -> gates.addAll(phase.exit()));
        return gates.stream().distinct().toList();
    }

    private List<String> back() {
        List<Boundary> boundaries = plan.boundaries().stream()
                .filter(boundary -> boundary.afterStep().equals(deploy.id()))
                .toList();
        return boundaries.stream()
                .flatMap(boundary -> List.of(boundary.retreat(), boundary.abandon()).stream()
                        .map(way -> Words.capital(Words.of(way.kind())) + " when "
                                + Markdown.prose(way.symptom()) + ": "
                                + Markdown.code(PlanPaths.card(boundary, way)) + "; loss: "
                                + Markdown.prose(way.loss())))
                .collect(Collectors.toList());
    }

    /** As a YAML scalar on one line. */
    private static String quoted(String text) {
        return '"' + Words.oneLine(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
