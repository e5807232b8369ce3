package dev.cofferdam.validate;

import static dev.cofferdam.domain.Verdict.Outcome.ACCEPTED;
import static dev.cofferdam.domain.Verdict.Outcome.ACCEPTED_WITH_APPROVALS;
import static dev.cofferdam.domain.Verdict.Outcome.COULD_NOT_DECIDE;
import static dev.cofferdam.domain.Verdict.Outcome.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.rules.ReferencePlans;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValidatorTest {
    private static final String NO_TIMEOUT = "- set: phases/contract/steps/contract-1/timeouts/lock\n  to: 0s\n";
    private static final String DO_BLOCK = """
            - append: undecided
              value: {place: {file: src/Report.java, line: 7}, what: SQL is put together, why: the name is a variable}
            """;

    @Test
    void theReferencePlanIsAccepted() {
        Verdict verdict = Validator.validate(ReferencePlans.accepted());
        assertThat(verdict.outcome()).isEqualTo(ACCEPTED);
        assertThat(verdict.findings()).extracting(Finding::severity).containsOnly(Severity.INFO);
    }

    @Test
    void anOpenErrorRejects() {
        Verdict verdict = Validator.validate(ReferencePlans.edited(NO_TIMEOUT));
        assertThat(verdict.outcome()).isEqualTo(REJECTED);
        assertThat(verdict.findings())
                .extracting(Finding::rule)
                .containsExactly("lock-timeout-missing", "plan-usages-possible");
    }

    @Test
    void whatCouldNotBeReadIsNeverAPass() {
        Verdict verdict = Validator.validate(ReferencePlans.edited(DO_BLOCK));
        assertThat(verdict.outcome()).isEqualTo(COULD_NOT_DECIDE);
        assertThat(verdict.isAccepted()).isFalse();
    }

    @Test
    void anErrorWeighsMoreThanAnUndecidedPlace() {
        assertThat(Validator.validate(ReferencePlans.edited(NO_TIMEOUT + DO_BLOCK))
                        .outcome())
                .isEqualTo(REJECTED);
    }

    @Test
    void anApprovalByNameAcceptsAndTheFindingStays() {
        Verdict verdict = Validator.validate(approved(NO_TIMEOUT, "jo", digest(NO_TIMEOUT)));
        assertThat(verdict.outcome()).isEqualTo(ACCEPTED_WITH_APPROVALS);
        assertThat(verdict.findings()).extracting(Finding::rule).contains("lock-timeout-missing");
    }

    @Test
    void aPersonMayApproveWhatCouldNotBeRead() {
        assertThat(Validator.validate(approved(DO_BLOCK, "jo", digest(DO_BLOCK)))
                        .outcome())
                .isEqualTo(ACCEPTED_WITH_APPROVALS);
    }

    @Test
    void oneApprovalDoesNotCoverAnotherFinding() {
        String edits = NO_TIMEOUT + DO_BLOCK;
        assertThat(Validator.validate(approved(edits, "jo", digest(edits))).outcome())
                .as("the unread place is approved, the lock is not")
                .isEqualTo(REJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"playbook", "Playbook ", "kim", "KIM"})
    void nobodyApprovesWhatIsTheirOwn(String person) {
        Verdict verdict = Validator.validate(approved(NO_TIMEOUT, person, digest(NO_TIMEOUT)), Set.of("Kim"));
        assertThat(verdict.outcome()).isEqualTo(REJECTED);
        assertThat(refusals(verdict)).singleElement().satisfies(refusal -> assertThat(refusal.what())
                .endsWith("is an author of the plan"));
    }

    @Test
    void theModelThatPlannedDoesNotApprove() {
        String model = "- set: plannedBy/model\n  to: gpt-x\n";
        Plan plan = approved(NO_TIMEOUT + model, "gpt-x", digest(NO_TIMEOUT + model));
        assertThat(Validator.validate(plan).outcome()).isEqualTo(REJECTED);
    }

    @Test
    void aChangedStatementNeedsANewApproval() {
        String changed = NO_TIMEOUT
                + "- append: phases/contract/steps/contract-1/statements\n  value: DROP INDEX owners_telephone_idx\n";
        assertThat(digest(changed)).isNotEqualTo(digest(NO_TIMEOUT));
        Verdict verdict = Validator.validate(approved(changed, "jo", digest(NO_TIMEOUT)));
        assertThat(verdict.outcome()).isEqualTo(REJECTED);
        assertThat(refusals(verdict)).singleElement().satisfies(refusal -> assertThat(refusal.what())
                .contains("has changed since"));
    }

    @Test
    void anApprovalOfNothingIsSaidAndRejectsNothing() {
        Plan plan = ReferencePlans.edited("""
                - append: approvals
                  value: {finding: 'cascade-drop:x:000000', person: jo, reason: it was needed, statementDigest: '00'}
                """);
        Verdict verdict = Validator.validate(plan);
        assertThat(verdict.outcome()).isEqualTo(ACCEPTED);
        assertThat(refusals(verdict)).singleElement().satisfies(refusal -> {
            assertThat(refusal.severity()).isEqualTo(Severity.WARNING);
            assertThat(refusal.what())
                    .isEqualTo("the approval of `cascade-drop:x:000000` by `jo` does not count: "
                            + "the plan has no such finding any more");
        });
    }

    @Test
    void errorsComeFirst() {
        Verdict verdict = Validator.validate(ReferencePlans.edited(NO_TIMEOUT));
        assertThat(verdict.findings()).extracting(Finding::severity).containsExactly(Severity.ERROR, Severity.INFO);
    }

    @Test
    void theSamePlanGetsTheSameVerdict() {
        Plan plan = ReferencePlans.edited(NO_TIMEOUT + DO_BLOCK);
        assertThat(Validator.validate(plan)).isEqualTo(Validator.validate(plan));
    }

    @Test
    void noTwoFindingsShareAnId() {
        Verdict verdict =
                Validator.validate(ReferencePlans.edited("- move: phases/cutover\n  into: phases\n" + NO_TIMEOUT));
        assertThat(verdict.findings())
                .hasSizeGreaterThan(5)
                .extracting(Finding::id)
                .doesNotHaveDuplicates();
    }

    private static List<Finding> refusals(Verdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> finding.rule().equals("approval-refused"))
                .toList();
    }

    /** The edited plan with an approval of its first finding. */
    private static Plan approved(String edits, String person, String digest) {
        Finding first =
                Validator.validate(ReferencePlans.edited(edits)).findings().get(0);
        return ReferencePlans.edited(edits + "- append: approvals\n  value: {finding: '" + first.id() + "', person: '"
                + person + "', reason: the table is not in use, statementDigest: '" + digest + "'}\n");
    }

    private static String digest(String edits) {
        Plan plan = ReferencePlans.edited(edits);
        return StatementDigest.of(plan, Validator.validate(plan).findings().get(0));
    }
}
