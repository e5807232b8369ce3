package dev.cofferdam.review;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.History;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.review.diff.Comparison;
import dev.cofferdam.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plans that the base holds, and what of a change belongs to one. A plan that the pull request brings along counts for nothing. */
final class KnownPlans {
    private static final int DEEP = 8;
    private static final int MOST_USES = 10;

    private final List<KnownPlan> plans;

    private KnownPlans(List<KnownPlan> plans) {
        this.plans = plans;
    }

    /** Reads them; one that cannot be read is noted. */
    static KnownPlans in(Path tree, List<String> notes) {
        List<KnownPlan> found = new ArrayList<>();
        try (Stream<Path> files = Files.find(
                tree, DEEP, (path, attributes) -> attributes.isRegularFile() && path.endsWith("plan.yaml"))) {
            for (Path file : files.sorted().toList()) {
                try {
                    found.add(new KnownPlan(PlanFile.read(file)));
                } catch (UserError other) {
                    notes.add("`" + tree.relativize(file) + "` is no plan that can be read: " + other.problem());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for plans in " + tree, e);
        }
        return new KnownPlans(found);
    }

    boolean isEmpty() {
        return plans.isEmpty();
    }

    /** The step that a new unit is. */
    Optional<PlanStep> step(NewUnits.Unit unit) {
        return plans.stream()
                .flatMap(known -> known.step(unit.statements()).stream()
                        .map(step -> new PlanStep(
                                known.plan().id(),
                                step.id(),
                                step.title(),
                                unit.unit().place(unit.statements().get(0).line()),
                                known.gatesBefore(step).stream()
                                        .map(Gate::statement)
                                        .toList())))
                .findFirst();
    }

    /** Steps that come before one that they rest on, as far as migrations tell. */
    List<StatementFinding> tooEarly(List<PlanStep> steps, History before) {
        Set<String> released = new HashSet<>();
        before.units().forEach(unit -> released.addAll(KnownPlan.words(NewUnits.statements(unit.sql()))));
        List<StatementFinding> found = new ArrayList<>();
        for (PlanStep taken : steps) {
            List<Step> missing = plans.stream()
                    .filter(known -> known.plan().id().equals(taken.plan()))
                    .flatMap(known -> known.missingBefore(taken.step(), released).stream())
                    .filter(step ->
                            steps.stream().noneMatch(other -> other.step().equals(step.id())))
                    .toList();
            if (!missing.isEmpty()) {
                found.add(tooEarly(taken, missing));
            }
        }
        return found;
    }

    private static StatementFinding tooEarly(PlanStep taken, List<Step> missing) {
        String steps = missing.stream().map(step -> "`" + step.id() + "`").collect(Collectors.joining(", "));
        return CodeRules.PLAN_STEP_TOO_EARLY.at(
                taken.place(),
                taken.title(),
                "this is step `" + taken.step() + "` of plan `" + taken.plan() + "`, and no migration of the base is "
                        + steps + ", which come before it",
                "release " + steps + " first");
    }

    /** New uses of columns that plans take out of use. */
    List<StatementFinding> retiredUses(Comparison comparison, Schema schema, RunningCode running) {
        ChangedLines lines = new ChangedLines(comparison.head(), comparison.files());
        List<StatementFinding> found = new ArrayList<>();
        for (KnownPlan known : plans) {
            known.retired().filter(column -> lines.any(named(column.column()))).ifPresent(column -> {
                Set<String> before = running.scan(schema, column).usages().stream()
                        .map(Usage::id)
                        .collect(Collectors.toSet());
                new RunningCode(comparison.head())
                        .scan(schema, column).usages().stream()
                                .filter(usage -> !before.contains(usage.id())
                                        && !usage.test()
                                        && usage.needsEdit()
                                        && !usage.style().isImplicit())
                                .limit(MOST_USES)
                                .forEach(usage -> found.add(retired(known, usage)));
            });
        }
        return found;
    }

    /** The column's own name, and the one that its property has as a rule. */
    private static Pattern named(String column) {
        StringBuilder property = new StringBuilder();
        for (String word : column.toLowerCase(Locale.ROOT).split("_")) {
            property.append(
                    property.isEmpty() || word.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return Pattern.compile(
                "(?i)" + Pattern.quote(column) + "|" + Pattern.quote(property.toString()), Pattern.CASE_INSENSITIVE);
    }

    private static StatementFinding retired(KnownPlan known, Usage usage) {
        return CodeRules.RETIRED_COLUMN_USED.at(
                Place.of(usage.place().file(), usage.place().line()),
                usage.evidence().replaceAll("[«»]", "").strip(),
                "`" + usage.column() + "` is used anew, while plan `"
                        + known.plan().id() + "` (" + known.plan().change().summary() + ") takes it out of use",
                "use what takes its place, or abandon the plan");
    }
}
