package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.EditedPlanTest.Planned;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A version that runs may still not start: an instance that validates its mapping looks for columns and their types first. */
@Tag("server")
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

    private static List<String> starting(Planned planned) throws SQLException {
        return starting(planned, plan -> plan);
    }

    private static List<String> starting(Planned planned, UnaryOperator<String> edit) throws SQLException {
        return play(planned, edit).compatibility().stream()
                .filter(cell -> cell.column().endsWith(", starting"))
                .map(cell -> cell.column().replace(", starting", " ") + cell.boundary() + " " + cell.result())
                .toList();
    }

    private static Rehearsed play(Planned planned, UnaryOperator<String> edit) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, planned.ddl());
            Plan drafted = DemandedCode.draft(
                    database,
                    planned.change(),
                    Engine.postgresql(TestServer.get().majorVersion()));
            Plan plan = PlanFile.parse(edit.apply(PlanFile.write(drafted)), "edited");
            return Rehearsing.of(plan, database, SMALL);
        }
    }
}
