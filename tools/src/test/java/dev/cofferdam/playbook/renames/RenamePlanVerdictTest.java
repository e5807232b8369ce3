package dev.cofferdam.playbook.renames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Approval;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.validate.StatementDigest;
import dev.cofferdam.validate.Validator;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the playbook writes for a table of any shape and spelling is right, so no rule may find anything but what it says itself. */
@Tag("server")
public final class RenamePlanVerdictTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @ParameterizedTest
    @EnumSource(RenamedTable.class)
    void theValidatorAcceptsTheDraft(RenamedTable table) throws SQLException {
        try (ThrowawayDatabase database = Drafts.filled(table)) {
            List<Fact> ledger = ledger(Drafts.schema(database), table);
            for (int version : List.of(17, 18)) {
                Plan plan = approved(Drafts.draft(database, table.rename(), Engine.postgresql(version), ledger));
                Verdict verdict = Validator.validate(plan);
                assertThat(unexpected(plan, verdict))
                        .as("PostgreSQL " + version)
                        .isEmpty();
                assertThat(verdict.outcome()).isIn(Verdict.Outcome.ACCEPTED, Verdict.Outcome.ACCEPTED_WITH_APPROVALS);
            }
        }
    }

    /** The rules tell names apart by case where the server does: each of these plans would fail or do harm when it is run. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "UPDATE \"Sales\".\"Owner\" SET | UPDATE Sales.Owner SET | plan-undecided",
                "NEW.\"user\" := NEW.\"fullName\" | NEW.\"USER\" := NEW.\"fullName\" | dualwrite-before-backfill",
                "NEW.\"fullName\" := NEW.\"user\" | NEW.fullName := NEW.\"user\" | dualwrite-before-backfill",
                "DROP TABLE IF EXISTS \"Sales\".cofferdam | DROP TABLE IF EXISTS cofferdam | plan-no-destructive-before-readers-moved",
                "DROP PROCEDURE IF EXISTS \"Sales\". | DROP PROCEDURE IF EXISTS sales. | contract-leftovers",
                "ON \"Sales\".\"Owner\" | ON Sales.Owner | plan-grounded",
            })
    void aNameInAnotherCaseIsAnotherName(String right, String wrong, String rule) throws SQLException {
        RenamedTable table = RenamedTable.MIXED_CASE_NAMES;
        try (ThrowawayDatabase database = Drafts.filled(table)) {
            Plan plan = approved(Drafts.draft(
                    database, table.rename(), Engine.postgresql(18), ledger(Drafts.schema(database), table)));
            String text = PlanFile.write(plan);
            assertThat(text).contains(right);
            Plan slip = PlanFile.parse(text.replace(right, wrong), "the slip");
            Verdict verdict = Validator.validate(slip);
            assertThat(unexpected(slip, verdict)).extracting(Finding::rule).contains(rule);
            assertThat(verdict.outcome()).isNotIn(Verdict.Outcome.ACCEPTED, Verdict.Outcome.ACCEPTED_WITH_APPROVALS);
        }
    }

    /** The plan, with what the playbook itself lays before a person approved by one. */
    public static Plan approved(Plan plan) {
        return plan.withApprovals(Validator.validate(plan).findings().stream()
                .filter(finding -> isLaidBeforeAPerson(plan, finding))
                .map(finding -> new Approval(
                        finding.id(), "a second person", "looked at it", StatementDigest.of(plan, finding)))
                .toList());
    }

    private static boolean isLaidBeforeAPerson(Plan plan, Finding finding) {
        return finding.rule().equals("plan-undecided")
                && plan.undecided().stream()
                        .anyMatch(place -> finding.where().equals(place.place().toString())
                                && finding.what().startsWith(place.what()));
    }

    public static List<Finding> unexpected(Plan plan, Verdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO && !isLaidBeforeAPerson(plan, finding))
                .toList();
    }

    private static List<Fact> ledger(Schema schema, RenamedTable table) {
        String name = table.rename().table().toString();
        Map<String, String> asked = Map.of("table", name);
        return List.of(
                Fact.of("f1", "describe_schema", asked, Drafts.values(schema), described(schema), NOON),
                Fact.of("f2", "find_usages", asked, Map.of(), List.of(), NOON),
                Fact.of(
                        "f3",
                        "estimate_backfill",
                        asked,
                        Map.of("rows", String.valueOf(RenamedTable.ROWS)),
                        List.of(name),
                        NOON));
    }

    public static List<String> described(Schema schema) {
        List<String> names = new ArrayList<>();
        for (Table table : schema.tables()) {
            names.add(table.ref().toString());
            table.columns()
                    .forEach(column ->
                            names.add(table.ref().column(column.name()).toString()));
            table.constraints().forEach(constraint -> names.add(constraint.name()));
            table.indexes().forEach(index -> names.add(index.name()));
        }
        schema.views().forEach(view -> names.add(view.ref().toString()));
        return names;
    }
}
