package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.rules.observed.RehearsalRules;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Good plans with one defect each, played: the rehearsal finds each by the rule, and at the place, that are there for it. A sample is played by every
 * build, the rest by {@code -Pnightly}; what was found by what is kept by {@link KnownBadLog}.
 */
@Tag("server")
@Tag("played")
final class KnownBadPlansTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final RehearsalScale SMALL = new RehearsalScale(500, 100, 1);

    /** One for each way to be found that no invariant's counter-example shows. */
    private static final Set<String> OTHERS = Set.of(
            "BACKFILL_LEAVES_OUT_SOME in ADD_FILLED",
            "VALIDATED_IN_ONE_STEP in NOT_NULL",
            "ADDED_BY_REWRITING in ADD_AT_ONCE");

    private static final Set<String> SAMPLE = Stream.concat(
                    OTHERS.stream(), Arrays.stream(Invariant.values()).map(Invariant::counterExample))
            .collect(Collectors.toUnmodifiableSet());

    /** A defect in a plan in which it can be made. */
    private record Bad(Defect defect, EditedPlanTest.Planned planned) {
        @Override
        public String toString() {
            return defect.name() + " in " + planned;
        }
    }

    private static List<Bad> all() {
        return Stream.<Defect[]>of(ValueFlaw.values(), ShapeFlaw.values(), ReturnFlaw.values(), Flaw.values())
                .flatMap(Arrays::stream)
                .flatMap(defect -> defect.cut().plans().stream().map(planned -> new Bad(defect, planned)))
                .toList();
    }

    private static Stream<Bad> sample() {
        return all().stream().filter(bad -> isInTheSample(bad.toString()));
    }

    private static Stream<Bad> rest() {
        return all().stream().filter(bad -> !isInTheSample(bad.toString()));
    }

    /** Whether every build plays the plan of this name. */
    static boolean isInTheSample(String name) {
        return SAMPLE.contains(name);
    }

    @ParameterizedTest
    @MethodSource("sample")
    void aDefectOfEveryKindIsFoundWhereItHurts(Bad bad) throws SQLException, IOException {
        isFound(bad);
    }

    @EnabledIfSystemProperty(named = "cofferdam.postgres.jars", matches = ".+")
    @ParameterizedTest
    @MethodSource("rest")
    void everyDefectIsFoundWhereItHurts(Bad bad) throws SQLException, IOException {
        isFound(bad);
    }

    private static void isFound(Bad bad) throws SQLException, IOException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, bad.planned().ddl());
            JsonNode tree = YAML.readTree(PlanFile.write(DemandedCode.draft(
                    database,
                    bad.planned().change(),
                    Engine.postgresql(TestServer.get().majorVersion()))));
            assertThat(bad.defect().make(tree)).as("the defect was made").isPositive();
            long began = database.clock().millis();
            Plan plan = PlanFile.parse(YAML.writeValueAsString(tree), "bad");
            List<Finding> found = RehearsalRules.findings(plan, Rehearsing.of(plan, database, SMALL));
            log(bad, found, database.clock().millis() - began);
            assertThat(found.stream().map(one -> one.rule() + " at " + one.where() + ": " + one.what()))
                    .as("found in " + bad)
                    .isNotEmpty();
            assertThat(found).anyMatch(one -> bad.defect().isFoundBy(one.rule(), one.where()));
        }
    }

    private static void log(Bad bad, List<Finding> found, long millis) throws IOException {
        boolean right = found.stream().anyMatch(one -> bad.defect().isFoundBy(one.rule(), one.where()));
        KnownBadLog.Outcome outcome = right
                ? KnownBadLog.Outcome.FOUND
                : found.isEmpty() ? KnownBadLog.Outcome.MISSED : KnownBadLog.Outcome.ELSEWHERE;
        KnownBadLog.add(
                new KnownBadLog.Line(outcome, bad.defect().getClass().getSimpleName(), bad.toString(), millis),
                found.stream()
                        .map(one -> one.rule() + " at " + one.where())
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    @AfterAll
    static void summarise() throws IOException {
        KnownBadLog.summarise();
    }

    @Test
    void thereAreManyOfThem() {
        assertThat(all().stream().map(Bad::defect).distinct()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void theSampleIsAmongThem() {
        assertThat(sample()).hasSameSizeAs(SAMPLE);
    }
}
