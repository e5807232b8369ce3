package dev.cofferdam.planfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.cofferdam.domain.Consumer;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.samples.SamplePlan;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanEditsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Plan SAMPLE = SamplePlan.rehearsed();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(PlanEdits.schema());

    /** One edit of each kind, and of each kind of gate. */
    private static final List<String> GOOD = List.of(
            "{'kind': 'add-assumption', 'text': 'nobody writes at night'}",
            "{'kind': 'add-concern', 'text': 'the “night job” may hold locks: a\\nb \\u0007 \\ud83d\\ude80'}",
            "{'kind': 'add-concern', 'text': 42}",
            "{'kind': 'add-consumer', 'consumer': {'name': 'night-job', 'kind': 'job', 'knownFrom': 'the user'}}",
            "{'kind': 'add-gate', 'step': 'cutover-2', 'gate': {'kind': 'soak', 'statement': 'quiet', 'time': '36h'}}",
            "{'kind': 'add-gate', 'step': 'backfill-1', 'gate': {'kind': 'query', 'statement': 'none', 'sql': 'SELECT 0', 'expected': 0}}",
            "{'kind': 'add-gate', 'step': 'expand-1', 'gate': {'kind': 'metric', 'statement': 'calm', 'metric': 'p99', 'threshold': '< 1 s'}}",
            "{'kind': 'add-gate', 'step': 'expand-2', 'gate': {'kind': 'attestation', 'statement': 'seen', 'by': 'Mara'}}",
            "{'kind': 'add-gate', 'step': 'cutover-1', 'gate': {'kind': 'deployed', 'statement': 'out', 'version': 'clinic v1'}}",
            "{'kind': 'set-soak', 'step': 'cutover-4', 'time': '9d'}",
            "{'kind': 'remove-step', 'step': 'expand-2'}");

    private static final List<String> MALFORMED = List.of(
            "null",
            "'add-concern'",
            "[]",
            "{}",
            "{'text': 'no kind'}",
            "{'kind': 'add-concerns', 'text': 'x'}",
            "{'kind': 'add-concern'}",
            "{'kind': 'add-concern', 'text': null}",
            "{'kind': 'add-concern', 'text': ['x']}",
            "{'kind': 'add-concern', 'text': {'a': 'b'}}",
            "{'kind': 'add-concern', 'text': 'x', 'because': 'y'}",
            "{'kind': 'add-consumer', 'consumer': 'night-job'}",
            "{'kind': 'add-consumer', 'consumer': {'name': 'night-job', 'kind': 'jobs', 'knownFrom': 'the user'}}",
            "{'kind': 'add-gate', 'step': 'cutover-2'}",
            "{'kind': 'add-gate', 'step': 'cutover-2', 'gate': {'statement': 'quiet', 'time': '36h'}}",
            "{'kind': 'add-gate', 'step': 'cutover-2', 'gate': {'kind': 'soak', 'statement': 'quiet', 'time': 36}}",
            "{'kind': 'add-gate', 'step': 'cutover-2', 'gate': {'kind': 'soak', 'statement': 'quiet', 'time': 'a day'}}",
            "{'kind': 'set-soak', 'step': 'cutover-4', 'time': ''}",
            "{'kind': 'remove-step'}");

    @TestFactory
    Stream<DynamicTest> whatTheSchemaAllowsIsApplied() {
        return GOOD.stream()
                .map(edit -> DynamicTest.dynamicTest(edit, () -> {
                    assertThat(SCHEMA.validate(json(edit))).isEmpty();
                    assertThat(edited(edit)).isNotEqualTo(SAMPLE);
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatTheSchemaForbidsIsRefusedInOneSentenceAtItsPlace() {
        return MALFORMED.stream()
                .map(edit -> DynamicTest.dynamicTest(edit, () -> {
                    assertThat(SCHEMA.validate(json(edit))).isNotEmpty();
                    UserError error = error("{'kind': 'add-concern', 'text': 'fine'}", edit);
                    assertThat(error.where().orElseThrow()).startsWith("edits[1]");
                    assertThat(error.problem()).isNotBlank().doesNotContain("\n");
                    assertThat(error.fix()).isNotBlank();
                }));
    }

    @Test
    void aMisspeltKindIsGuessed() {
        assertThat(error("{'kind': 'add-concerns', 'text': 'x'}").fix()).startsWith("did you mean `add-concern`?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"add-assumption", "add-concern"})
    void aBlankTextSaysNothingAndIsRefused(String kind) {
        assertThat(error("{'kind': '" + kind + "', 'text': ' '}").problem()).isEqualTo("the text must not be blank");
    }

    @Test
    void assumptionsConcernsAndConsumersComeLast() {
        Plan plan = edited(
                "{'kind': 'add-assumption', 'text': 'nobody writes at night'}",
                "{'kind': 'add-concern', 'text': 'night job'}",
                "{'kind': 'add-consumer', 'consumer': {'name': 'cdc', 'kind': 'cdc', 'knownFrom': 'the user'}}");

        assertThat(plan.assumed()).startsWith(SAMPLE.assumed().get(0)).endsWith("nobody writes at night");
        assertThat(plan.unknown()).startsWith(SAMPLE.unknown().get(0)).endsWith("night job");
        assertThat(plan.consumers()).hasSize(3).endsWith(new Consumer("cdc", Consumer.Kind.CDC, "the user"));
    }

    @Test
    void aConsumersNameIsTakenOnce() {
        UserError error =
                error("{'kind': 'add-consumer', 'consumer': {'name': 'clinic', 'kind': 'job', 'knownFrom': 'me'}}");

        assertThat(error.problem()).isEqualTo("there is a consumer `clinic` already");
    }

    @TestFactory
    Stream<DynamicTest> aGateIsAddedToAnyStepAndNothingElseOfThePlanChanges() {
        Gate gate = new Gate.Attestation("The night job is off.", "Mara");
        return SAMPLE.steps()
                .map(step -> DynamicTest.dynamicTest(step.id(), () -> {
                    Plan plan = edited(
                            "{'kind': 'add-gate', 'step': '" + step.id()
                                    + "', 'gate': {'kind': 'attestation', 'statement': 'The night job is off.', 'by': 'Mara'}}");
                    List<Gate> gates = step(plan, step.id()).conduct().gates();
                    assertThat(gates)
                            .endsWith(gate)
                            .hasSize(step.conduct().gates().size() + 1);
                    assertThat(PlanFile.write(plan).lines().filter(line -> !PlanFile.write(SAMPLE)
                                    .contains(line)))
                            .as("new lines of the plan file")
                            .hasSizeLessThan(5);
                    assertThat(step(plan, step.id()).getClass()).isEqualTo(step.getClass());
                }));
    }

    @Test
    void everySoakOfTheStepGetsItsNewLength() {
        Plan plan = edited(
                "{'kind': 'add-gate', 'step': 'cutover-4', 'gate': {'kind': 'soak', 'statement': 'quiet', 'time': '1h'}}",
                "{'kind': 'set-soak', 'step': 'cutover-4', 'time': '9d'}");

        assertThat(step(plan, "cutover-4").conduct().gates().stream().filter(Gate.Soak.class::isInstance))
                .extracting(gate -> ((Gate.Soak) gate).time())
                .containsExactly(Duration.ofDays(9), Duration.ofDays(9));
        assertThat(step(plan, "cutover-4").conduct().gates()).hasSize(soakless() + 2);
    }

    private static int soakless() {
        return (int) step(SAMPLE, "cutover-4").conduct().gates().stream()
                .filter(gate -> !(gate instanceof Gate.Soak))
                .count();
    }

    @Test
    void aStepWithoutASoakSaysHowToGetOne() {
        UserError error = error("{'kind': 'set-soak', 'step': 'expand-1', 'time': '9d'}");

        assertThat(error.problem()).isEqualTo("step `expand-1` has no soak");
        assertThat(error.fix()).contains("add-gate");
    }

    @Test
    void aRemovedStepIsGoneAndTheOthersStay() {
        List<String> left = edited("{'kind': 'remove-step', 'step': 'expand-2'}")
                .steps()
                .map(Step::id)
                .toList();

        assertThat(left).doesNotContain("expand-2").hasSize((int) SAMPLE.steps().count() - 1);
        assertThat(error("{'kind': 'remove-step', 'step': 'expand-2'}", "{'kind': 'remove-step', 'step': 'expand-2'}")
                        .problem())
                .isEqualTo("there is no step `expand-2`");
    }

    @Test
    void anUnknownStepIsGuessedOrTheStepsAreListed() {
        assertThat(error("{'kind': 'remove-step', 'step': 'expnad-1'}").fix()).isEqualTo("did you mean `expand-1`?");
        assertThat(error("{'kind': 'remove-step', 'step': 'zzzzzzzzzzzz'}").fix())
                .startsWith("the steps are expand-1, expand-2, ");
    }

    @Test
    void editsAreAppliedInTheirOrderAndTheLedgerIsTakenOver() {
        List<Fact> ledger =
                List.of(Fact.of("f1", "count_rows", Map.of(), Map.of("rows", "7"), List.of("owners"), Instant.EPOCH));

        Plan plan = PlanEdits.apply(
                SAMPLE,
                List.of(json("{'kind': 'add-concern', 'text': 'one'}"), json("{'kind': 'add-concern', 'text': 'two'}")),
                ledger);

        assertThat(plan.unknown()).endsWith("one", "two");
        assertThat(plan.facts()).isEqualTo(ledger);
        assertThat(PlanEdits.apply(SAMPLE, List.of(), SAMPLE.facts())).isEqualTo(SAMPLE);
    }

    private static Plan edited(String... edits) {
        return PlanEdits.apply(
                SAMPLE, Arrays.stream(edits).map(PlanEditsTest::json).toList(), SAMPLE.facts());
    }

    private static UserError error(String... edits) {
        return catchThrowableOfType(UserError.class, () -> edited(edits));
    }

    private static Step step(Plan plan, String id) {
        return plan.findStep(id).orElseThrow();
    }

    private static JsonNode json(String singleQuoted) {
        try {
            return JSON.readTree(singleQuoted.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
