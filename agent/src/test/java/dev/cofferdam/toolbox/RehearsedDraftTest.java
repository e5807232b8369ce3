package dev.cofferdam.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Observation.Kind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Proof;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.loop.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules accept is played before it is accepted, and what was seen then counts. */
final class RehearsedDraftTest {
    private static final Observation BROKEN =
            new Observation("backfill-1", Kind.ERROR, "v0", "42703", "column gone does not exist in: SELECT gone");

    private static final Cell RAN =
            new Cell("after-expand", "v0", Cell.Result.SURVIVES, true, "it ran", Optional.empty());

    @TempDir
    private Path folder;

    private final List<Plan> played = new ArrayList<>();
    private final List<Observation> toBeSeen = new ArrayList<>();
    private List<Fact> ledger = List.of();

    @BeforeEach
    void lookAtEverythingThatADraftRestsOn() throws IOException {
        Files.writeString(folder.resolve("schema.sql"), StaticSession.SQL);
        RepositoryWorkbench desk = new RepositoryWorkbench(new StaticSession(folder), List.of(), Optional.empty());
        ledger = List.of(
                fact(1, "describe_schema", Map.of("table", "owners"), desk.describeSchema(Optional.of("owners"))),
                fact(
                        2,
                        "find_usages",
                        Map.of("table", "owners", "column", "telephone"),
                        desk.findUsages("owners", Optional.of("telephone"), 1)),
                fact(3, "count_rows", Map.of("table", "owners"), desk.countRows("owners")),
                fact(
                        4,
                        "estimate_backfill",
                        Map.of("table", "owners"),
                        desk.estimateBackfill("owners", OptionalLong.empty())));
    }

    @Test
    void withoutARehearsalTheProofIsTheRules() {
        RepositoryWorkbench workbench = drafted(Optional.empty(), List.of());

        Candidate candidate = workbench.submitPlan(ledger);

        assertThat(candidate.verdict().outcome()).isEqualTo(Verdict.Outcome.ACCEPTED);
        assertThat(candidate.plan().proof()).isEqualTo(Proof.RULES);
        assertThat(workbench.canRehearse()).isFalse();
        assertThatThrownBy(() -> workbench.rehearsePlan(ledger)).isInstanceOf(UserError.class);
    }

    @Test
    void whatWasSeenIsInThePlanAndADraftIsPlayedOnce() {
        RepositoryWorkbench workbench = drafted(Optional.of(this::play), List.of());

        Report report = workbench.rehearsePlan(ledger);
        Candidate candidate = workbench.submitPlan(ledger);

        assertThat(report.text()).startsWith("ACCEPTED, ").contains("backfill-1", "12 ms");
        assertThat(report.values()).containsEntry("verdict", "ACCEPTED").containsEntry("rows", "700");
        assertThat(candidate.plan().proof()).isEqualTo(Proof.REHEARSED);
        assertThat(candidate.plan().rehearsal()).hasValueSatisfying(log -> {
            assertThat(log.isOf(candidate.plan())).isTrue();
            assertThat(log.observations()).extracting(Observation::value).contains("12");
        });
        assertThat(candidate.plan().compatibility())
                .filteredOn(cell ->
                        cell.boundary().equals("after-expand") && cell.column().equals("v0"))
                .containsExactly(RAN);
        assertThat(played).hasSize(1);
    }

    @Test
    void whatGoesWrongComesBackAsAFindingAndTheRepairedDraftIsPlayedAgain() {
        toBeSeen.add(BROKEN);
        RepositoryWorkbench workbench = drafted(Optional.of(this::play), List.of());

        Candidate broken = workbench.submitPlan(ledger);

        assertThat(broken.verdict().outcome()).isEqualTo(Verdict.Outcome.REJECTED);
        assertThat(broken.verdict().findings())
                .filteredOn(finding -> finding.rule().equals("rehearsal-code-fails"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("column gone does not exist"));
        assertThat(workbench.rehearsePlan(ledger).text()).startsWith("REJECTED, ");
        assertThat(played).as("nothing was changed since").hasSize(1);

        toBeSeen.clear();
        workbench.editPlan(List.of(gate("SELECT count(*) FROM owners WHERE id IS NULL", "0")), ledger);

        Verdict repaired = workbench.submitPlan(ledger).verdict();
        assertThat(repaired.outcome()).as(repaired.toString()).isEqualTo(Verdict.Outcome.ACCEPTED);
        assertThat(played).hasSize(2);
    }

    @Test
    void whatTheRulesRejectIsNotPlayed() {
        RepositoryWorkbench workbench = drafted(Optional.of(this::play), List.of());
        workbench.editPlan(
                List.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "remove-step")
                        .put("step", "backfill-1")),
                ledger);

        assertThat(workbench.submitPlan(ledger).verdict().outcome()).isEqualTo(Verdict.Outcome.REJECTED);
        assertThatThrownBy(() -> workbench.rehearsePlan(ledger))
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.fix()).contains("check_plan"));
        assertThat(played).isEmpty();
    }

    @Test
    void whatWasSeenCanBeApprovedByName() {
        toBeSeen.add(BROKEN);
        String id = drafted(Optional.of(this::play), List.of()).submitPlan(ledger).verdict().findings().stream()
                .filter(finding -> finding.rule().equals("rehearsal-code-fails"))
                .findFirst()
                .orElseThrow()
                .id();

        Candidate candidate = drafted(
                        Optional.of(this::play),
                        List.of(new Consent(id, "Mara Lindqvist", "that statement has been dead for a year")))
                .submitPlan(ledger);

        assertThat(candidate.verdict().outcome()).isEqualTo(Verdict.Outcome.ACCEPTED_WITH_APPROVALS);
    }

    private RepositoryWorkbench drafted(Optional<Rehearser> rehearser, List<Consent> consents) {
        RepositoryWorkbench workbench = new RepositoryWorkbench(new StaticSession(folder), consents, rehearser);
        workbench.draftPhases(Optional.empty(), ledger);
        return workbench;
    }

    private Rehearsed play(Plan plan) {
        played.add(plan);
        List<Observation> seen = new ArrayList<>(toBeSeen);
        seen.add(new Observation("backfill-1", Kind.DURATION, "step", "12", "measured here"));
        return new Rehearsed(plan.engine(), new RehearsalScale(700, 70, 1), seen, List.of(RAN), List.of(), List.of());
    }

    private static JsonNode gate(String sql, String expected) {
        var edit = JsonNodeFactory.instance.objectNode().put("kind", "add-gate").put("step", "expand-1");
        edit.putObject("gate")
                .put("kind", "query")
                .put("statement", "the day is right")
                .put("sql", sql)
                .put("expected", expected);
        return edit;
    }

    private static Fact fact(int number, String tool, Map<String, String> arguments, Report report) {
        return Fact.of("f" + number, tool, arguments, report.values(), report.names(), Instant.EPOCH);
    }
}
