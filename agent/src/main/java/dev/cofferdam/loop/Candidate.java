package dev.cofferdam.loop;

import dev.cofferdam.domain.Digest;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Verdict;
import java.util.List;

/** A submitted plan and what the validator said of it. The plan carries the verdict, so that it can never pass for accepted. */
public record Candidate(Plan plan, Verdict verdict) {
    public Candidate {
        plan = plan.withVerdict(verdict.outcome());
    }

    /** Whether this one is nearer to a plan without findings: fewer errors, then fewer warnings. */
    public boolean isBetterThan(Candidate other) {
        long errors = count(Severity.ERROR);
        long otherErrors = other.count(Severity.ERROR);
        return errors != otherErrors ? errors < otherErrors : count(Severity.WARNING) < other.count(Severity.WARNING);
    }

    /**
     * Hash of what the plan would do. Leaves out the ledger, the verdict and the time of making, because asking once more
     * does not make a plan another one.
     */
    public String fingerprint() {
        List<Object> content = List.of(
                plan.change(),
                plan.engine(),
                plan.assumed(),
                plan.consumers(),
                plan.usages(),
                plan.undecided(),
                plan.edits(),
                plan.sync(),
                plan.phases(),
                plan.boundaries(),
                plan.estimate(),
                plan.probes(),
                plan.approvals());
        return Digest.whole(content.toString()).substring(0, 16);
    }

    private long count(Severity severity) {
        return verdict.findings().stream()
                .map(Finding::severity)
                .filter(severity::equals)
                .count();
    }
}
