package dev.cofferdam.report;

import dev.cofferdam.domain.Consumer;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the plan rests on and where its knowledge ends, as Markdown. */
final class LedgerText {
    private LedgerText() {}

    static String of(Plan plan) {
        return assumed(plan) + unknown(plan) + facts(plan);
    }

    private static String assumed(Plan plan) {
        List<String> items = new ArrayList<>();
        plan.consumers().stream().map(LedgerText::consumer).forEach(items::add);
        plan.assumed().stream().map(Markdown::prose).forEach(items::add);
        return "## What was assumed\n\n" + (items.isEmpty() ? "Nothing was written down.\n" : Markdown.bullets(items))
                + "\n";
    }

    private static String consumer(Consumer consumer) {
        return "the schema is used by " + Markdown.prose(consumer.name()) + " (" + Words.of(consumer.kind())
                + "); known from " + Markdown.prose(consumer.knownFrom());
    }

    private static String unknown(Plan plan) {
        Set<String> items = new LinkedHashSet<>(Plan.ALWAYS_UNKNOWN);
        plan.unknown().stream().map(Markdown::prose).forEach(items::add);
        return "## What no plan can know\n\n" + Markdown.bullets(List.copyOf(items)) + "\n";
    }

    private static String facts(Plan plan) {
        Set<String> cited = cited(plan);
        List<List<String>> rows = plan.facts().stream()
                .filter(fact -> cited.contains(fact.id()))
                .map(LedgerText::row)
                .toList();
        String body = Markdown.table(List.of("Fact", "Tool", "Asked", "Answer", "Named", "Digest", "At"), rows)
                + "\nFingerprint of the schema " + Markdown.code(plan.schemaFingerprint()) + ", of the usages "
                + Markdown.code(plan.usagesFingerprint()) + ", tools "
                + Markdown.code(plan.plannedBy().tools())
                + plan.plannedBy()
                        .prompts()
                        .map(prompts -> ", prompts " + Markdown.code(prompts))
                        .orElse("")
                + ".";
        return "## Facts\n\n"
                + Markdown.details(Words.count(rows.size(), "tool result") + " that the plan cites", body);
    }

    /** What was asked and serves nothing in the plan stays in its file and out of its page. */
    private static Set<String> cited(Plan plan) {
        Stream<Step> back = plan.boundaries().stream()
                .flatMap(boundary -> Stream.of(boundary.retreat(), boundary.abandon()))
                .flatMap(rollback -> rollback.steps().stream());
        Stream<String> bySteps = Stream.concat(plan.steps(), back).flatMap(step -> step.conduct().cites().stream());
        Stream<String> byOthers = Stream.concat(
                plan.edits().stream().flatMap(edit -> edit.cites().stream()),
                plan.estimate().stream().flatMap(estimate -> estimate.cites().stream()));
        return Stream.concat(bySteps, byOthers).collect(Collectors.toSet());
    }

    private static List<String> row(Fact fact) {
        return List.of(
                Markdown.code(fact.id()),
                Markdown.code(fact.tool()),
                pairs(fact.arguments()),
                pairs(fact.values()),
                Words.and(fact.names().stream().map(Markdown::code).toList()),
                Markdown.code(fact.digest()),
                Words.date(fact.at()));
    }

    private static String pairs(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> Markdown.prose(entry.getKey()) + " " + Markdown.code(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
