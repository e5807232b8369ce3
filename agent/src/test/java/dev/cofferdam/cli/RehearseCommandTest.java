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
    void aGoodPlanIsPlayedAndHolds() {
        Desk desk = rehearse(plan.toString(), "--rows", "500");
        assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.out())
                .startsWith("rename owners.telephone to phone_number, played")
                .contains("Which version works where", "Which way back works from where")
                .endsWith("nothing failed and nothing was lost\n");
        assertThat(desk.err()).contains("backfill-1 under traffic");
    }

    @Test
    void aPlanThatWasEditedToBeBadIsFoundOut() throws IOException {
        Path file = plan.resolve("plan.yaml");
        Files.writeString(file, Files.readString(file).replace("NEW.telephone := NEW.phone_number;", "NULL;"));
        Desk desk = rehearse(file.toString(), "--rows", "500");
        assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.FINDINGS);
        assertThat(desk.out()).contains("[rehearsal-").endsWith("the plan does not hold as it stands\n");
    }

    @ParameterizedTest
    @CsvSource({
        "plan, --rows, 0, a rehearsal of 0 rows makes no sense",
        "plan, --rows, 10000001, a rehearsal of 10000001 rows makes no sense",
        "plan, --seed, one, --seed",
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
