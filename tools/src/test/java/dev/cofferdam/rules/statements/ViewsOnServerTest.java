package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** A view that is said to be refused is refused, and the views of good fixtures are not. */
@Tag("server")
final class ViewsOnServerTest {
    private static final String RULE = "view-change-dependents";

    @TestFactory
    Stream<DynamicTest> whatIsSaidToBeRefusedIs() {
        return fixtures("bad-refused-", "42P16", "2BP01");
    }

    @TestFactory
    Stream<DynamicTest> whatIsGoodRuns() {
        return fixtures("good-", "00000");
    }

    private static Stream<DynamicTest> fixtures(String prefix, String... states) {
        return SqlFixture.of(RULE, prefix).stream()
                .map(file -> dynamicTest(String.valueOf(file.getFileName()), () -> assertThat(state(file))
                        .isIn((Object[]) states)));
    }

    /** The SQLSTATE with which the change ends. */
    private static String state(Path file) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner();
                Statement session = owner.createStatement()) {
            for (MigrationUnit unit : SqlFixture.read(file).units()) {
                for (ParsedStatement statement : SqlParser.parse(unit.sql())) {
                    try {
                        session.execute(statement.text());
                    } catch (SQLException refused) {
                        assertThat(unit.description()).as("who is refused").isEqualTo("change");
                        return Objects.requireNonNull(refused.getSQLState());
                    }
                }
            }
            return "00000";
        }
    }
}
