package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Approval;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.validate.StatementDigest;
import dev.cofferdam.validate.Validator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The validator's word on a draft, with the consents of this session as approvals. */
final class Judge {
    private final List<Consent> consents;

    Judge(List<Consent> consents) {
        this.consents = List.copyOf(consents);
    }

    /** The same, with one more consent; a later one to the same finding counts. */
    Judge with(Consent consent) {
        return new Judge(Stream.concat(
                        consents.stream().filter(earlier -> !earlier.finding().equals(consent.finding())),
                        Stream.of(consent))
                .toList());
    }

    /** The same without the consent to a finding. */
    Judge without(String finding) {
        return new Judge(consents.stream()
                .filter(earlier -> !earlier.finding().equals(finding))
                .toList());
    }

    /** By what is written. */
    Candidate byRules(Plan plan) {
        Plan approved = approved(
                plan, consents.isEmpty() ? List.of() : Validator.validate(plan).findings());
        return new Candidate(approved, Validator.validate(approved));
    }

    /** By what is written and by what was seen, which may call for approvals of its own. */
    Candidate played(Plan plan, Rehearsed seen) {
        Plan approved = approved(
                plan,
                consents.isEmpty() ? List.of() : Validator.validate(plan, seen).findings());
        return new Candidate(approved.rehearsed(seen), Validator.validate(approved, seen));
    }

    /** Each consent becomes an approval of what its finding is about now; one without a finding is kept, and the validator says so. */
    private Plan approved(Plan plan, List<Finding> found) {
        if (consents.isEmpty()) {
            return plan;
        }
        Map<String, Finding> findings = new HashMap<>();
        found.forEach(finding -> findings.put(finding.id(), finding));
        return plan.withApprovals(consents.stream()
                .map(consent -> new Approval(
                        consent.finding(),
                        consent.person(),
                        consent.reason(),
                        Optional.ofNullable(findings.get(consent.finding()))
                                .map(finding -> StatementDigest.of(plan, finding))
                                .orElse("")))
                .toList());
    }
}
