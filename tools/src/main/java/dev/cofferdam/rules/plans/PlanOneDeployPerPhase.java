package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Flags steps that state other app versions than those which deploys and gates leave running: every other rule would judge them for the wrong code. */
public final class PlanOneDeployPerPhase implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-one-deploy-per-phase",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "A step names other app versions than those that run");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Span> running = new TreeMap<>();
        for (PlacedStep placed : facts.steps()) {
            if (placed.step() instanceof Step.Deploy deploy) {
                Span span = running.getOrDefault(deploy.version().consumer(), Span.TODAY);
                running.put(
                        deploy.version().consumer(),
                        new Span(span.oldest(), deploy.version().number()));
            }
            placed.step().conduct().mayRun().stream()
                    .filter(version -> !span(running, version).has(version))
                    .forEach(version -> findings.add(foreign(placed, version)));
            running.forEach((consumer, span) -> missing(placed, consumer, span, findings));
            facts.gatesBetween(placed.order(), placed.order() + 1).forEach(gate -> drain(gate, running));
        }
        return findings;
    }

    /** The versions of one consumer that may be running, from the oldest that has not drained to the newest that was deployed. */
    private record Span(int oldest, int newest) {
        static final Span TODAY = new Span(0, 0);

        boolean has(AppVersion version) {
            return version.number() >= oldest && version.number() <= newest;
        }
    }

    private static Span span(Map<String, Span> running, AppVersion version) {
        return running.getOrDefault(version.consumer(), Span.TODAY);
    }

    private static void drain(Gate gate, Map<String, Span> running) {
        if (gate instanceof Gate.Deployed deployed) {
            running.computeIfPresent(
                    deployed.version().consumer(),
                    (consumer, span) ->
                            new Span(Math.max(span.oldest(), deployed.version().number()), span.newest()));
        }
    }

    private static void missing(PlacedStep placed, String consumer, Span span, List<Finding> findings) {
        for (int number : List.of(span.oldest(), span.newest())) {
            AppVersion version = new AppVersion(consumer, number);
            if (!placed.step().conduct().mayRun().contains(version)
                    && findings.stream()
                            .noneMatch(finding -> finding.what().contains("`" + version + "`")
                                    && finding.where().equals(placed.where()))) {
                findings.add(INFO.finding(
                        placed.where(),
                        "unnamed " + version,
                        "`" + version + "` may be running during `" + placed.where()
                                + "`, since no gate before it has shown that it is gone, and `mayRun` does not name it",
                        "name it in `mayRun`, or put a deploy gate before the step"));
            }
        }
    }

    private static Finding foreign(PlacedStep placed, AppVersion version) {
        return INFO.finding(
                placed.where(),
                "foreign " + version,
                "`" + placed.where() + "` allows `" + version
                        + "`, which was not deployed before it or has drained; the step is held against code that does not run",
                "name in `mayRun` what deploys and gates before the step leave running");
    }
}
