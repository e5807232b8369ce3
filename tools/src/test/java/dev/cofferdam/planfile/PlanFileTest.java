package dev.cofferdam.planfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.samples.RandomPlan;
import dev.cofferdam.samples.SamplePlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
    private static final String SAMPLE = PlanFile.write(SamplePlan.rehearsed());

    @Test
    void aPlanReadsBackEqual() {
        assertThat(PlanFile.parse(SAMPLE, "plan.yaml")).isEqualTo(SamplePlan.rehearsed());
    }

    @TestFactory
    Stream<DynamicTest> anyPlanReadsBackEqualAndGivesTheSameBytes() {
        return LongStream.range(0, 300)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    Plan plan = new RandomPlan(seed).next();
                    String yaml = PlanFile.write(plan);
                    Plan read = PlanFile.parse(yaml, "plan.yaml");
                    assertThat(read).isEqualTo(plan);
                    assertThat(PlanFile.write(read)).isEqualTo(yaml);
                }));
    }

    @Test
    void codePathsThatArePlainTextsAreReadAndWrittenInTheNewForm() {
        String block = """
                - trigger: GET /owners
                    calls:
                    - org.clinic.owner.OwnerController#find
                    - org.clinic.owner.OwnerRepository#findByLastName
                """;
        assertThat(SAMPLE).contains(block);
        String method = SAMPLE.replace(block, "- org.clinic.owner.OwnerController#find\n");
        String printed = SAMPLE.replace(
                block,
                "- 'GET /owners: org.clinic.owner.OwnerController#find -> org.clinic.owner.OwnerRepository#findByLastName'\n");

        assertThat(PlanFile.write(PlanFile.parse(method, "plan.yaml")))
                .isEqualTo(SAMPLE.replace(
                        block, "- trigger: ''\n    calls:\n    - org.clinic.owner.OwnerController#find\n"));
        assertThat(PlanFile.parse(printed, "plan.yaml")).isEqualTo(SamplePlan.rehearsed());
    }

    @Test
    void aTextWhereAnythingElseIsWantedIsStillRefused() {
        String broken = SAMPLE.replaceFirst("(?m)^  place:\\R(?: {4}.*\\R)+", "  place: src/Owner.java:12\n");

        assertThat(broken).isNotEqualTo(SAMPLE);
        assertThatThrownBy(() -> PlanFile.parse(broken, "plan.yaml"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("`place` is `src/Owner.java:12`");
    }

    @Test
    void sqlOfManyLinesStandsAsItIs() {
        assertThat(SAMPLE).contains("    - |-\n      CREATE FUNCTION owners_phone_sync()");
    }

    @Test
    void whatIsEmptyIsLeftOut() {
        assertThat(SAMPLE).doesNotContainPattern(":\\s(\\[]|null|\\{})\n");
    }

    @Test
    void aPlanFileSaysWhatItIs() {
        assertThat(SAMPLE)
                .startsWith("# A Cofferdam plan")
                .contains("\n# yaml-language-server: $schema=plan.schema.json\nformat: 1\n");
    }

    @TestFactory
    Stream<DynamicTest> durationsAreReadAsPeopleWriteThem() {
        return Map.of(
                        "2s", Duration.ofSeconds(2),
                        "1h30m", Duration.ofMinutes(90),
                        "7d", Duration.ofDays(7),
                        "250ms", Duration.ofMillis(250),
                        "PT1H", Duration.ofHours(1),
                        "0s", Duration.ZERO)
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String yaml = SAMPLE.replaceFirst("expected: 20m", "expected: " + entry.getKey());
                    Plan plan = PlanFile.parse(yaml, "plan.yaml");
                    assertThat(plan.phases().get(0).expected()).isEqualTo(entry.getValue());
                }));
    }

    @Test
    void aBareNumberIsTheTextThatItIs() {
        String bare = SAMPLE.replace("expected: '0'", "expected: 0").replace("rows: '1200000'", "rows: 1200000");
        assertThat(bare).isNotEqualTo(SAMPLE);
        assertThat(PlanFile.parse(bare, "plan.yaml")).isEqualTo(SamplePlan.rehearsed());
    }

    @Test
    void aFileIsReadByItsPath(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.yaml"), SAMPLE);
        assertThat(PlanFile.read(file)).isEqualTo(SamplePlan.rehearsed());
    }

    @Test
    void aMissingFileIsTheCallersToFix(@TempDir Path folder) {
        assertThatThrownBy(() -> PlanFile.read(folder.resolve("plan.yml")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no plan file");
    }

    @Test
    void aFileThatIsNotUtf8IsTheCallersToFix(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("plan.yaml"), "id: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> PlanFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is not UTF-8");
    }

    @Test
    void aFolderIsTheCallersToFix(@TempDir Path folder) {
        assertThatThrownBy(() -> PlanFile.read(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot be read");
    }
}
