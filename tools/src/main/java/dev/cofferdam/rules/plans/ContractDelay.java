package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.Milestones;
import dev.cofferdam.rules.facts.PlacedGate;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flags soaks that are too short to show anything, and steps that take or demand something without a soak before them. */
public final class ContractDelay implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "contract-delay",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "Too little time passes before something is taken or demanded");

    /** In less than this, ordinary traffic need not have come by. */
    private static final Duration OBSERVATION = Duration.ofHours(1);

    /** Nightly and weekly jobs have run once; the plan says so among what it assumes. */
    private static final Duration BUSINESS_CYCLE = Duration.ofDays(7);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        Check check = new Check(plan, facts, new Milestones(plan, facts), new ArrayList<>());
        check.length();
        check.dualWrite();
        check.demand();
        check.loss();
        check.trials();
        return check.findings();
    }

    private record Check(Plan plan, PlanFacts facts, Milestones milestones, List<Finding> findings) {

        void length() {
            for (PlacedGate placed : facts.gates()) {
                if (placed.gate() instanceof Gate.Soak soak && soak.time().compareTo(OBSERVATION) < 0) {
                    findings.add(INFO.finding(
                            placed.where(),
                            soak.statement(),
                            "the soak \"" + soak.statement() + "\" of `" + placed.where() + "` is over after "
                                    + words(soak.time()) + ", in which nothing need have happened",
                            "let it last " + words(OBSERVATION) + " or longer"));
                }
            }
        }

        /** A step of dual-write that only waits must wait. */
        void dualWrite() {
            facts.steps().stream()
                    .filter(step -> step.phase() == PhaseKind.DUAL_WRITE && step.step() instanceof Step.Manual)
                    .forEach(step ->
                            demand(step.order(), step.order() + 1, OBSERVATION, step.where(), "rows are filled"));
        }

        /** Every job that may write what is to be refused has had its turn. */
        void demand() {
            milestones.firstDemand().ifPresent(unit -> {
                boolean own = milestones.demanded().stream().allMatch(facts::isCreatedByPlan);
                Optional<PlacedStep> deploy = milestones.lastDeploy(unit);
                if (!own || deploy.isPresent()) {
                    demand(
                            deploy.map(PlacedStep::order).orElse(-1),
                            unit.order(),
                            own ? OBSERVATION : BUSINESS_CYCLE,
                            unit.where(),
                            "it demands something of every row");
                }
            });
        }

        /** Code that moved has been seen at work before the way back is made worse. */
        void loss() {
            milestones.firstLoss().ifPresent(unit -> milestones
                    .lastDeploy(unit)
                    .ifPresent(deploy -> demand(
                            deploy.order(),
                            firstTrial(unit).order(),
                            facts.oldColumn().isPresent() ? BUSINESS_CYCLE : OBSERVATION,
                            firstTrial(unit).where(),
                            "it goes against the old place")));
        }

        private SqlUnit firstTrial(SqlUnit loss) {
            return milestones.trials().stream().findFirst().orElse(loss);
        }

        void trials() {
            for (SqlUnit trial : milestones.trials()) {
                milestones
                        .after(trial)
                        .ifPresent(next -> demand(
                                trial.order(),
                                next.order(),
                                BUSINESS_CYCLE,
                                next.where(),
                                "it goes further than `" + trial.where() + "`"));
            }
        }

        private void demand(int from, int to, Duration least, String where, String because) {
            Duration soaked = facts.gatesBetween(from, to)
                    .filter(Gate.Soak.class::isInstance)
                    .map(gate -> ((Gate.Soak) gate).time())
                    .reduce(Duration.ZERO, Duration::plus);
            if (soaked.compareTo(least) < 0) {
                String before =
                        from < 0 ? "the start" : "`" + facts.steps().get(from).where() + "`";
                findings.add(INFO.finding(
                        where,
                        "from " + before,
                        "between " + before + " and `" + where + "` the plan soaks for " + words(soaked) + " before "
                                + because + "; code that runs once a day or once a week has not come by",
                        "put a soak of " + words(least) + " or longer between them"));
            }
        }

        private static String words(Duration time) {
            if (time.toDays() > 0) {
                return time.toDays() + " d";
            }
            return time.toHours() > 0 ? time.toHours() + " h" : time.toSeconds() + " s";
        }
    }
}
