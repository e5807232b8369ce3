package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.StartUpChecks;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.EditedPlanTest.Planned;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.rules.observed.RehearsalRules;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A version that runs may still not start: an instance that validates its mapping looks for columns and their types first. */
@Tag("server")
@Tag("played")
final class StartingVersionsTest {
    private static final RehearsalScale SMALL = new RehearsalScale(200, 50, 1);

    @Test
    void theOldNameIsThereUntilTheEndAndTheNewOneFromTheBeginning() throws SQLException {
        assertThat(starting(Planned.RENAME_REQUIRED))
                .contains(
                        "v0 after-guard SURVIVES",
                        "v0 after-contract FAILS",
                        "v1 after-expand SURVIVES",
                        "v1 after-contract SURVIVES");
    }

    @Test
    void underOneNameWithAnotherTypeTheCodeOfTodayRunsAndDoesNotStartAgain() throws SQLException {
        assertThat(starting(Planned.SWAP)).contains("v0 after-backfill SURVIVES", "v0 after-contract FAILS");
    }

    @Test
    void aTextThatGrowsIsTheSameTypeToADriver() throws SQLException {
        assertThat(starting(Planned.WIDEN)).contains("v0 after-cutover SURVIVES");
    }

    @Test
    void codeThatSendsSqlOfItsOwnAndMapsNothingLooksForNoColumnWhenItStarts() throws SQLException {
        assertThat(starting(
                        Planned.RENAME_REQUIRED,
                        plan -> plan.replaceAll("style: (mapping|accessor|entity-write)", "style: sql-string")))
                .isEmpty();
    }

    @Test
    void whereTheRepositoryValidatesAVersionThatRunsAndDoesNotStartAgainIsAFinding() throws SQLException {
        StartUpChecks validated = checks(StartUpChecks.Mapping.VALIDATED, StartUpChecks.History.NO_TOOL);
        assertThat(findings(Planned.SWAP, validated))
                .contains("rehearsal-version-fails at after-cutover: v0 starting, mapping");
        assertThat(findings(Planned.SWAP, checks(StartUpChecks.Mapping.NOT_VALIDATED, StartUpChecks.History.NO_TOOL)))
                .isEmpty();
    }

    @Test
    void whereFlywayRefusesLaterFilesOldCodeDoesNotStartOnceAStepRan() throws SQLException {
        StartUpChecks refusing = checks(StartUpChecks.Mapping.UNKNOWN, StartUpChecks.History.FLYWAY_REFUSES_LATER);
        assertThat(findings(Planned.WIDEN, refusing))
                .contains("rehearsal-version-fails at after-expand: v0 starting, history");
        StartUpChecks usual = checks(StartUpChecks.Mapping.VALIDATED, StartUpChecks.History.FLYWAY_IGNORES_LATER);
        assertThat(findings(Planned.WIDEN, usual)).isEmpty();
    }

    @Test
    void aBuildThatBringsFilesThatAreNotAppliedRunsThemByItself() throws SQLException {
        StartUpChecks usual = checks(StartUpChecks.Mapping.UNKNOWN, StartUpChecks.History.LIQUIBASE);
        assertThat(play(Planned.RENAME_REQUIRED, plan -> plan, usual).compatibility())
                .filteredOn(cell -> cell.column().equals("v1, history"))
                .filteredOn(cell -> cell.result() == Cell.Result.FAILS)
                .allMatch(cell -> cell.evidence().contains("Liquibase would run them as the instance starts"))
                .extracting(Cell::boundary)
                .contains("after-expand")
                .doesNotContain("after-backfill", "after-cutover", "after-contract");
    }

    private static StartUpChecks checks(StartUpChecks.Mapping mapping, StartUpChecks.History history) {
        return new StartUpChecks(mapping, "`ddl-auto` as the test says", history, "`spring.flyway` as the test says");
    }

    private static List<String> findings(Planned planned, StartUpChecks checks) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, planned.ddl());
            Plan plan = drafted(planned, database);
            return RehearsalRules.findings(plan, Rehearsing.of(plan, database, SMALL, checks)).stream()
                    .map(one -> one.rule() + " at " + one.where() + ": " + one.what())
                    .map(one -> one.replaceFirst(
                            ": (v\\d) may have to start at .*(mapping|`spring\\.flyway`).*", ": $1 starting, $2"))
                    .map(one -> one.replace("`spring.flyway`", "history"))
                    .toList();
        }
    }

    private static List<String> starting(Planned planned) throws SQLException {
        return starting(planned, plan -> plan);
    }

    private static List<String> starting(Planned planned, UnaryOperator<String> edit) throws SQLException {
        return play(planned, edit, StartUpChecks.unknown()).compatibility().stream()
                .filter(cell -> cell.column().endsWith(", starting"))
                .map(cell -> cell.column().replace(", starting", " ") + cell.boundary() + " " + cell.result())
                .toList();
    }

    private static Rehearsed play(Planned planned, UnaryOperator<String> edit, StartUpChecks checks)
            throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, planned.ddl());
            Plan plan = PlanFile.parse(edit.apply(PlanFile.write(drafted(planned, database))), "edited");
            return Rehearsing.of(plan, database, SMALL, checks);
        }
    }

    private static Plan drafted(Planned planned, ThrowawayDatabase database) throws SQLException {
        return DemandedCode.draft(
                database, planned.change(), Engine.postgresql(TestServer.get().majorVersion()));
    }
}
