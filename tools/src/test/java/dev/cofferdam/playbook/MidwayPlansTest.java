package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.EditedPlanTest.Planned;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.rehearse.Rehearsal;
import dev.cofferdam.rules.observed.RehearsalRules;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody has to turn back inside a phase, or while the backfill is half through: what undoes each step brings back what was there. */
@Tag("server")
@Tag("played")
final class MidwayPlansTest {
    private static final RehearsalScale SMALL = new RehearsalScale(100, 100, 1);

    @ParameterizedTest
    @EnumSource(
            value = Planned.class,
            names = {"ADD_REQUIRED", "DROP", "UNIQUE", "WIDEN", "TYPE_AND_NAME"})
    void fromInsideAnyPhaseAPlaybooksPlanLeadsBack(Planned planned) throws SQLException {
        Played played = play(planned, plan -> plan);
        assertThat(midway(played.seen()))
                .isNotEmpty()
                .allMatch(Cell::proved)
                .allMatch(cell -> cell.result() == Cell.Result.SURVIVES);
        assertThat(findings(played)).isEmpty();
        assertThat(played.plan().rehearsed(played.seen()).rollbacks()).containsAll(midway(played.seen()));
    }

    @Test
    void aHalfRunBackfillAndThePlacesBetweenTheStepsAreRowsOfTheMatrix() throws SQLException {
        assertThat(midway(play(Planned.RENAME_REQUIRED, plan -> plan).seen()))
                .extracting(Cell::boundary)
                .contains("amid backfill-1", "after backfill-2")
                .doesNotContain("after expand-1");
    }

    @Test
    void anUndoThatFailsIsFoundWhereItWouldBeNeeded() throws SQLException {
        assertThat(findings(play(
                        Planned.RENAME_REQUIRED,
                        plan -> plan.replaceFirst(
                                "(?s)(id: backfill-2.*?undo:\\s+kind: by-sql\\s+statements:)(\\s+- )[^\\n]+",
                                "$1$2ALTER TABLE t DROP CONSTRAINT misspelt"))))
                .anyMatch(found -> found.startsWith("rehearsal-rollback-fails at after backfill-2: ")
                        && found.contains("undo of backfill-2")
                        && found.contains("\"misspelt\""));
    }

    @Test
    void anUndoThatForgetsSomethingIsFoundByTheCatalog() throws SQLException {
        assertThat(findings(play(
                        Planned.SWAP,
                        plan -> plan.replaceFirst(
                                "(?s)(id: expand-1.*?undo:\\s+kind: by-sql\\s+statements:)(\\s+- )[^\\n]+",
                                "$1$2SELECT 1"))))
                .anyMatch(found -> found.startsWith("rehearsal-rollback-fails at after expand-1"));
    }

    /** A plan, and what was seen of it. */
    private record Played(Plan plan, Rehearsed seen) {}

    private static List<Cell> midway(Rehearsed seen) {
        return seen.rollbacks().stream()
                .filter(cell -> cell.boundary().matches("(after|amid) .*"))
                .toList();
    }

    private static List<String> findings(Played played) {
        return RehearsalRules.findings(played.plan(), played.seen()).stream()
                .filter(finding -> !finding.rule().equals("rehearsal-wait-over-budget"))
                .map(MidwayPlansTest::words)
                .toList();
    }

    private static String words(Finding finding) {
        return finding.rule() + " at " + finding.where() + ": " + finding.what();
    }

    private static Played play(Planned planned, UnaryOperator<String> slip) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, planned.ddl());
            Plan good = DemandedCode.draft(
                    database,
                    planned.change(),
                    Engine.postgresql(TestServer.get().majorVersion()));
            Plan plan = PlanFile.parse(slip.apply(PlanFile.write(good)), "edited");
            Schema schema;
            try (Connection owner = database.connectAsOwner()) {
                schema = CatalogReader.read(owner, "test");
            }
            return new Played(
                    plan,
                    Rehearsal.of(
                            new Rehearsal.Play(plan, NaiveChange.statements(plan.change(), schema), schema),
                            TestServer.get(),
                            database,
                            SMALL,
                            line -> {}));
        }
    }
}
