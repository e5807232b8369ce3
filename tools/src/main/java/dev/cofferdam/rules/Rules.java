package dev.cofferdam.rules;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.observed.RehearsalRules;
import dev.cofferdam.rules.plans.BackfillBatched;
import dev.cofferdam.rules.plans.BackfillIdempotent;
import dev.cofferdam.rules.plans.BackfillObservable;
import dev.cofferdam.rules.plans.BackfillResumable;
import dev.cofferdam.rules.plans.BackfillTerminates;
import dev.cofferdam.rules.plans.BackfillThenAnalyze;
import dev.cofferdam.rules.plans.BackfillThrottled;
import dev.cofferdam.rules.plans.BackfillVolatileSource;
import dev.cofferdam.rules.plans.ContractDelay;
import dev.cofferdam.rules.plans.ContractLeftovers;
import dev.cofferdam.rules.plans.ContractRelaxBeforeStopWriting;
import dev.cofferdam.rules.plans.ContractWriteGuard;
import dev.cofferdam.rules.plans.DualwriteBeforeBackfill;
import dev.cofferdam.rules.plans.DualwriteInstallAtomic;
import dev.cofferdam.rules.plans.DualwriteNoLoop;
import dev.cofferdam.rules.plans.DualwriteNullSemantics;
import dev.cofferdam.rules.plans.DualwriteReverseMapping;
import dev.cofferdam.rules.plans.GateReadOnly;
import dev.cofferdam.rules.plans.PlanContractGate;
import dev.cofferdam.rules.plans.PlanDrainBeforeNext;
import dev.cofferdam.rules.plans.PlanGrounded;
import dev.cofferdam.rules.plans.PlanKeepsToChange;
import dev.cofferdam.rules.plans.PlanNoDestructiveBeforeReadersMoved;
import dev.cofferdam.rules.plans.PlanOneDeployPerPhase;
import dev.cofferdam.rules.plans.PlanPhaseOrder;
import dev.cofferdam.rules.plans.PlanPointOfNoReturn;
import dev.cofferdam.rules.plans.PlanRollbackKeepsWrites;
import dev.cofferdam.rules.plans.PlanRollbackPerPhase;
import dev.cofferdam.rules.plans.PlanRollbackRestores;
import dev.cofferdam.rules.plans.PlanStepPreconditions;
import dev.cofferdam.rules.plans.PlanUndecided;
import dev.cofferdam.rules.plans.PlanUsagesPossible;
import dev.cofferdam.rules.plans.PlanUsagesSettled;
import dev.cofferdam.rules.plans.VerifyBeforeCutover;
import dev.cofferdam.rules.plans.VerifyEquality;
import dev.cofferdam.rules.plans.VerifyStructure;
import dev.cofferdam.rules.statements.StatementRules;
import dev.cofferdam.rules.steps.LockTimeoutMissing;
import dev.cofferdam.rules.steps.LockUnderstated;
import dev.cofferdam.rules.steps.PlanStepTransactionMode;
import dev.cofferdam.rules.steps.StatementTimeoutMissing;
import dev.cofferdam.rules.steps.StepStatements;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every rule, by hand: a list that can be read and searched. */
public final class Rules {
    private static final List<PlanRule> ALL = List.of(
            new PlanPhaseOrder(),
            new DualwriteBeforeBackfill(),
            new DualwriteInstallAtomic(),
            new VerifyBeforeCutover(),
            new ContractRelaxBeforeStopWriting(),
            new ContractLeftovers(),
            new PlanStepPreconditions(),
            new PlanDrainBeforeNext(),
            new PlanContractGate(),
            new ContractDelay(),
            new PlanKeepsToChange(),
            new PlanRollbackPerPhase(),
            new PlanRollbackRestores(),
            new PlanPointOfNoReturn(),
            new PlanNoDestructiveBeforeReadersMoved(),
            new PlanUsagesSettled(),
            new PlanUsagesPossible(),
            new PlanGrounded(),
            new PlanUndecided(),
            new GateReadOnly(),
            new BackfillBatched(),
            new BackfillIdempotent(),
            new BackfillTerminates(),
            new BackfillThrottled(),
            new BackfillResumable(),
            new BackfillObservable(),
            new BackfillVolatileSource(),
            new BackfillThenAnalyze(),
            new DualwriteNoLoop(),
            new DualwriteReverseMapping(),
            new DualwriteNullSemantics(),
            new PlanRollbackKeepsWrites(),
            new VerifyEquality(),
            new VerifyStructure(),
            new PlanOneDeployPerPhase(),
            new ContractWriteGuard(),
            new LockTimeoutMissing(),
            new LockUnderstated(),
            new StatementTimeoutMissing(),
            new PlanStepTransactionMode());

    /** An approval that does not count. Reported by the validator, which alone sees findings and approvals together. */
    public static final RuleInfo APPROVAL_REFUSED =
            new RuleInfo("approval-refused", Severity.WARNING, Hazard.UNDECIDED, "An approval does not count, and why");

    private Rules() {}

    /** All rules about plans, those about the plan's shape first. */
    public static List<PlanRule> all() {
        return ALL;
    }

    /** Everything that the rules find in a plan: in its shape, then in its statements. */
    public static List<Finding> check(Plan plan, PlanFacts facts) {
        return Stream.concat(
                        ALL.stream().flatMap(rule -> rule.check(plan, facts).stream()),
                        StepStatements.check(plan, facts).stream())
                .toList();
    }

    /** What is known of every rule that can report on a plan, sorted by id. */
    public static List<RuleInfo> ofPlans() {
        return sorted(Stream.of(
                        ALL.stream().map(PlanRule::info),
                        StepStatements.infos().stream(),
                        Stream.of(APPROVAL_REFUSED),
                        RehearsalRules.infos().stream())
                .flatMap(infos -> infos)
                .distinct());
    }

    /** What is known of every rule that can report on a plan or a statement, sorted by id; one that reports on both is there once. */
    public static List<RuleInfo> infos() {
        return sorted(Stream.concat(ofPlans().stream(), StatementRules.infos().stream())
                .distinct());
    }

    private static List<RuleInfo> sorted(Stream<RuleInfo> infos) {
        return infos.sorted(Comparator.comparing(RuleInfo::id)).toList();
    }
}
