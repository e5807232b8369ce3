package dev.cofferdam.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.StartUpChecks.History;
import dev.cofferdam.rules.statements.RealRunner;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Flyway and Liquibase themselves start as an instance would, before and after a plan's files were applied: what the rehearsal says of it by rule is
 * what they do.
 */
@Tag("server")
final class HistoryAtStartTest {
    private static final String OWNERS = "CREATE TABLE owners (id int, telephone text);\n";
    private static final String PHONE = "ALTER TABLE owners ADD COLUMN phone_number text;\n";
    private static final String SET = "--liquibase formatted sql\n--changeset clinic:1\n" + OWNERS;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "spring.flyway.ignore-migration-patterns=*:missing",
                "spring.flyway.ignore-migration-patterns=*:missing,*:future",
                "spring.flyway.ignore-migration-patterns=versioned:future",
                "spring.flyway.ignore-migration-patterns=repeatable:*",
                "spring.flyway.ignore-migration-patterns=*:pending",
                "spring.flyway.validate-on-migrate=false",
                "spring.flyway.out-of-order=true",
            })
    void oldCodeStartsAfterLaterFilesAsItsSettingsSay(String setting) throws SQLException, IOException {
        write("pom.xml", "<a>org.springframework.boot</a><b>flyway-core</b>");
        write("src/main/resources/application.properties", setting + "\n");
        History read = StartUpSettings.of(folder).history();
        write("old/V1__owners.sql", OWNERS);
        write("new/V1__owners.sql", OWNERS);
        write("new/V2__phone_number.sql", PHONE);
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            assertThat(flyway(database, "new", "")).isEmpty();
            Optional<String> refused = flyway(database, "old", setting);
            assertThat(refused.isPresent()).as("%s", refused).isEqualTo(read == History.FLYWAY_REFUSES_LATER);
        }
    }

    @Test
    void aFileThatIsNotAppliedYetIsRunByTheInstanceThatBringsIt() throws SQLException, IOException {
        write("old/V1__owners.sql", OWNERS);
        write("new/V1__owners.sql", OWNERS);
        write("new/V2__phone_number.sql", PHONE);
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            assertThat(flyway(database, "old", "")).isEmpty();
            assertThat(flyway(database, "new", "")).isEmpty();
            assertThat(columns(database)).isEqualTo(3);
        }
    }

    @Test
    void aBuildWithANewerFileOfSomebodyElseMissesOursAndDoesNotStart() throws SQLException, IOException {
        write("ours/V1__owners.sql", OWNERS);
        write("ours/V2__phone_number.sql", PHONE);
        write("theirs/V1__owners.sql", OWNERS);
        write("theirs/V3__pets.sql", "CREATE TABLE pets (id int);\n");
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            assertThat(flyway(database, "ours", "")).isEmpty();
            assertThat(flyway(database, "theirs", "").orElse("")).contains("not resolved locally");
            assertThat(flyway(database, "theirs", "spring.flyway.ignore-migration-patterns=*:missing"))
                    .isEmpty();
        }
    }

    @Test
    void aFileThatWasChangedAfterItRanKeepsEveryInstanceFromStarting() throws SQLException, IOException {
        write("old/V1__owners.sql", OWNERS);
        write("new/V1__owners.sql", OWNERS.replace("telephone text", "telephone varchar(20)"));
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            assertThat(flyway(database, "old", "")).isEmpty();
            assertThat(flyway(database, "new", "").orElse("")).contains("checksum mismatch");
        }
    }

    @Test
    void liquibasePassesOverChangeSetsThatItDoesNotKnowAndRunsThoseThatAreNotAppliedYet() throws Exception {
        write("old/changelog.sql", SET);
        write("new/changelog.sql", SET + "--changeset clinic:2\n" + PHONE);
        write("pom.xml", "<a>org.springframework.boot</a><b>liquibase-core</b>");
        assertThat(StartUpSettings.of(folder).history()).isEqualTo(History.LIQUIBASE);
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            assertThat(liquibase(database, "old")).isEmpty();
            assertThat(liquibase(database, "new")).isEmpty();
            assertThat(columns(database)).isEqualTo(3);
            assertThat(liquibase(database, "old")).isEmpty();
        }
    }

    @Test
    void liquibaseComparesTheChecksumsOfThoseThatItKnows() throws Exception {
        write("old/changelog.sql", SET);
        write("new/changelog.sql", SET.replace("telephone text", "telephone varchar(20)"));
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            assertThat(liquibase(database, "old")).isEmpty();
            assertThat(liquibase(database, "new").orElse("")).contains("check sum");
        }
    }

    private Optional<String> liquibase(ThrowawayDatabase database, String build) throws Exception {
        return RealRunner.liquibase(database, folder.resolve(build), "changelog.sql");
    }

    /** As Spring Boot starts it; what it complained of. */
    private Optional<String> flyway(ThrowawayDatabase database, String build, String setting) {
        Map<String, String> settings = new HashMap<>();
        if (!setting.isEmpty()) {
            String[] parts = setting.split("=", 2);
            settings.put(camel(parts[0].replace("spring.flyway.", "flyway.")), parts[1]);
        }
        try {
            Flyway.configure()
                    .configuration(settings)
                    .dataSource(new RealRunner.OwnersSessions(database))
                    .locations("filesystem:" + folder.resolve(build))
                    .load()
                    .migrate();
            return Optional.empty();
        } catch (FlywayException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private static String camel(String key) {
        return Pattern.compile("-(\\w)").matcher(key).replaceAll(letter -> letter.group(1)
                .toUpperCase(java.util.Locale.ROOT));
    }

    private static long columns(ThrowawayDatabase database) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                ResultSet row = owner.createStatement()
                        .executeQuery("SELECT count(*) FROM information_schema.columns WHERE table_name = 'owners'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
