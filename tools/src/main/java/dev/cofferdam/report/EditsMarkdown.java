package dev.cofferdam.report;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The edits as Markdown, one list for each deploy: what a person changes in the code, and where. */
final class EditsMarkdown {
    private EditsMarkdown() {}

    /** A page of its own, to hand to whoever does the edits. */
    static String page(Plan plan) {
        return Markdown.page("# Edits: " + Markdown.prose(plan.change().summary()) + "\n\nPlan "
                + Markdown.code(plan.id()) + ".\n\n" + byDeploy(plan, "##"));
    }

    static String section(Plan plan) {
        return "## Edits\n\n" + byDeploy(plan, "###");
    }

    /** What one version takes; empty when nothing has to change for it. */
    static String of(Plan plan, AppVersion version, String heading) {
        List<Edit> edits = plan.edits().stream()
                .filter(edit -> edit.version().equals(version))
                .toList();
        return edits.isEmpty() ? "" : heading + "\n\n" + list(edits);
    }

    private static String list(List<Edit> edits) {
        return edits.stream()
                        .map(EditsMarkdown::edit)
                        .collect(Collectors.joining())
                        .stripTrailing()
                + "\n\n";
    }

    /** The edits alone, under small headings. */
    static String inBrief(Plan plan) {
        return byDeploy(plan, "#####");
    }

    private static String byDeploy(Plan plan, String heading) {
        if (plan.edits().isEmpty()) {
            return "No code has to change.\n\n";
        }
        SortedMap<AppVersion, List<Edit>> byVersion =
                plan.edits().stream().collect(Collectors.groupingBy(Edit::version, TreeMap::new, Collectors.toList()));
        StringBuilder out = new StringBuilder();
        byVersion.forEach((version, edits) -> out.append(heading)
                .append(" ")
                .append(Markdown.prose(version.toString()))
                .append(deployedBy(plan, version))
                .append("\n\n")
                .append(list(edits)));
        return out.toString();
    }

    private static String deployedBy(Plan plan, AppVersion version) {
        return plan.steps()
                .filter(step ->
                        step instanceof Step.Deploy deploy && deploy.version().equals(version))
                .findFirst()
                .map(step -> ", deployed by " + Markdown.code(step.id()))
                .orElse(", deployed by no step of this plan");
    }

    private static String edit(Edit edit) {
        String settles = edit.settles().isEmpty()
                ? ""
                : " (settles " + Words.count(edit.settles().size(), "usage") + ")";
        return "- [ ] " + Markdown.code(edit.id()) + " "
                + Markdown.code(edit.place().toString()) + ": " + Markdown.prose(edit.what()) + settles + "\n"
                + diff(edit);
    }

    private static String diff(Edit edit) {
        String before = edit.before().map(text -> lines("- ", text)).orElse("");
        String after = edit.after().map(text -> lines("+ ", text)).orElse("");
        if (before.isEmpty() && after.isEmpty()) {
            return "";
        }
        return "\n" + Markdown.fence("diff", before + after).indent(2) + "\n";
    }

    private static String lines(String sign, String text) {
        return text.lines().map(line -> (sign + line).stripTrailing() + "\n").collect(Collectors.joining());
    }
}
