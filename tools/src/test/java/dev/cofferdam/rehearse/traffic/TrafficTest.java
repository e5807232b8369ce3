package dev.cofferdam.rehearse.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.playbook.renames.RenamedTable;
import dev.cofferdam.rehearse.seed.Seeder;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** App versions on a table that has only the column of the older one. */
@Tag("server")
final class TrafficTest {
    private static final AppVersion V0 = new AppVersion("app", 0);
    private static final AppVersion V1 = new AppVersion("app", 1);

    private static final String SHOUTING =
            "CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.old := ''HEY''; RETURN NEW; END';"
                    + " CREATE TRIGGER shouting BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION shout()";

    private ThrowawayDatabase database;
    private Plan plan;
    private Traffic traffic;

    @BeforeEach
    void nothingOfThePlanHasRun() throws SQLException {
        database = Drafts.filled(RenamedTable.PLAIN);
        plan = Drafts.draft(
                database,
                RenamedTable.PLAIN.rename(),
                Engine.postgresql(TestServer.get().majorVersion()),
                List.of(),
                Drafts.code(RenamedTable.PLAIN.rename().column()));
        Drafts.run(database, "GRANT ALL ON t TO cofferdam_app");
        traffic = traffic();
    }

    private Traffic traffic() throws SQLException {
        Schema schema = Drafts.schema(database);
        TableRef table = plan.change().table();
        try (Connection owner = database.connectAsOwner()) {
            Seeder seeder = new Seeder(owner, schema, 1);
            seeder.seed(List.of(table), 60);
            return new Traffic(database, plan, schema, seeder.fresh(table), 0);
        }
    }

    @AfterEach
    void leave() throws SQLException {
        traffic.close();
        database.close();
    }

    @Test
    void theVersionOfTodayNoticesNothingAndItsWritesAreKept() throws SQLException {
        assertThat(traffic.work(List.of(V0), 16)).isEmpty();
        assertThat(traffic.remembered()).isGreaterThan(16);
        assertThat(traffic.lost(false)).isEmpty();
    }

    @Test
    void whatSomebodyOverwritesIsMissed() throws SQLException {
        traffic.work(List.of(V0), 16);
        Drafts.run(database, "UPDATE t SET old = 'stolen'");
        assertThat(traffic.lost(false))
                .extracting(Lost::found)
                .contains("'stolen'")
                .doesNotContain("gone");
        Drafts.run(database, "DELETE FROM t");
        assertThat(traffic.lost(false)).extracting(Lost::found).containsOnly("gone");
    }

    @Test
    void aValueThatATriggerOfThePlanReplacesAtOnceIsLost() throws SQLException {
        Drafts.run(database, SHOUTING);
        assertThat(traffic.work(List.of(V0), 9)).isEmpty();
        assertThat(traffic.lost(false)).extracting(Lost::found).contains("'HEY'");
    }

    @Test
    void aValueThatATriggerOfTheUsersReplacesIsTheOneThatCounts() throws SQLException {
        Drafts.run(database, SHOUTING);
        traffic.close();
        traffic = traffic();
        assertThat(traffic.work(List.of(V0), 9)).isEmpty();
        assertThat(traffic.lost(false)).isEmpty();
    }

    @Test
    void aVersionThatCameTooEarlyTellsEachStatementThatFailsOnce() throws SQLException {
        List<Trouble> troubles = traffic.work(List.of(V0, V1), 9);
        assertThat(troubles).extracting(Trouble::version).containsOnly(V1);
        assertThat(troubles).extracting(Trouble::sqlState).containsOnly("42703");
        assertThat(troubles).extracting(Trouble::probe).doesNotHaveDuplicates().contains("a write", "an insert");
        assertThat(traffic.work(List.of(V0), 9))
                .as("what was told is not told again")
                .isEmpty();
    }

    @Test
    void whatFailsMeanwhileIsThrownOnceTheTrafficHasStopped() throws SQLException {
        assertThatThrownBy(() -> traffic.during(List.of(V0, V1), 3, () -> {
                    throw new SQLException("the step failed");
                }))
                .hasMessage("the step failed");
        int remembered = traffic.remembered();
        assertThat(remembered).as("three rounds of it at least").isPositive();
        assertThat(traffic.during(List.of(V0), 0, () -> {})).isEmpty();
    }
}
