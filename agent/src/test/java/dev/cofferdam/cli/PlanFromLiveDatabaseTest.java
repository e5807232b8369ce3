package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.schema.live.UsersDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan --db}: what a person sees who plans for the schema of a live database. */
@Tag("server")
final class PlanFromLiveDatabaseTest {
    private static final String RENAME = "rename owners.telephone to phone_number";
    private static final String LIKE_THE_MIGRATIONS = """
            CREATE TABLE owners (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, telephone varchar(20) NOT NULL);
            CREATE TABLE pets (id bigint PRIMARY KEY, name text);
            INSERT INTO owners (telephone) SELECT i FROM generate_series(1, 37) i;
            """;

    @TempDir
    private Path folder;

    @Test
    void aDatabaseLikeTheMigrationsIsPlannedForWithItsOwnRows() throws SQLException, IOException {
        try (UsersDatabase users = UsersDatabase.with(LIKE_THE_MIGRATIONS)) {
            Desk desk = plan(users);

            assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.CLEAN);
            Plan plan = PlanFile.read(folder.resolve("plan/plan.yaml"));
            assertThat(plan.estimate().orElseThrow().rows()).isEqualTo(37);
            assertThat(plan.facts()).anySatisfy(fact -> assertThat(fact.values())
                    .containsEntry("nullShare", "0.000")
                    .containsEntry("indexes", "1")
                    .containsKey("tableBytes"));
            assertThat(plan.undecided()).isEmpty();
            assertSilent(desk);
        }
    }

    @Test
    void driftAndSubscribersAreForAPersonToDecide() throws SQLException, IOException {
        try (UsersDatabase users = UsersDatabase.with(LIKE_THE_MIGRATIONS
                + "CREATE INDEX by_phone ON owners (telephone); CREATE PUBLICATION feed FOR TABLE owners;")) {
            Desk desk = plan(users);

            assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.FINDINGS);
            Plan plan = PlanFile.read(folder.resolve("plan/plan.yaml"));
            assertThat(plan.undecided())
                    .extracting(Undecided::what)
                    .containsExactly(
                            "publication feed sends owners to subscribers",
                            "the live database and the repository's migrations differ around owners: index CREATE INDEX by_phone ON"
                                    + " public.owners USING btree (telephone), only in the live database");
            assertThat(plan.steps()).as("the plan is the live schema's").anyMatch(step -> step.title()
                    .contains("by_phone"));
            assertThat(desk.err()).contains("to decide: the live database and the repository's migrations differ");
            assertSilent(desk);
        }
    }

    @Test
    void anEngineThatTheDatabaseIsNotIsASlip() throws SQLException, IOException {
        try (UsersDatabase users = UsersDatabase.with(LIKE_THE_MIGRATIONS)) {
            Desk desk = plan(users, "--engine", "postgresql:13");

            assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
            assertThat(desk.err()).contains("and not postgresql:13", "leave --engine out");
            assertThat(folder.resolve("plan")).doesNotExist();
        }
    }

    @Test
    void aPasswordIsAskedForOnlyWhenItIsWanted() throws SQLException, IOException {
        try (UsersDatabase users = UsersDatabase.with(LIKE_THE_MIGRATIONS)) {
            Path repository = SmallService.in(folder).root();
            Path out = folder.resolve("plan");
            String url = users.url().replace(":" + UsersDatabase.PASSWORD, "");

            Desk desk = SmallService.run(List.of(
                    "plan",
                    "--no-rehearsal",
                    RENAME,
                    "--repo",
                    repository.toString(),
                    "--db",
                    url,
                    "--out",
                    out.toString()));

            assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
            assertThat(desk.err())
                    .contains("the server wants the password of `" + users.reader() + "`", "COFFERDAM_DB_PASSWORD");
        }
    }

    /** Regression: pg_publication_tables must be asked, because a publication of all tables names none of them. */
    @Test
    void aPublicationOfAllTablesIsSeenByARoleThatIsNoSuperuser() throws SQLException, IOException {
        try (UsersDatabase users = UsersDatabase.with(LIKE_THE_MIGRATIONS)) {
            users.administer("CREATE PUBLICATION everything FOR ALL TABLES");

            Desk desk = plan(users);

            assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.FINDINGS);
            assertThat(PlanFile.read(folder.resolve("plan/plan.yaml")).undecided())
                    .extracting(Undecided::what)
                    .contains("publication everything sends owners to subscribers");
        }
    }

    @Test
    void atATerminalThePasswordIsAskedForAndNotEchoed() throws SQLException, IOException, InterruptedException {
        Path script = Path.of("/usr/bin/script");
        assumeTrue(Files.isExecutable(script), "a terminal is played by `script` of util-linux");
        try (UsersDatabase users = UsersDatabase.with(LIKE_THE_MIGRATIONS)) {
            SmallService service = SmallService.in(folder.toRealPath());
            Process process = new ProcessBuilder(script.toString(), "-qec", command(service, users), "/dev/null")
                    .redirectErrorStream(true)
                    .start();
            String said = answered(process, "Password of ", UsersDatabase.PASSWORD);

            assertThat(process.waitFor()).as(said).isEqualTo(ExitCode.CLEAN);
            assertThat(said).contains("Password of ", "accepted").doesNotContain("hunter2");
        }
    }

    private String command(SmallService service, UsersDatabase users) throws SQLException {
        return String.join(
                " ",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dcofferdam.terminal=in",
                "-cp",
                "'" + System.getProperty("java.class.path") + "'",
                Main.class.getName(),
                "plan",
                "--no-rehearsal",
                "'" + RENAME + "'",
                "--repo",
                service.root().toString(),
                "--db",
                "'" + users.url().replace(":" + UsersDatabase.PASSWORD, "") + "'",
                "--out",
                folder.resolve("plan").toString());
    }

    /** All that the process says; when it asks, it is answered as a person would, after the question. */
    private static String answered(Process process, String question, String answer) throws IOException {
        StringBuilder said = new StringBuilder();
        boolean asked = false;
        for (int next = process.getInputStream().read();
                next >= 0;
                next = process.getInputStream().read()) {
            said.append((char) next);
            if (!asked && said.indexOf(question) >= 0 && said.toString().endsWith(": ")) {
                asked = true;
                process.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            }
        }
        return said.toString();
    }

    private Desk plan(UsersDatabase users, String... more) throws SQLException, IOException {
        SmallService service = SmallService.in(folder.toRealPath());
        return service.plan(Stream.concat(
                        Stream.of(
                                RENAME,
                                "--db",
                                users.url(),
                                "--out",
                                folder.resolve("plan").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private void assertSilent(Desk desk) throws IOException {
        assertThat(desk.out() + desk.err()).doesNotContain("hunter2");
        try (Stream<Path> files = Files.walk(folder.resolve("plan"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("hunter2");
            }
        }
    }
}
