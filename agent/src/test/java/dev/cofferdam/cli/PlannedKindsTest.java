package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.planfile.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that a person gets who asks for an addition, a drop or a demand in the example clinic. */
@Tag("server")
final class PlannedKindsTest {
    @TempDir
    private Path folder;

    private enum Asked {
        NOT_NULL(
                "make owners.city not null",
                List.of("05-contract/contract-01-add-not-null-for-new-rows-only.sql"),
                List.of(
                        "rows are put right by hand in `backfill-1`",
                        "rows that you write in `backfill-1`",
                        "SELECT * FROM owners WHERE city IS NULL LIMIT 20;",
                        "cancel the batch, and go on with fewer rows in each",
                        "about 7 days 1 hour"),
                List.of("estimate_backfill", "cancel the CALL")),
        UNIQUE(
                "make owners.telephone unique",
                List.of("05-contract/contract-02-build-the-unique-index.sql"),
                List.of(
                        "CREATE TABLE cofferdam_duplicates_owners_telephone AS",
                        "`pets_owner_id_fkey` of `pets`, ON DELETE",
                        "go on at contract-1, which drops",
                        "See that no foreign key has come to rest on index owners_telephone_key",
                        "rows are put right by hand in `backfill-1`"),
                List.of("estimate_backfill", "drops the half-built index itself")),
        DROP(
                "drop owners.city",
                List.of("05-contract/contract-04-drop-the-column.sql"),
                List.of(
                        "### After put aside, once `contract-2` is done",
                        "### Before drop, once `contract-3` is done",
                        "soaks take 14 days 1 hour and deploys and steps 30 minutes",
                        "`city` of `com.example.clinic.owner.OwnerDto` is what callers see or send",
                        "nothing is backfilled"),
                List.of("estimate_backfill", "To look at", "stop using the property in `getCity`")),
        ADD(
                "ALTER TABLE owners ADD COLUMN status varchar(20) NOT NULL",
                List.of("01-expand/expand-01-add-the-column-it-may-be-empty-for-now.sql"),
                List.of(
                        "rows are put right by hand in `backfill-1`",
                        "UPDATE owners SET status = <value>",
                        "1 hour 30 minutes"),
                List.of("estimate_backfill", "cancel the CALL"));

        private final String request;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> files;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> said;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> notSaid;

        Asked(String request, List<String> files, List<String> said, List<String> notSaid) {
            this.request = request;
            this.files = files;
            this.said = said;
            this.notSaid = notSaid;
        }
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void thePageSaysWhatTheStepsDo(Asked asked) throws IOException {
        Path out = folder.resolve("plan");

        Desk desk = SmallService.run(List.of(
                "plan",
                "--no-rehearsal",
                asked.request,
                "--repo",
                Path.of("../evals/examples/clinic").toString(),
                "--out",
                out.toString()));

        assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.CLEAN);
        Plan plan = PlanFile.read(out.resolve("plan.yaml"));
        assertThat(plan.verdict()).isEqualTo(Verdict.Outcome.ACCEPTED);
        try (Stream<Path> files = Files.walk(out.resolve("sql"))) {
            List<String> paths = files.map(
                            path -> out.resolve("sql").relativize(path).toString())
                    .toList();
            assertThat(asked.files).allSatisfy(file -> assertThat(paths).contains(file));
        }
        assertThat(Files.readString(out.resolve("plan.md")))
                .contains(asked.said)
                .doesNotContain(asked.notSaid)
                .doesNotContain("the newer code is drained, then the schema is restored");
    }
}
