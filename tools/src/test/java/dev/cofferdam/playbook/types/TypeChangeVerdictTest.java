package dev.cofferdam.playbook.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Approval;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.playbook.renames.RenamedTable;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.server.TestServer;
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

/** No rule may find anything in a type change but what the playbook itself lays before a person, and rules must see a slip in it. */
@Tag("server")
final class TypeChangeVerdictTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @ParameterizedTest
    @EnumSource(ChangedTable.class)
    void theValidatorAcceptsTheDraft(ChangedTable table) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, table.ddl());
            for (int version : List.of(12, 18)) {
                Plan plan = approved(draft(database, table, version));
                Verdict verdict = Validator.validate(plan);
                assertThat(unexpected(plan, verdict))
                        .as("PostgreSQL " + version)
                        .isEmpty();
                assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.ACCEPTED_WITH_APPROVALS);
                assertThat(PlanFile.parse(PlanFile.write(plan), "itself")).isEqualTo(plan);
            }
        }
    }

    /** Each of these plans would take a column from running code, or leave writes behind. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "LONGER_TEXT | TYPE character varying(40) | TYPE character varying(10) | plan-no-destructive-before-readers-moved",
                "WIDER_INTEGER | RENAME COLUMN cofferdam_new_old TO old | RENAME COLUMN cofferdam_new_old TO older | plan-no-destructive-before-readers-moved",
                "WIDER_INTEGER | NEW.cofferdam_new_old := NEW.old::bigint | NEW.other := NEW.old::bigint | dualwrite-before-backfill",
                "WIDER_INTEGER | DROP COLUMN cofferdam_old_old | DROP COLUMN cofferdam_old_gone | plan-grounded",
                "WIDER_INTEGER | NEW.cofferdam_old_old := | NEW.old := | dualwrite-before-backfill",
                "TEXT_TO_NUMBER | NEW.fresh := public.cofferdam_up_t_fresh(NEW.old) | NEW.other := 1 | dualwrite-before-backfill",
            })
    void aSlipIsCaught(ChangedTable table, String right, String wrong, String rule) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, table.ddl());
            String text = PlanFile.write(approved(draft(database, table, 18)));
            assertThat(text).contains(right);
            Plan slip = PlanFile.parse(text.replace(right, wrong), "the slip");
            assertThat(unexpected(slip, Validator.validate(slip)))
                    .extracting(Finding::rule)
                    .contains(rule);
        }
    }

    private static Plan draft(ThrowawayDatabase database, ChangedTable table, int version) throws SQLException {
        return Drafts.draft(
                database,
                table.change(),
                Engine.postgresql(version),
                ledger(Drafts.schema(database), table.change().table()));
    }

    /** The plan, with what the playbook itself lays before a person approved by one. */
    private static Plan approved(Plan plan) {
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

    private static List<Finding> unexpected(Plan plan, Verdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO && !isLaidBeforeAPerson(plan, finding))
                .toList();
    }

    private static List<Fact> ledger(Schema schema, TableRef table) {
        Map<String, String> asked = Map.of("table", table.toString());
        Map<String, String> values = Drafts.values(schema);
        List<String> names = new ArrayList<>();
        for (Table each : schema.tables()) {
            names.add(each.ref().toString());
            each.columns()
                    .forEach(
                            column -> names.add(each.ref().column(column.name()).toString()));
        }
        schema.views().forEach(view -> names.add(view.ref().toString()));
        return List.of(
                Fact.of("f1", "describe_schema", asked, values, names, NOON),
                Fact.of("f2", "find_usages", asked, Map.of(), List.of(), NOON),
                Fact.of(
                        "f3",
                        "estimate_backfill",
                        asked,
                        Map.of("rows", String.valueOf(RenamedTable.ROWS)),
                        List.of(table.toString()),
                        NOON));
    }
}
