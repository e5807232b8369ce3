package dev.cofferdam.loop;

import static dev.cofferdam.loop.Story.call;
import static dev.cofferdam.loop.Story.calls;
import static dev.cofferdam.loop.Story.draft;
import static dev.cofferdam.loop.Story.says;
import static dev.cofferdam.loop.Story.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.toolbox.HandClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is different when a person talks with the planner. */
class ConversationTest {
    private final Story story = Story.of();

    private Outcome talk(Reply... script) {
        return new PlannerLoop(new HandClock(), Guidance.ofConversation(), entry -> {})
                .run(
                        story.transcript,
                        new ScriptedModel(List.of(script)),
                        story.toolbox,
                        Allowance.ofTurn(Story.PLENTY, story.transcript));
    }

    @Test
    void words_without_a_call_are_an_answer_and_nobody_is_nudged() {
        Outcome outcome = talk(calls(call("count_rows", "table", "owners")), says("12,000 rows."));

        assertThat(outcome).isEqualTo(new Outcome.Said("12,000 rows.", outcome.best()));
        assertThat(story.transcript.entries())
                .filteredOn(Entry.User.class::isInstance)
                .hasSize(1);
    }

    @Test
    void a_reply_of_nothing_is_no_answer() {
        assertThat(talk(says(" "))).isInstanceOf(Outcome.NoPlan.class);
    }

    @Test
    void steps_and_submissions_of_earlier_turns_do_not_count_but_their_tokens_and_money_do() {
        Budget small = new Budget(3, 100, 50, Story.PLENTY.time(), 1);
        story.run(Story.PLENTY, new ScriptedModel(List.of(Story.priced(draft(), 40, 20), submit())));

        Allowance turn = Allowance.ofTurn(small, story.transcript);

        Spent all = Spent.in(story.transcript, java.time.Duration.ZERO);
        assertThat(all.steps()).isEqualTo(2);
        assertThat(turn.counted(all).steps()).isZero();
        assertThat(turn.counted(all).submissions()).isZero();
        assertThat(turn.counted(all).tokens()).isEqualTo(40);
        assertThat(turn.counted(all).microDollars()).isEqualTo(20);
    }

    @Test
    void a_turn_that_was_taken_back_is_not_sent_again_and_stays_on_the_record() {
        int before = story.transcript.entries().size();
        story.transcript.append(Entry.User.person("drop everything"));
        story.transcript.append(new Entry.Assistant("Done.", List.of()));
        story.transcript.append(new Entry.Reverted(before));
        story.transcript.append(Entry.User.person("what else?"));

        assertThat(story.transcript.messages())
                .filteredOn(Message.User.class::isInstance)
                .extracting(message -> ((Message.User) message).text())
                .containsExactly("rename owners.telephone to phone_number", "what else?");
        assertThat(story.transcript.entries()).contains(Entry.User.person("drop everything"));
    }

    @Test
    void what_was_compacted_is_told_in_its_summary_behind_the_same_instructions() {
        story.transcript.append(new Entry.Compacted("a rename is planned"));
        story.transcript.append(Entry.User.person("go on"));

        assertThat(story.transcript.messages())
                .containsExactly(
                        new Message.Instructions("You plan migrations."),
                        new Message.User("a rename is planned"),
                        new Message.User("go on"));
    }
}
