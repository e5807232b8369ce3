package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.EditedPlanTest.Planned;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.rules.observed.RehearsalRules;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same plan, played twice with the same seed: both reports say the same, apart from durations and from how much traffic there was. */
@Tag("server")
final class RepeatedRehearsalTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final RehearsalScale SMALL = new RehearsalScale(500, 100, 7);

    /** What is a duration by nature, or a look at a moment. */
    private static final Set<Observation.Kind> MEASURED =
            Set.of(Observation.Kind.DURATION, Observation.Kind.WAL, Observation.Kind.WAIT, Observation.Kind.LOCK);

    @Test
    void aGoodPlanIsToldOfInTheSameWay() throws SQLException, IOException {
        assertSameTwice(plan(Planned.ADD_FILLED, tree -> {}), Planned.ADD_FILLED);
    }

    @Test
    void aBadPlanIsFoundBadForTheSameReasons() throws SQLException, IOException {
        Plan bad = plan(Planned.RENAME_REFERENCING, Flaw.ONE_WAY_TRIGGER::make);
        Rehearsed seen = assertSameTwice(bad, Planned.RENAME_REFERENCING);
        assertThat(RehearsalRules.findings(bad, seen)).isNotEmpty();
    }

    private static Rehearsed assertSameTwice(Plan plan, Planned planned) throws SQLException {
        Rehearsed one = play(plan, planned, SMALL);
        Rehearsed other = play(plan, planned, SMALL);
        assertThat(told(other)).containsExactlyElementsOf(told(one));
        assertThat(findings(plan, other)).containsExactlyElementsOf(findings(plan, one));
        return one;
    }

    private static Plan plan(Planned planned, Consumer<JsonNode> cut) throws SQLException, IOException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, planned.ddl());
            JsonNode tree = YAML.readTree(PlanFile.write(DemandedCode.draft(
                    database,
                    planned.change(),
                    Engine.postgresql(TestServer.get().majorVersion()))));
            cut.accept(tree);
            return PlanFile.parse(YAML.writeValueAsString(tree), "played twice");
        }
    }

    private static Rehearsed play(Plan plan, Planned planned, RehearsalScale scale) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, planned.ddl());
            return Rehearsing.of(plan, database, scale);
        }
    }

    /** Whether a backfill could be killed before it was through is a matter of how long it took. */
    private static List<String> told(Rehearsed seen) {
        return Stream.of(
                        seen.observations().stream()
                                .filter(one -> !MEASURED.contains(one.kind()))
                                .map(one -> one.step() + " " + one.kind() + " " + one.subject() + " "
                                        + uncounted(one.value() + " " + one.evidence())),
                        Stream.concat(seen.compatibility().stream(), seen.rollbacks().stream())
                                .map(RepeatedRehearsalTest::told),
                        seen.remarks().stream().filter(remark -> !remark.contains("was through before")))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String told(Cell cell) {
        return cell.boundary() + " " + cell.column() + " " + cell.result() + " " + cell.proved() + " "
                + uncounted(cell.evidence());
    }

    /** Which row is named first, and how many more there are, is a matter of how far the traffic came. */
    private static String uncounted(String text) {
        return text.replaceAll("\\b\\d+ (rows?|values|more)\\b", "some $1")
                .replaceAll("; some more", "")
                .replaceAll("wrote .* to (\\w+) of row .*", "wrote to $1");
    }

    private static List<String> findings(Plan plan, Rehearsed seen) {
        return RehearsalRules.findings(plan, seen).stream()
                .filter(one -> !one.rule().equals("rehearsal-wait-over-budget"))
                .map(one -> one.rule() + " at " + one.where())
                .toList();
    }
}
