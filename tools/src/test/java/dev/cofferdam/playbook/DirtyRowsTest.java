package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.EditedPlanTest.Planned;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.rehearse.Rehearsal;
import dev.cofferdam.report.PlanMarkdown;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that stand in the change's way are stopped by a gate, and the plan's page says at which step. */
@Tag("server")
@Tag("played")
final class DirtyRowsTest {
    private static final RehearsalScale SMALL = new RehearsalScale(60, 60, 1);

    @ParameterizedTest
    @CsvSource({"NOT_NULL, backfill-1", "UNIQUE, backfill-1", "TYPE_AND_NAME, expand-1"})
    void aGateHoldsThemAndOnceTheyArePutRightThePlanGoesThrough(Planned planned, String step) throws SQLException {
        Played played = play(planned, plan -> plan);

        assertThat(held(played)).singleElement().satisfies(held -> {
            assertThat(held.step()).isEqualTo(step);
            assertThat(held.evidence()).contains("does not hold");
        });
        assertThat(findings(played)).isEmpty();
        assertThat(PlanMarkdown.of(played.plan().rehearsed(played.seen()), List.of()))
                .contains("with rows that stand in the change's way, the plan stops at " + step);
    }

    @ParameterizedTest
    @EnumSource(
            value = Planned.class,
            names = {"DROP", "ADD_AT_ONCE", "WIDEN"})
    void whereNoRowCanStandInTheWayNothingIsSaid(Planned planned) throws SQLException {
        assertThat(held(play(planned, plan -> plan))).isEmpty();
    }

    @Test
    void aPlanWithoutTheGateIsFoundOutByTheStatementThatFails() throws SQLException {
        Played played = play(
                Planned.NOT_NULL,
                plan -> plan.replaceAll("sql: SELECT count\\(\\*\\) FROM t WHERE c IS NULL", "sql: SELECT 0"));

        assertThat(held(played)).isEmpty();
        assertThat(findings(played))
                .anyMatch(found -> found.startsWith("rehearsal-step-fails")
                        && found.contains("with rows that stand in the change's way, before any gate held it"));
    }

    /** A plan, and what was seen of it. */
    private record Played(Plan plan, Rehearsed seen) {}

    private static List<Observation> held(Played played) {
        return played.seen().observations().stream()
                .filter(one -> one.kind() == Observation.Kind.HELD)
                .toList();
    }

    private static List<String> findings(Played played) {
        return RehearsalRules.findings(played.plan(), played.seen()).stream()
                .filter(finding -> !finding.rule().equals("rehearsal-wait-over-budget"))
                .map(finding -> finding.rule() + " at " + finding.where() + ": " + finding.what())
                .toList();
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
