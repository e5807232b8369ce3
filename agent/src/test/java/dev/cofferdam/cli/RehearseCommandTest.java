package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan of a small service, played from the command line. */
@Tag("server")
final class RehearseCommandTest {
    @TempDir
    private Path folder;

    private SmallService service;
    private Path plan;

    @BeforeEach
    void planARename() throws IOException {
        service = SmallService.in(folder.toRealPath());
        plan = service.root().resolveSibling("plan");
        assertThat(service.plan("rename owners.telephone to phone_number", "--out", plan.toString())
                        .exitCode())
                .isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void aGoodPlanIsPlayedAndHolds() throws IOException {
        Path page = folder.resolve("page.html");
        Desk desk = rehearse(plan.toString(), "--rows", "500", "--html", page.toString());
        assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.out())
                .startsWith("rename owners.telephone to phone_number, played")
                .contains("Which version works where", "Which way back works from where")
                .endsWith("nothing failed and nothing was lost\n");
        assertThat(desk.err()).contains("backfill-1 under traffic");
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("500 rows");
    }

    @Test
    void aPlanThatWasEditedToBeBadIsFoundOut() throws IOException {
        Path file = plan.resolve("plan.yaml");
        Files.writeString(file, Files.readString(file).replace("NEW.telephone := NEW.phone_number;", "NULL;"));
        Desk desk = rehearse(file.toString(), "--rows", "500");
        assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.FINDINGS);
        assertThat(desk.out()).contains("[rehearsal-").endsWith("the plan does not hold as it stands\n");
    }

    /** The pull request forgot a report: its statement runs until the column goes, and no generated one could have told. */
    @Test
    void aVersionThatIsWrittenAlreadyIsImitatedByItsOwnCode() throws IOException, InterruptedException {
        service.write("src/main/java/clinic/Report.java", """
                package clinic;

                import java.util.List;
                import org.springframework.jdbc.core.JdbcTemplate;

                public class Report {
                    private final JdbcTemplate jdbc;

                    public Report(JdbcTemplate jdbc) {
                        this.jdbc = jdbc;
                    }

                    public List<String> calls() {
                        return jdbc.queryForList("SELECT o.phone_number, o.telephone FROM owners o", String.class);
                    }
                }
                """);
        git("init", "--quiet");
        git("add", "--all");
        git("-c", "user.name=Mara", "-c", "user.email=mara@example.org", "commit", "--quiet", "--message", "v1");

        Desk desk = rehearse(plan.toString(), "--rows", "300", "--app", "v1=HEAD");

        assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.FINDINGS);
        assertThat(desk.err()).contains("clinic v1 sends 1 statement of its own there");
        assertThat(desk.out()).contains("v1 at `after-contract` fails", "column o.telephone does not exist");
    }

    private void git(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-C", service.root().toString()));
        command.addAll(List.of(words));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "plan, --app, v7=HEAD, the plan has no version `v7`",
        "plan, --app, v1=--help, there is no revision `--help`",
        "plan, --app, v1=nowhere, there is no revision `nowhere`",
        "plan, --rows, 0, a rehearsal of 0 rows makes no sense",
        "plan, --rows, 10000001, a rehearsal of 10000001 rows makes no sense",
        "plan, --seed, one, --seed",
        "plan, --html, /nowhere/page.html, the page `/nowhere/page.html` cannot be written",
        "elsewhere, --seed, 1, elsewhere",
        "plan, --colour, red, --colour",
    })
    void whatMakesNoSenseIsSaid(String what, String option, String value, String words) {
        Desk desk = rehearse(plan.resolveSibling(what).toString(), option, value);
        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CALLER);
        assertThat(desk.err()).contains(words);
        assertThat(desk.out()).isEmpty();
    }

    private Desk rehearse(String... words) {
        List<String> all =
                new ArrayList<>(List.of("rehearse", "--repo", service.root().toString()));
        all.addAll(List.of(words));
        return SmallService.run(all);
    }
}
