package dev.cofferdam.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rehearse.LockObserver.Ending;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of a transaction besides the locks, which {@code LockClaimsTest} goes through one by one. */
@Tag("server")
final class LockObserverTest {
    private static final TableRef OWNERS = TableRef.of("owners");

    private final ThrowawayDatabase database = TestServer.freshDatabase();

    @BeforeEach
    void make() throws SQLException {
        try (Connection owner = database.connectAsOwner()) {
            run(owner, "CREATE TABLE owners (id int PRIMARY KEY, phone text)");
            run(owner, "INSERT INTO owners SELECT g, repeat('x', 100) FROM generate_series(1, 1000) g");
        }
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aReaderThatWaitsIsToldWithTheStatementInItsWay() throws SQLException {
        String alter = "ALTER TABLE owners ADD COLUMN email text";
        String select = "SELECT count(*) FROM owners";
        try (Connection reader = database.connectAsApplication();
                LockObserver observer = new LockObserver(database)) {
            CompletableFuture<?>[] read = new CompletableFuture<?>[1];
            LockTrace trace = observer.observe(
                    List.of(alter),
                    () -> {
                        read[0] = CompletableFuture.runAsync(() -> run(reader, select));
                        waitForAWaiter();
                    },
                    Ending.ROLLBACK);
            read[0].join();
            assertThat(trace.waits()).anySatisfy(wait -> {
                assertThat(wait.waiting()).isEqualTo(select);
                assertThat(wait.behind()).hasSize(1);
            });
        }
    }

    @Test
    void aRewriteIsToldWithItsFilesAndItsLog() throws SQLException {
        try (LockObserver observer = new LockObserver(database)) {
            LockTrace trace =
                    observer.observe(List.of("ALTER TABLE owners ALTER id TYPE bigint"), () -> {}, Ending.ROLLBACK);
            assertThat(trace.rewritten()).containsExactly(OWNERS);
            // A change of type drops the index and makes another of its name.
            assertThat(trace.built()).containsExactly(TableRef.of("owners_pkey"));
            assertThat(trace.strictest(OWNERS)).contains(LockLevel.ACCESS_EXCLUSIVE);
            // A thousand rows of a hundred bytes are written, and logged.
            assertThat(trace.walBytes()).isGreaterThan(100_000);
        }
    }

    @Test
    void aConstraintThatIsNotProvedIsTold() throws SQLException {
        try (LockObserver observer = new LockObserver(database)) {
            LockTrace trace = observer.observe(
                    List.of("ALTER TABLE owners ADD CONSTRAINT tall CHECK (id > 0) NOT VALID"),
                    () -> {},
                    Ending.COMMIT);
            assertThat(trace.unproved()).containsExactly("owners.tall");
            LockTrace proved =
                    observer.observe(List.of("ALTER TABLE owners VALIDATE CONSTRAINT tall"), () -> {}, Ending.COMMIT);
            assertThat(proved.unproved()).isEmpty();
            assertThat(proved.scanned()).containsExactly(OWNERS);
        }
    }

    @Test
    void aRefusalIsAResultAndLeavesNothingBehind() throws SQLException {
        try (LockObserver observer = new LockObserver(database)) {
            LockTrace trace = observer.observe(
                    List.of("ALTER TABLE owners ADD COLUMN email text", "ALTER TABLE owners ADD CHECK (id < 0)"),
                    () -> {
                        throw new AssertionError("nobody tries after a refusal");
                    },
                    Ending.COMMIT);
            assertThat(trace.problem()).hasValueSatisfying(problem -> assertThat(problem.sqlState())
                    .isEqualTo("23514"));
        }
        try (Connection owner = database.connectAsOwner()) {
            assertThat(number(owner, "SELECT count(*) FROM pg_attribute WHERE attname = 'email'"))
                    .isZero();
            assertThat(number(owner, "SELECT count(*) FROM pg_locks WHERE relation = 'owners'::regclass"))
                    .isZero();
        }
    }

    private void waitForAWaiter() throws SQLException {
        try (Connection observer = database.connectAsObserver()) {
            long waiting = 0;
            while (waiting == 0) {
                waiting = number(observer, "SELECT count(*) FROM pg_locks WHERE NOT granted");
            }
        }
    }

    private static long number(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void run(Connection session, String sql) {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
