package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.schema.live.UsersDatabase;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scratch server of the user's, on which plans are played: named twice, never the one that is to change, and left as it was. */
@Tag("server")
final class RehearseOnScratchTest {
    private static final String RENAME = "rename owners.telephone to phone_number";
    private static final String OWNERS =
            "CREATE TABLE owners (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, telephone varchar(20) NOT NULL)";
    private static final String PASSWORD = "lent-for-an-hour";
    private static final String OF_OURS =
            "(SELECT count(*) FROM pg_database WHERE datname LIKE 'cofferdam\\_rehearsal\\_%')"
                    + " + (SELECT count(*) FROM pg_roles WHERE rolname LIKE 'cofferdam\\_rehearsal\\_%' OR rolname = 'granted_to')";

    @TempDir
    private Path folder;

    private ThrowawayDatabase entrance;

    @BeforeEach
    void lendTheServer() throws SQLException {
        entrance = TestServer.freshDatabase();
        TestServer.administer(entrance, "CREATE ROLE lender SUPERUSER LOGIN PASSWORD '" + PASSWORD + "'");
        TestServer.administer(entrance, "CREATE ROLE guest LOGIN CREATEDB CREATEROLE PASSWORD '" + PASSWORD + "'");
    }

    @AfterEach
    void takeItBack() throws SQLException {
        TestServer.administer(entrance, "DROP ROLE lender");
        TestServer.administer(entrance, "DROP ROLE guest");
        entrance.close();
    }

    @Test
    void aPlanIsMadeAndPlayedThereAndNothingIsLeft() throws SQLException, IOException {
        SmallService service = SmallService.in(folder.toRealPath());
        service.write("src/main/resources/db/migration/V2__grant.sql", "GRANT SELECT ON owners TO granted_to;\n");

        Desk desk = plan(
                service,
                RENAME,
                "--out",
                folder.resolve("plan").toString(),
                "--rehearse-rows",
                "300",
                "--rehearse-on",
                url("lender"),
                "--rehearse-on-confirm",
                place());

        assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.err()).contains("✓ playing the plan");
        assertThat(count(OF_OURS)).isEqualTo("0");
        assertThat(desk.out() + desk.err()).doesNotContain(PASSWORD);
    }

    @Test
    void namedOnceOrDifferentlyNothingIsDoneThere() throws SQLException, IOException {
        SmallService service = SmallService.in(folder.toRealPath());
        Desk once = plan(service, RENAME, "--rehearse-on", url("lender"));
        Desk differently = plan(
                service,
                RENAME,
                "--rehearse-on",
                url("lender"),
                "--rehearse-on-confirm",
                "production.example.org:5432");
        Desk alone = plan(service, RENAME, "--rehearse-on-confirm", place());

        assertThat(once.exitCode()).isEqualTo(ExitCode.CALLER);
        assertThat(once.err()).contains("was named once", "--rehearse-on-confirm " + place());
        assertThat(differently.exitCode()).isEqualTo(ExitCode.CALLER);
        assertThat(differently.err()).contains("`production.example.org:5432` is not the `" + place() + "`");
        assertThat(alone.err()).contains("no scratch server is named");
    }

    @Test
    void theServerOfTheDatabaseThatIsToChangeIsNotTakenUnderAnyName() throws SQLException, IOException {
        SmallService service = SmallService.in(folder.toRealPath());
        try (UsersDatabase users = UsersDatabase.with(OWNERS)) {
            for (String other :
                    Stream.of("127.0.0.1", "localhost", "[::ffff:127.0.0.1]").toList()) {
                Desk desk = plan(
                        service,
                        RENAME,
                        "--db",
                        users.url(),
                        "--rehearse-on",
                        url("lender").replace("127.0.0.1", other),
                        "--rehearse-on-confirm",
                        place().replace("127.0.0.1", other));

                assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.CALLER);
                assertThat(desk.err()).contains("is on the server of your own database");
            }
        }
    }

    @Test
    void whoIsNoSuperuserCannotLendIt() throws SQLException, IOException {
        Desk desk = plan(
                SmallService.in(folder.toRealPath()),
                RENAME,
                "--rehearse-on",
                url("guest"),
                "--rehearse-on-confirm",
                place());

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
        assertThat(desk.err()).contains("`guest` is no superuser there");
        assertThat(count(OF_OURS)).isEqualTo("0");
    }

    @Test
    void whatAKilledRehearsalLeftIsNamedAndNotTouched() throws SQLException, IOException {
        TestServer.administer(entrance, "CREATE DATABASE cofferdam_rehearsal_replayed");
        try {
            Desk desk = plan(
                    SmallService.in(folder.toRealPath()),
                    RENAME,
                    "--rehearse-on",
                    url("lender"),
                    "--rehearse-on-confirm",
                    place());

            assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
            assertThat(desk.err()).contains("DROP DATABASE cofferdam_rehearsal_replayed;");
            assertThat(count(OF_OURS)).isEqualTo("1");
        } finally {
            TestServer.administer(entrance, "DROP DATABASE cofferdam_rehearsal_replayed");
        }
    }

    @Test
    void withoutARehearsalThereIsNothingToLendItFor() throws SQLException, IOException {
        Desk desk = plan(
                SmallService.in(folder.toRealPath()),
                RENAME,
                "--no-rehearsal",
                "--rehearse-on",
                url("lender"),
                "--rehearse-on-confirm",
                place());

        assertThat(desk.err()).contains("--no-rehearsal and --rehearse-on contradict each other");
    }

    private static Desk plan(SmallService service, String... words) {
        return SmallService.run(
                Stream.concat(Stream.of("plan", "--repo", service.root().toString()), Stream.of(words))
                        .toList());
    }

    private String url(String role) throws SQLException {
        return TestServer.url(entrance, role, PASSWORD);
    }

    private String place() throws SQLException {
        return url("lender").replaceAll("^.*@|/[^/]*$", "");
    }

    private String count(String what) throws SQLException {
        return UsersDatabase.value(entrance.connectAsOwner(), "SELECT " + what);
    }
}
