package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rehearse.LockObserver;
import dev.cofferdam.rehearse.LockTrace;
import dev.cofferdam.server.TestServer;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An index that is copied to another tablespace stops its table, although the statement names and locks the index alone. */
@Tag("server")
final class MovedIndexClaimsTest {
    private static final TableRef TABLE = TableRef.of("t");

    @Test
    void writersAndPlansOfItsTableWait() throws SQLException {
        ClaimedSchema.on(TestServer.get(), database -> {
            Set<String> waiting = new HashSet<>();
            try (LockObserver observer = new LockObserver(database);
                    Application application = new Application(database)) {
                LockTrace trace = observer.observe(
                        List.of("ALTER INDEX t_a SET TABLESPACE elsewhere"),
                        () -> {
                            for (String sql : List.of(Application.insertInto(TABLE), "SELECT id FROM t WHERE a = 1")) {
                                if (application.waits(sql)) {
                                    waiting.add(sql);
                                }
                            }
                        },
                        LockObserver.Ending.ROLLBACK);
                assertThat(trace.problem()).isEmpty();
                assertThat(trace.strictest(TableRef.of("t_a"))).isEqualTo(Optional.of(LockLevel.ACCESS_EXCLUSIVE));
                assertThat(trace.strictest(TABLE).filter(LockLevel::blocksWrites))
                        .isEmpty();
            }
            assertThat(waiting)
                    .containsExactlyInAnyOrder(Application.insertInto(TABLE), "SELECT id FROM t WHERE a = 1");
        });
    }
}
