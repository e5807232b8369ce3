package dev.cofferdam.review;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.report.PlanFiles;
import dev.cofferdam.sql.ParsedStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan that the base holds. A migration is a step of it when it does what the step does, word for word; the gates and time-outs that the step's
 * file has besides are known too.
 */
final class KnownPlan {
    private final Plan plan;
    private final Set<String> wrapping = new HashSet<>();

    KnownPlan(Plan plan) {
        this.plan = plan;
        PlanFiles.of(plan, List.of()).forEach((file, text) -> {
            if (file.endsWith(".sql")) {
                wrapping.addAll(words(NewUnits.statements(text)));
            }
        });
    }

    Plan plan() {
        return plan;
    }

    /** The step that these statements are, all of it and nothing else. */
    Optional<Step> step(List<ParsedStatement> statements) {
        Set<String> written = words(statements);
        return plan.steps()
                .filter(step -> {
                    Set<String> own = words(step);
                    return !own.isEmpty()
                            && written.containsAll(own)
                            && written.stream().allMatch(each -> own.contains(each) || wrapping.contains(each));
                })
                .findFirst();
    }

    /** Steps with SQL before this one that no migration among these holds. */
    List<Step> missingBefore(String step, Set<String> released) {
        List<Step> missing = new ArrayList<>();
        for (Step each : plan.steps().toList()) {
            if (each.id().equals(step)) {
                return missing;
            }
            Set<String> own = words(each);
            if (!own.isEmpty() && !released.containsAll(own)) {
                missing.add(each);
            }
        }
        return missing;
    }

    /** What must hold before the step: what its phase asks at its start, and what the step before it asks. */
    List<Gate> gatesBefore(Step step) {
        List<Gate> gates = new ArrayList<>();
        for (var phase : plan.phases()) {
            gates.addAll(phase.entry());
            for (Step each : phase.steps()) {
                if (each.equals(step)) {
                    return gates.stream().distinct().toList();
                }
                gates.clear();
                gates.addAll(each.conduct().gates());
            }
            gates.addAll(phase.exit());
        }
        return gates;
    }

    /** The column that the plan takes out of use. */
    Optional<ColumnRef> retired() {
        if (plan.change() instanceof ColumnChange.DropColumn drop) {
            return Optional.of(drop.column());
        }
        if (plan.change() instanceof ColumnChange.RenameColumn rename) {
            return Optional.of(rename.column());
        }
        return plan.change() instanceof ColumnChange.ChangeType type
                        && type.newName().isPresent()
                ? Optional.of(type.column())
                : Optional.empty();
    }

    private static Set<String> words(Step step) {
        List<String> statements = new ArrayList<>();
        if (step instanceof Step.Sql sql) {
            statements.addAll(sql.statements());
        } else if (step instanceof Step.Backfill backfill) {
            statements.addAll(backfill.setup());
            statements.add(backfill.run());
        }
        Set<String> words = new HashSet<>();
        statements.forEach(sql -> words.addAll(words(NewUnits.statements(sql))));
        return words;
    }

    /** Statements by their words, however they are set. */
    static Set<String> words(List<ParsedStatement> statements) {
        Set<String> words = new HashSet<>();
        statements.forEach(statement -> words.add(statement.text().strip().replaceAll("\\s+", " ")));
        return words;
    }
}
