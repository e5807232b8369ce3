package dev.cofferdam.rehearse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows that an application would insert next: the first of them are like all others. */
@Tag("server")
final class FreshRowsTest {
    private static final TableRef T = TableRef.of("t");

    @Test
    void aColumnThatReferencesHasManyParentsAndNowAndThenNone() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE parent (id int PRIMARY KEY);"
                    + " CREATE TABLE t (id int PRIMARY KEY, whose int REFERENCES parent (id))");
            Seeder seeder = new Seeder(owner, CatalogReader.read(owner, "test"), 1);
            seeder.seed(List.of(T), 500);
            List<Map<String, Optional<String>>> rows =
                    seeder.fresh(T).orElseThrow().rows(owner, 3_125, 60);
            List<Optional<String>> whose =
                    rows.stream().map(row -> row.get("whose")).toList();
            assertThat(whose).contains(Optional.empty()).hasSize(60);
            assertThat(whose.stream().distinct()).hasSizeGreaterThan(40);
        }
    }
}
