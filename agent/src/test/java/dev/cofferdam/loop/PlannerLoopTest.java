package dev.cofferdam.loop;

import static dev.cofferdam.loop.Story.call;
import static dev.cofferdam.loop.Story.calls;
import static dev.cofferdam.loop.Story.draft;
import static dev.cofferdam.loop.Story.repair;
import static dev.cofferdam.loop.Story.says;
import static dev.cofferdam.loop.Story.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerLoopTest {

    @Test
    void a_clean_plan_is_accepted_and_carries_the_facts_of_the_session() {
        Story story = Story.of();

        Outcome outcome = story.run(calls(call("count_rows", "table", "owners")), draft(), submit());

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        Outcome.Accepted accepted = (Outcome.Accepted) outcome;
        assertThat(accepted.plan().verdict()).isEqualTo(Verdict.Outcome.ACCEPTED);
        assertThat(accepted.plan().findFact("f1")).hasValueSatisfying(fact -> {
            assertThat(fact.values()).containsEntry("rows", "12000");
            assertThat(fact.isIntact()).isTrue();
        });
    }

    @Test
    void a_rejected_plan_is_repaired_by_its_findings() {
        Story story = Story.of("E1", "W2");

        Outcome outcome = story.run(draft(), submit(), repair("E1"), submit());

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        List<Entry.Answered> answers = story.answers();
        assertThat(answers.get(1).text())
                .startsWith("REJECTED, 2 findings.")
                .contains("- E1 [error] at backfill/E1: has the flaw E1\n  remedy: repair E1");
        assertThat(answers.get(3).text())
                .startsWith("ACCEPTED, 1 finding.")
                .contains("1 fixed, 0 new, 1 left. Fixed: E1.");
    }

    @Test
    void an_unknown_tool_is_answered_with_the_one_that_was_meant() {
        Story story = Story.of();

        story.run(calls(call("find_usage")), draft(), submit());

        assertThat(story.answers().get(0).isError()).isTrue();
        assertThat(story.answers().get(0).text())
                .contains("There is no tool `find_usage`")
                .contains("`find_usages`?");
    }

    @Test
    void malformed_arguments_are_answered_counted_and_charged() {
        Story story = Story.of();

        Outcome outcome = story.run(
                Story.priced(calls(new ToolCall("x", "count_rows", "{\"table\": \"owners\"")), 70, 9),
                draft(),
                submit());

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(story.answers().get(0).isError()).isTrue();
        assertThat(story.answers().get(0).text()).contains("no JSON").contains("\"required\":[\"table\"]");
        Spent spent = Spent.in(story.transcript, java.time.Duration.ZERO);
        assertThat(spent.steps()).isEqualTo(3);
        assertThat(spent.tokens()).isEqualTo(70);
        assertThat(spent.microDollars()).isEqualTo(9);
    }

    @Test
    void a_table_that_does_not_exist_is_feedback() {
        Story story = Story.of();

        story.run(calls(call("count_rows", "table", "owner")), draft(), submit());

        assertThat(story.answers().get(0).text())
                .isEqualTo("there is no table `owner`. What to do: the tables are: owners.");
    }

    @Test
    void several_calls_of_one_turn_are_answered_in_order() {
        Story story = Story.of();

        story.run(
                calls(call("count_rows", "table", "owners"), call("describe_schema"), call("nothing")),
                draft(),
                submit());

        assertThat(story.answers())
                .extracting(Entry.Answered::callId, Entry.Answered::tool, Entry.Answered::isError)
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple("c1", "count_rows", false),
                        org.assertj.core.groups.Tuple.tuple("c2", "describe_schema", false),
                        org.assertj.core.groups.Tuple.tuple("c3", "nothing", true));
    }

    @Test
    void a_submission_beside_other_calls_is_refused_and_the_others_run() {
        Story story = Story.of();

        Outcome outcome = story.run(calls(call("draft_phases"), call("submit_plan")), submit());

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(story.answers()).extracting(Entry.Answered::isError).containsExactly(false, true, false);
        assertThat(story.answers().get(1).text()).contains("call `submit_plan` alone");
    }

    @Test
    void three_equal_calls_with_equal_results_are_a_circle() {
        Story story = Story.of();
        Reply same = calls(call("count_rows", "table", "owners"));

        Outcome outcome = story.run(same, calls(call("describe_schema")), same, same, submit());

        assertThat(outcome).isInstanceOf(Outcome.GoingInCircles.class);
        assertThat(outcome.why()).contains("`count_rows`").contains("3 times");
    }

    @Test
    void equal_calls_with_changing_results_are_work() {
        Story story = Story.of("E1", "E2", "E3");
        Reply check = calls(call("check_plan"));

        Outcome outcome =
                story.run(draft(), check, repair("E1"), check, repair("E2"), check, repair("E3"), check, submit());

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void spelling_arguments_another_way_does_not_hide_a_circle() {
        Story story = Story.of();

        Outcome outcome = story.run(
                calls(new ToolCall("x", "estimate_backfill", "{\"table\":\"owners\",\"rows\":5}")),
                calls(new ToolCall("y", "estimate_backfill", "{\"rows\": 5, \"table\": \"owners\"}")),
                calls(new ToolCall("z", "estimate_backfill", " {\"rows\":5,\"table\":\"owners\" }")),
                submit());

        assertThat(outcome).isInstanceOf(Outcome.GoingInCircles.class);
    }

    @Test
    void submitting_a_rejected_plan_unchanged_is_a_circle_also_after_a_look_around() {
        Story story = Story.of("E1");

        Outcome outcome = story.run(draft(), submit(), calls(call("count_rows", "table", "owners")), submit());

        assertThat(outcome).isInstanceOf(Outcome.GoingInCircles.class);
        assertThat(outcome.why()).contains("unchanged");
        assertThat(outcome.best().orElseThrow().plan().verdict()).isEqualTo(Verdict.Outcome.REJECTED);
    }

    @Test
    void three_submissions_without_progress_are_a_circle_and_the_best_candidate_is_kept() {
        Story story = Story.of("E1", "E2");

        Outcome outcome = story.run(
                draft(), submit(),
                Story.breaking("E3"), submit(),
                Story.breaking("E4"), submit(),
                Story.breaking("E5"), submit(),
                Story.breaking("E6"), submit());

        assertThat(outcome).isInstanceOf(Outcome.GoingInCircles.class);
        assertThat(outcome.why()).contains("3 submissions in a row");
        assertThat(outcome.best().orElseThrow().plan().assumed()).containsExactly("E1", "E2");
        assertThat(story.answers()).hasSize(8);
    }

    @Test
    void fewer_errors_count_before_fewer_warnings() {
        Story story = Story.of("E1", "E2");

        Outcome outcome = story.run(
                draft(), submit(),
                calls(edits("repair", "E1", "break", "W1", "break", "W2")), submit(),
                repair("W1"), submit(),
                calls(edits("break", "E4", "repair", "W2")), submit());

        assertThat(outcome).isInstanceOf(Outcome.ModelFailed.class);
        assertThat(outcome.best().orElseThrow().plan().assumed()).containsExactly("E2", "W2");
    }

    @Test
    void a_reply_without_a_call_is_nudged_once() {
        Story story = Story.of();

        Outcome outcome = story.run(says("I think about it"), draft(), submit());

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(story.transcript.messages()).contains(new Message.User("call a tool"));
    }

    @Test
    void a_second_reply_without_a_call_ends_with_its_text_as_reason() {
        Story story = Story.of("E1");

        Outcome outcome = story.run(says("hm"), draft(), submit(), says("it cannot be done"), submit());

        assertThat(outcome).isEqualTo(new Outcome.NoPlan("it cannot be done", outcome.best()));
        assertThat(outcome.best()).isPresent();
    }

    @Test
    void what_could_not_be_decided_goes_to_a_person_at_once() {
        Story story = Story.of("U1");

        Outcome outcome = story.run(draft(), submit(), submit());

        assertThat(outcome).isInstanceOf(Outcome.NeedsHuman.class);
        assertThat(outcome.why()).contains("U1 at backfill/U1");
        assertThat(story.answers()).hasSize(2);
    }

    @Test
    void a_question_waits_for_the_person_and_the_session_goes_on_with_the_answer() {
        Story story = Story.of();

        Outcome asked = story.run(calls(call("ask_user", "question", "who else reads owners?")), submit());
        Outcome askedAgain = story.run(submit());
        story.transcript.append(Entry.User.person("nobody"));
        Outcome outcome = story.run(draft(), submit());

        assertThat(asked).isEqualTo(new Outcome.NeedsHuman("who else reads owners?", Optional.empty()));
        assertThat(askedAgain).isEqualTo(asked);
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void a_model_that_cannot_be_reached_is_an_outcome() {
        Outcome outcome = Story.of("E1").run(draft(), submit());

        assertThat(outcome).isInstanceOf(Outcome.ModelFailed.class);
        assertThat(outcome.why()).isEqualTo("the script ends after 2 replies");
        assertThat(outcome.best()).isPresent();
    }

    @Test
    void an_interrupt_during_the_reply_leaves_one_result_for_each_call() {
        Story story = Story.of();
        Model interruptedMeanwhile =
                new Meanwhile(calls(call("draft_phases"), call("check_plan")), () -> Thread.currentThread()
                        .interrupt());

        Outcome outcome = story.run(Story.PLENTY, interruptedMeanwhile);

        assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
        assertThat(Thread.currentThread().isInterrupted()).as("flag is cleared").isFalse();
        assertThat(story.answers())
                .extracting(Entry.Answered::callId, Entry.Answered::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("c1", "not run: cancelled by the user"),
                        org.assertj.core.groups.Tuple.tuple("c2", "not run: cancelled by the user"));
        assertThat(story.transcript.entries()).anyMatch(Entry.Interrupt.class::isInstance);
        assertThat(story.run(draft(), submit())).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void a_call_that_never_ran_is_no_part_of_a_circle() {
        Story story = Story.of();
        for (int i = 0; i < 3; i++) {
            story.run(Story.PLENTY, new Meanwhile(draft(), () -> Thread.currentThread()
                    .interrupt()));
        }

        assertThat(story.run(draft(), submit())).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void what_is_run_is_what_was_kept_so_a_secret_is_gone_before_a_tool_sees_it() {
        Story story = Story.of();

        story.run(calls(call("count_rows", "table", "postgres://app:hunter2@db")), draft(), submit());

        assertThat(story.answers().get(0).text()).contains("app:[redacted]@db");
        assertThat(story.transcript.entries().toString()).doesNotContain("hunter2");
    }

    @Test
    void an_interrupt_that_breaks_the_request_is_an_interrupt_and_no_failed_model() {
        Story story = Story.of();
        Model broken = new Meanwhile(draft(), () -> {
            Thread.currentThread().interrupt();
            throw new ModelUnavailable(
                    ModelFault.INTERRUPTED,
                    "the request was cut off",
                    "run it again",
                    Charge.NOTHING,
                    Optional.empty());
        });

        assertThat(story.run(Story.PLENTY, broken)).isInstanceOf(Outcome.Interrupted.class);
    }

    @Test
    void a_tool_that_crashes_leaves_a_transcript_that_can_go_on() {
        Story story = Story.of();
        Toolbox crashing = new CrashingToolbox(story.toolbox);
        PlannerLoop loop = new PlannerLoop(story.clock, Story.GUIDANCE, entry -> {});

        assertThatThrownBy(() -> loop.run(
                        story.transcript,
                        new ScriptedModel(List.of(calls(call("draft_phases"), call("check_plan")))),
                        crashing,
                        Story.PLENTY))
                .hasMessage("disk on fire");

        assertThat(story.answers()).hasSize(2).allMatch(Entry.Answered::isError);
        assertThat(story.run(draft(), submit())).isInstanceOf(Outcome.Accepted.class);
    }

    private static ToolCall edits(String... opsAndFlaws) {
        var arguments = Story.object();
        var edits = arguments.putArray("edits");
        for (int i = 0; i < opsAndFlaws.length; i += 2) {
            edits.addObject().put("op", opsAndFlaws[i]).put("flaw", opsAndFlaws[i + 1]);
        }
        return ToolCall.of("x", "edit_plan", arguments);
    }

    /** A model during whose reply something happens. */
    record Meanwhile(Reply reply, Runnable happening) implements Model {
        @Override
        public String name() {
            return "meanwhile";
        }

        @Override
        public Reply reply(Transcript transcript, List<ToolSpec> tools) {
            happening.run();
            return reply;
        }
    }

    private record CrashingToolbox(Toolbox toolbox) implements Toolbox {
        @Override
        public List<ToolSpec> tools() {
            return toolbox.tools();
        }

        @Override
        public ToolResult call(ToolCall call) {
            throw new IllegalStateException("disk on fire");
        }

        @Override
        public ToolResult recall(ToolCall call, ToolResult recorded) {
            return toolbox.recall(call, recorded);
        }
    }
}
