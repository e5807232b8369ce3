package dev.cofferdam.loop;

import static dev.cofferdam.loop.Story.call;
import static dev.cofferdam.loop.Story.calls;
import static dev.cofferdam.loop.Story.draft;
import static dev.cofferdam.loop.Story.priced;
import static dev.cofferdam.loop.Story.repair;
import static dev.cofferdam.loop.Story.submit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void steps_end_the_run_before_the_next_request() {
        Story story = Story.of("E1");

        Outcome outcome = story.run(new Budget(2, 900, 900, HOUR, 9), draft(), submit(), repair("E1"));

        assertThat(outcome).isEqualTo(new Outcome.OutOfBudget(Limit.STEPS, outcome.best()));
        assertThat(outcome.best().orElseThrow().verdict().isAccepted()).isFalse();
        assertThat(requests(story)).isEqualTo(2);
    }

    @Test
    void tokens_end_the_run() {
        Story story = Story.of();

        Outcome outcome =
                story.run(new Budget(9, 100, 900, HOUR, 9), priced(draft(), 60, 0), priced(check(), 40, 0), submit());

        assertThat(outcome).isEqualTo(new Outcome.OutOfBudget(Limit.TOKENS, outcome.best()));
        assertThat(requests(story)).isEqualTo(2);
    }

    @Test
    void money_ends_the_run() {
        Outcome outcome = Story.of()
                .run(new Budget(9, 900, 500, HOUR, 9), priced(draft(), 1, 499), priced(check(), 1, 1), submit());

        assertThat(outcome).isEqualTo(new Outcome.OutOfBudget(Limit.MONEY, outcome.best()));
    }

    @Test
    void submissions_end_the_run_before_another_request_is_paid() {
        Story story = Story.of("E1", "E2", "E3");

        Outcome outcome = story.run(
                new Budget(9, 900, 900, HOUR, 2), draft(), submit(), repair("E1"), submit(), repair("E2"), submit());

        assertThat(outcome).isEqualTo(new Outcome.OutOfBudget(Limit.SUBMISSIONS, outcome.best()));
        assertThat(outcome.best().orElseThrow().plan().assumed()).containsExactly("E2", "E3");
        assertThat(requests(story)).isEqualTo(4);
    }

    @Test
    void time_ends_the_run_even_between_two_calls_of_one_turn() {
        Story story = Story.of();
        Model slow = new PlannerLoopTest.Meanwhile(
                calls(call("draft_phases"), call("check_plan")), () -> story.clock.advance(Duration.ofMinutes(61)));

        Outcome outcome = story.run(new Budget(9, 900, 900, HOUR, 9), slow);

        assertThat(outcome).isEqualTo(new Outcome.OutOfBudget(Limit.TIME, outcome.best()));
        assertThat(story.answers())
                .extracting(Entry.Answered::text)
                .containsExactly("not run: the run ended before this call", "not run: the run ended before this call");
    }

    @Test
    void an_accepted_plan_counts_even_when_the_last_step_paid_for_it() {
        assertThat(Story.of().run(new Budget(2, 900, 900, HOUR, 1), draft(), submit()))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void near_the_end_the_model_is_told_once() {
        Story story = Story.of("E1");

        story.run(new Budget(10, 900, 900, HOUR, 9), looks(10));

        List<Message> messages = story.transcript.messages();
        assertThat(messages.stream().filter(new Message.User("wrap up")::equals))
                .hasSize(1);
        long repliesBefore = messages.subList(0, messages.indexOf(new Message.User("wrap up"))).stream()
                .filter(Message.Assistant.class::isInstance)
                .count();
        assertThat(repliesBefore).isEqualTo(8);
    }

    @Test
    void each_dimension_warns_at_four_fifths_or_one_before_the_last() {
        Budget budget = new Budget(40, 1000, 500, Duration.ofSeconds(100), 8);

        assertThat(budget.isNearlySpent(new Spent(31, 799, 399, Duration.ofSeconds(79), 6)))
                .isFalse();
        assertThat(budget.isNearlySpent(new Spent(32, 0, 0, Duration.ZERO, 0))).isTrue();
        assertThat(budget.isNearlySpent(new Spent(0, 800, 0, Duration.ZERO, 0))).isTrue();
        assertThat(budget.isNearlySpent(new Spent(0, 0, 400, Duration.ZERO, 0))).isTrue();
        assertThat(budget.isNearlySpent(new Spent(0, 0, 0, Duration.ofSeconds(80), 0)))
                .isTrue();
        assertThat(budget.isNearlySpent(new Spent(0, 0, 0, Duration.ZERO, 7))).isTrue();
    }

    @Test
    void a_second_run_of_the_session_does_not_get_its_steps_back_unless_it_is_given_more() {
        Story story = Story.of();
        Budget two = new Budget(2, 900, 900, HOUR, 9);
        story.run(two, draft(), check());

        Outcome again = story.run(two, submit());
        Outcome more = story.run(two.onTopOf(Spent.in(story.transcript, Duration.ZERO)), submit());

        assertThat(again).isEqualTo(new Outcome.OutOfBudget(Limit.STEPS, again.best()));
        assertThat(more).isInstanceOf(Outcome.Accepted.class);
    }

    private static Reply check() {
        return calls(call("check_plan"));
    }

    private static Reply[] looks(int count) {
        Reply[] replies = new Reply[count];
        for (int i = 0; i < count; i++) {
            replies[i] = calls(call("search_code", "text", "word" + i));
        }
        return replies;
    }

    private static long requests(Story story) {
        return story.transcript.entries().stream()
                .filter(Entry.Request.class::isInstance)
                .count();
    }
}
