package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockExpectation.Hold;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rehearse.LockLadder;
import dev.cofferdam.rehearse.LockLadder.Rung;
import dev.cofferdam.rehearse.LockLadder.Stop;
import dev.cofferdam.rehearse.LockTrace.Held;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same as {@link LockClaimsTest} for statements that refuse a transaction block: they are stopped at the rungs of a ladder. */
@Tag("server")
final class LadderClaimsTest {
    private static final AtomicInteger COPIES = new AtomicInteger();

    static List<Integer> majors() {
        return TestServer.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void aStatementOutsideATransactionLocksWhatIsClaimed(int major) throws SQLException {
        List<String> disagreements = new ArrayList<>();
        TestServer.on(
                major,
                server -> ClaimedSchema.on(server, schema -> {
                    for (Claim claim : Claim.in("outside.txt")) {
                        if (claim.isFor(major)) {
                            for (LockExpectation each : Locks.of(claim.facts(), Engine.postgresql(major))) {
                                compare(server, schema, claim, each, disagreements);
                            }
                        }
                    }
                }));
        assertThat(disagreements).isEmpty();
    }

    private static void compare(
            ThrowawayServer server,
            ThrowawayDatabase schema,
            Claim claim,
            LockExpectation expected,
            List<String> disagreements)
            throws SQLException {
        TableRef table = expected.table().name().startsWith("t_") ? TableRef.of("t") : expected.table();
        List<LockLevel> seen = new ArrayList<>();
        for (LockLevel level :
                List.of(LockLevel.ACCESS_SHARE, LockLevel.ROW_EXCLUSIVE, LockLevel.SHARE_UPDATE_EXCLUSIVE)) {
            Stop stop = stop(server, schema, claim, new Rung.Lock(table, level), table, disagreements);
            strictest(stop, expected.table()).ifPresent(seen::add);
        }
        Optional<LockLevel> strictest = seen.stream().max(Comparator.naturalOrder());
        if (!strictest.equals(Optional.of(expected.level()))) {
            disagreements.add(server.majorVersion() + ": " + claim.sql() + ": " + expected.table() + " claimed "
                    + expected.level() + ", seen " + strictest);
        }
        Stop free = stop(
                server,
                schema,
                claim,
                new Rung.Lock(TableRef.of("parent"), LockLevel.ACCESS_SHARE),
                table,
                disagreements);
        free.problem().ifPresent(problem -> disagreements.add(claim.sql() + ": " + problem.message()));
        boolean rewritten = free.rewritten().contains(expected.table());
        if (expected.hold() == Hold.REWRITE != rewritten) {
            disagreements.add(claim.sql() + ": claimed " + expected.hold() + ", seen rewrite " + rewritten);
        }
    }

    private static Optional<LockLevel> strictest(Stop stop, TableRef relation) {
        return Stream.concat(stop.held().stream(), stop.asked().stream())
                .filter(held -> held.relation().equals(relation))
                .map(Held::level)
                .max(Comparator.naturalOrder());
    }

    /** Where the statement stands still, others meet what it holds and what it waits for. */
    private static Stop stop(
            ThrowawayServer server,
            ThrowawayDatabase schema,
            Claim claim,
            Rung rung,
            TableRef table,
            List<String> disagreements)
            throws SQLException {
        try (ThrowawayDatabase copy = server.cloneDatabase(schema, "ladder_" + COPIES.incrementAndGet());
                Application application = new Application(copy)) {
            List<String> waited = new ArrayList<>();
            Stop stop = LockLadder.stop(copy, claim.sql(), rung, () -> {
                for (String sql : List.of("SELECT id FROM " + table, Application.insertInto(table))) {
                    if (application.waits(sql)) {
                        waited.add(sql);
                    }
                }
            });
            Optional<LockLevel> level = strictest(stop, table);
            int expected = level.filter(LockLevel::blocksReads).isPresent()
                    ? 2
                    : level.filter(LockLevel::blocksWrites).isPresent() ? 1 : 0;
            if (stop.waits() && waited.size() != expected) {
                disagreements.add(claim.sql() + " at " + rung + ": " + level + ", and these wait: " + waited);
            }
            return stop;
        }
    }

    /** Why an application that only reads can hold up CREATE INDEX CONCURRENTLY, and what is left when it gives up. */
    @Test
    void aReaderThatKeepsItsTransactionHoldsUpAConcurrentBuildWhichLeavesAnInvalidIndex() throws SQLException {
        ThrowawayServer server = TestServer.get();
        ClaimedSchema.on(server, schema -> {
            Claim build = Claim.in("outside.txt").get(0);
            TableRef t = TableRef.of("t");
            List<String> waiting = new ArrayList<>();
            Stop lock = stop(server, schema, build, new Rung.Lock(t, LockLevel.ACCESS_SHARE), t, waiting);
            assertThat(lock.waits()).isFalse();
            assertThat(lock.invalid()).isEmpty();
            Stop reader = stop(server, schema, build, new Rung.Reader(t), t, waiting);
            assertThat(reader.waits()).isTrue();
            assertThat(reader.invalid()).containsExactly(TableRef.of("x"));
            assertThat(waiting).isEmpty();
        });
    }
}
