package dev.cofferdam.cli.chat;

import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.toolbox.Spans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** What became of a plan, in the words of a plan: steps, gates, edits, consumers and what is assumed, with a plus, a minus or a tilde. */
final class PlanDiff {
    private final Ink ink;
    private final List<String> lines = new ArrayList<>();

    private PlanDiff(Ink ink) {
        this.ink = ink;
    }

    /** One line for each thing that differs; empty when nothing does. */
    static List<String> of(Plan before, Plan after, Ink ink) {
        PlanDiff diff = new PlanDiff(ink);
        if (!before.change().equals(after.change())) {
            diff.removed(before.change().summary());
            diff.added(after.change().summary());
            return diff.lines;
        }
        diff.compare("step ", steps(before), steps(after), PlanDiff::step);
        diff.phases(before, after);
        diff.compare("edit ", edits(before), edits(after), Edit::what);
        diff.texts("consumer ", texts(before.consumers()), texts(after.consumers()));
        diff.texts("assumed: ", before.assumed(), after.assumed());
        diff.texts("unknown: ", before.unknown(), after.unknown());
        diff.texts("approved: ", approvals(before), approvals(after));
        return diff.lines;
    }

    /** Every line of the plan's file that differs, with a plus or a minus. */
    static List<String> ofFiles(Plan before, Plan after, Ink ink) {
        return new LineDiff(
                        PlanFile.write(before).lines().toList(),
                        PlanFile.write(after).lines().toList())
                .lines().stream()
                        .map(line -> line.startsWith("+")
                                ? ink.green(line)
                                : line.startsWith("-") ? ink.red(line) : ink.dim(line))
                        .toList();
    }

    private void phases(Plan before, Plan after) {
        Map<String, Phase> old =
                byKey(before.phases().stream(), phase -> phase.kind().words());
        for (Phase phase : after.phases()) {
            Phase earlier = old.get(phase.kind().words());
            if (earlier == null) {
                continue;
            }
            String name = phase.kind().words() + ": ";
            if (!earlier.expected().equals(phase.expected())) {
                changed(name + "about " + Spans.words(earlier.expected()) + " → about "
                        + Spans.words(phase.expected()));
            }
            texts(name + "gate ", gates(earlier), gates(phase));
        }
    }

    private static List<String> gates(Phase phase) {
        return Stream.of(
                        phase.entry().stream(),
                        phase.steps().stream().flatMap(step -> step.conduct().gates().stream()),
                        phase.exit().stream())
                .flatMap(each -> each)
                .map(PlanDiff::gate)
                .distinct()
                .toList();
    }

    private static String gate(Gate gate) {
        return gate instanceof Gate.Soak soak
                ? soak.statement() + " Soak: " + Spans.words(soak.time())
                : gate.statement();
    }

    private static String step(Step step) {
        return step.title();
    }

    private static Map<String, Step> steps(Plan plan) {
        return byKey(plan.steps(), Step::id);
    }

    private static Map<String, Edit> edits(Plan plan) {
        return byKey(plan.edits().stream(), Edit::id);
    }

    private static <T> Map<String, T> byKey(Stream<T> all, Function<T, String> key) {
        Map<String, T> map = new LinkedHashMap<>();
        all.forEach(one -> map.putIfAbsent(key.apply(one), one));
        return map;
    }

    private static List<String> texts(List<?> all) {
        return all.stream().map(Object::toString).toList();
    }

    private static List<String> approvals(Plan plan) {
        return plan.approvals().stream()
                .map(approval -> approval.finding() + " by " + approval.person() + ": " + approval.reason())
                .toList();
    }

    private <T> void compare(String noun, Map<String, T> before, Map<String, T> after, Function<T, String> words) {
        before.forEach((id, one) -> {
            if (!after.containsKey(id)) {
                removed(noun + id + "  " + words.apply(one));
            }
        });
        after.forEach((id, one) -> {
            T earlier = before.get(id);
            if (earlier == null) {
                added(noun + id + "  " + words.apply(one));
            } else if (!Objects.equals(earlier, one)) {
                changed(noun + id + "  " + words.apply(one));
            }
        });
    }

    private void texts(String noun, List<String> before, List<String> after) {
        before.stream().filter(one -> !after.contains(one)).forEach(one -> removed(noun + one));
        after.stream().filter(one -> !before.contains(one)).forEach(one -> added(noun + one));
    }

    private void added(String words) {
        lines.add(ink.green("+ " + words));
    }

    private void removed(String words) {
        lines.add(ink.red("- " + words));
    }

    private void changed(String words) {
        lines.add(ink.yellow("~ " + words));
    }
}
