package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.rehearse.Rehearsal;
import dev.cofferdam.rules.observed.RehearsalRules;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Good plans with one defect each, played: the rehearsal finds each by the rule, and at the place, that are there for it. */
@Tag("server")
final class KnownBadPlansTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final RehearsalScale SMALL = new RehearsalScale(500, 100, 1);

    private static List<Arguments> all() {
        return Arrays.stream(Flaw.values())
                .flatMap(flaw -> flaw.plans().stream().sorted().map(planned -> Arguments.of(flaw, planned)))
                .toList();
    }

    private static Stream<Arguments> badPlans() {
        return all().stream();
    }

    @EnabledIfSystemProperty(named = "cofferdam.postgres.jars", matches = ".+")
    @ParameterizedTest
    @MethodSource("badPlans")
    void aDefectIsFoundWhereItHurts(Flaw flaw, EditedPlanTest.Planned planned)
            throws SQLException, JsonProcessingException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, planned.ddl());
            JsonNode tree = YAML.readTree(PlanFile.write(DemandedCode.draft(
                    database,
                    planned.change(),
                    Engine.postgresql(TestServer.get().majorVersion()))));
            assertThat(flaw.make(tree)).as("the defect was made").isPositive();
            List<Finding> found = findings(PlanFile.parse(YAML.writeValueAsString(tree), "bad"), database);
            assertThat(found.stream().map(one -> one.rule() + " at " + one.where() + ": " + one.what()))
                    .as("found in " + planned)
                    .isNotEmpty();
            assertThat(found).anyMatch(one -> flaw.isFoundBy(one.rule(), one.where()));
        }
    }

    private static List<Finding> findings(Plan plan, ThrowawayDatabase database) throws SQLException {
        Schema schema;
        try (Connection owner = database.connectAsOwner()) {
            schema = CatalogReader.read(owner, "test");
        }
        return RehearsalRules.findings(
                plan,
                Rehearsal.of(
                        new Rehearsal.Play(plan, NaiveChange.statements(plan.change(), schema), schema),
                        TestServer.get(),
                        database,
                        SMALL,
                        line -> {}));
    }

    @Test
    void thereAreManyOfThem() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(60);
    }
}
