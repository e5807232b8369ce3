package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockExpectation.Hold;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rehearse.LockObserver;
import dev.cofferdam.rehearse.LockTrace;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link Locks} says of a statement is what a server does: the statement runs, its transaction stays open, and other sessions look at its locks,
 * read and write.
 */
@Tag("server")
final class LockClaimsTest {
    static List<Integer> majors() {
        return TestServer.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void aStatementLocksReadsAndRewritesWhatIsClaimed(int major) throws SQLException {
        List<String> disagreements = new ArrayList<>();
        TestServer.on(
                major,
                server -> ClaimedSchema.on(server, database -> {
                    Map<TableRef, String> kinds = kinds(database);
                    try (LockObserver observer = new LockObserver(database);
                            Application application = new Application(database)) {
                        for (Claim claim : Claim.in("statements.txt")) {
                            if (claim.isFor(major)) {
                                new Comparison(claim, major, kinds, application, disagreements).run(observer);
                            }
                        }
                    }
                }));
        assertThat(disagreements).isEmpty();
    }

    @Test
    void everyRowOfTheTablesHasAStatement() {
        Set<String> words = new HashSet<>();
        Stream.concat(Claim.in("statements.txt").stream(), Claim.in("outside.txt").stream())
                .map(Claim::facts)
                .forEach(facts -> words.addAll(words(facts)));
        assertThat(words).containsAll(LockTable.ALTER_TABLE.keySet());
        assertThat(words).containsAll(LockTable.ALTER_COLUMN.keySet());
        assertThat(words).containsAll(LockTable.STATEMENTS.keySet());
    }

    private static List<String> words(Statement facts) {
        if (facts instanceof Statement.Other other) {
            return List.of(other.words());
        }
        if (!(facts instanceof Statement.AlterTable alter)) {
            return List.of();
        }
        return alter.actions().stream()
                .map(action -> action instanceof AlterAction.OtherColumn column
                        ? column.words()
                        : action instanceof AlterAction.Other other ? other.words() : "")
                .toList();
    }

    private static Map<TableRef, String> kinds(ThrowawayDatabase database) throws SQLException {
        Map<TableRef, String> kinds = new HashMap<>();
        try (Connection owner = database.connectAsOwner();
                ResultSet row = owner.createStatement()
                        .executeQuery(
                                "SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace")) {
            while (row.next()) {
                kinds.put(TableRef.of(String.valueOf(row.getString(1))), String.valueOf(row.getString(2)));
            }
        }
        return kinds;
    }

    /** One statement, claimed and observed. */
    private record Comparison(
            Claim claim, int major, Map<TableRef, String> kinds, Application application, List<String> disagreements) {

        void run(LockObserver observer) throws SQLException {
            List<LockExpectation> expected = Locks.of(claim.facts(), Engine.postgresql(major));
            LockTrace trace = observer.observe(
                    List.of(claim.sql()),
                    () -> {
                        for (LockExpectation each : claim.is("more") ? List.<LockExpectation>of() : expected) {
                            others(each);
                        }
                    },
                    LockObserver.Ending.ROLLBACK);
            trace.problem().ifPresent(problem -> disagree("refused: " + problem.message()));
            if (trace.problem().isEmpty() && !claim.is("more")) {
                expected.forEach(each -> compare(each, trace));
                unclaimed(expected, trace);
            }
        }

        /** A relation that the text names is told about, when the application could meet the lock; an index, unless its table is. */
        private void unclaimed(List<LockExpectation> expected, LockTrace trace) {
            Set<TableRef> told = new HashSet<>();
            expected.forEach(each -> told.add(each.table()));
            kinds.keySet().stream()
                    .filter(relation -> !told.contains(relation) && claim.names(relation.name()))
                    .filter(relation -> !"i".equals(kinds.get(relation)) || told.isEmpty())
                    .filter(relation -> !"c".equals(kinds.get(relation)) && !claim.is("untold"))
                    .forEach(relation -> trace.strictest(relation)
                            .filter(LockLevel::blocksWrites)
                            .ifPresent(level -> disagree(relation + " is locked " + level + " and not claimed")));
        }

        private void compare(LockExpectation each, LockTrace trace) {
            Optional<LockLevel> seen = trace.strictest(each.table());
            if (!seen.equals(Optional.of(each.level()))) {
                disagree(each.table() + " claimed " + each.level() + ", seen " + seen);
            }
            boolean scanned = trace.scanned().contains(each.table());
            boolean rewritten = trace.rewritten().contains(each.table());
            if (isMore(each.hold(), scanned, rewritten) || isLess(each.hold(), scanned, rewritten, trace)) {
                disagree(each.table() + " claimed " + each.hold() + ", seen scan " + scanned + " rewrite " + rewritten);
            }
        }

        /** TRUNCATE gives the table a new file and writes nothing into it. */
        private boolean isMore(Hold hold, boolean scanned, boolean rewritten) {
            return !claim.sql().startsWith("TRUNCATE")
                    && (hold == Hold.INSTANT && scanned || hold != Hold.REWRITE && rewritten);
        }

        private boolean isLess(Hold hold, boolean scanned, boolean rewritten, LockTrace trace) {
            return !claim.is("less")
                    && switch (hold) {
                        case INSTANT, BATCH -> false;
                        // The table that a foreign key points at may be looked up in its index alone.
                        case SCAN -> !scanned && trace.scanned().isEmpty();
                        case BUILD ->
                            trace.built().isEmpty() && trace.rewritten().isEmpty();
                        // REFRESH CONCURRENTLY reads the query's tables and writes rows that differ.
                        case REWRITE -> !rewritten && trace.scanned().isEmpty();
                    };
        }

        private void others(LockExpectation each) throws SQLException {
            String kind = kinds.getOrDefault(each.table(), "");
            if (!"rpmv".contains(kind) || kind.isEmpty()) {
                return;
            }
            boolean reads = each.level().blocksReads() || claim.is("reads wait");
            waits("SELECT id FROM " + each.table() + " LIMIT 1", reads);
            if (kind.equals("r") || kind.equals("p")) {
                boolean writes = each.level().blocksWrites() || claim.is("writes wait");
                waits(Application.insertInto(each.table()), writes);
                boolean locks = each.level().compareTo(LockLevel.EXCLUSIVE) >= 0 || reads;
                waits("SELECT id FROM " + each.table() + " FOR UPDATE SKIP LOCKED", locks);
            }
        }

        private void waits(String sql, boolean expected) throws SQLException {
            boolean seen = application.waits(sql);
            if (seen != expected) {
                disagree(sql + (seen ? " waits" : " does not wait"));
            }
        }

        private void disagree(String what) {
            disagreements.add(major + ": " + claim.sql() + ": " + what);
        }
    }
}
