package dev.cofferdam.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.Histories;
import dev.cofferdam.migrations.History;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The server is the judge of the static reading: both must tell every fixture alike, and neither may pass anything over. */
class StaticEqualsReplayedTest {
    private static final Path HISTORIES = Path.of("src/test/resources/histories");

    @TestFactory
    Stream<DynamicTest> everyFixtureIsToldAlike() throws IOException {
        List<Path> fixtures;
        try (Stream<Path> folders = Files.list(HISTORIES)) {
            fixtures = folders.sorted().toList();
        }
        assertThat(fixtures).hasSizeGreaterThan(5);
        return fixtures.stream().map(folder -> dynamicTest(folder.getFileName().toString(), () -> toldAlike(folder)));
    }

    private static void toldAlike(Path repository) throws SQLException {
        History history = Histories.find(repository, Optional.empty());
        Schema fromText = StaticSchema.of(history);
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Schema fromServer = ReplayedSchema.of(history, database);
            assertThat(news(fromServer, history)).as("what the server refused").isEmpty();
            assertThat(news(fromText, history))
                    .as("what the static reading passed over")
                    .isEmpty();
            assertThat(SchemaLines.of(fromText)).isNotEmpty().containsExactlyElementsOf(SchemaLines.of(fromServer));
            for (Table table : fromServer.tables()) {
                assertThat(fromText.fingerprint(table.ref()))
                        .as("fingerprint of " + table.ref())
                        .isEqualTo(fromServer.fingerprint(table.ref()));
            }
        }
    }

    private static List<Undecided> news(Schema schema, History history) {
        return schema.unread().stream()
                .filter(unread -> !history.unread().contains(unread))
                .toList();
    }
}
