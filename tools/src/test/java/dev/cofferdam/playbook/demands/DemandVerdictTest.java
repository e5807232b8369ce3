package dev.cofferdam.playbook.demands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.playbook.renames.RenamePlanVerdictTest;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.validate.Validator;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The playbook and the rules agree about NOT NULL and UNIQUE, and the rules see what a planner would get wrong. */
@Tag("server")
final class DemandVerdictTest {
    @ParameterizedTest
    @EnumSource(DemandedRows.class)
    void theValidatorAcceptsTheDraft(DemandedRows rows) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, rows.ddl());
            for (int version : List.of(12, 17, 18)) {
                Plan plan = RenamePlanVerdictTest.approved(
                        DemandedCode.draft(database, rows.change(), Engine.postgresql(version)));
                Verdict verdict = Validator.validate(plan);
                assertThat(RenamePlanVerdictTest.unexpected(plan, verdict))
                        .as("PostgreSQL " + version)
                        .isEmpty();
                assertThat(verdict.outcome()).isIn(Verdict.Outcome.ACCEPTED, Verdict.Outcome.ACCEPTED_WITH_APPROVALS);
                assertThat(PlanFile.parse(PlanFile.write(plan), "written")).isEqualTo(plan);
            }
        }
    }

    /** Few edits: one for what goes through the mapper, one for each statement, one for each script; readers need none. */
    @Test
    void onlyPlacesThatWriteOrDefineGetAnEdit() throws SQLException {
        assertThat(editPlaces(DemandedRows.NULLS))
                .containsExactlyInAnyOrder("src/Thing.java:7", "src/Import.java:31", "db/tables.sql:3");
        assertThat(editPlaces(DemandedRows.DUPLICATES))
                .containsExactlyInAnyOrder("src/Form.java:24", "src/Import.java:31", "db/tables.sql:3");
        assertThat(editPlaces(DemandedRows.NULLS_REFUSED_ALREADY)).isEmpty();
        assertThat(editPlaces(DemandedRows.DUPLICATES_REFUSED_ALREADY)).isEmpty();
    }

    private static List<String> editPlaces(DemandedRows rows) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, rows.ddl());
            return DemandedCode.draft(database, rows.change(), Engine.postgresql(18)).edits().stream()
                    .map(Edit::place)
                    .map(Object::toString)
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DUPLICATES | CREATE UNIQUE INDEX CONCURRENTLY | CREATE UNIQUE INDEX | index-create-blocking",
                "NULLS | ADD CONSTRAINT t_c_not_null NOT NULL c NOT VALID | ALTER COLUMN c SET NOT NULL | plan-rollback-restores",
            })
    void aSlipIsCaught(DemandedRows rows, String right, String wrong, String rule) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, rows.ddl());
            Plan plan =
                    RenamePlanVerdictTest.approved(DemandedCode.draft(database, rows.change(), Engine.postgresql(18)));
            String text = PlanFile.write(plan);
            assertThat(text).contains(right);
            Plan slip = PlanFile.parse(text.replace(right, wrong), "the slip");
            assertThat(RenamePlanVerdictTest.unexpected(slip, Validator.validate(slip)))
                    .anySatisfy(finding -> assertThat(finding.rule()).contains(rule));
        }
    }
}
