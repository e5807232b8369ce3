package dev.cofferdam.loop;

import static dev.cofferdam.loop.Story.call;
import static dev.cofferdam.loop.Story.calls;
import static dev.cofferdam.loop.Story.draft;
import static dev.cofferdam.loop.Story.repair;
import static dev.cofferdam.loop.Story.says;
import static dev.cofferdam.loop.Story.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.toolbox.HandClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayedModelTest {

    @Test
    void a_replayed_run_writes_the_same_transcript() {
        Story live = Story.of("E1");
        live.run(
                says("let me see"),
                Story.priced(calls(call("count_rows", "table", "owners"), call("nonsense")), 30, 4),
                calls(new ToolCall("x", "describe_schema", "{oops")),
                draft(),
                submit(),
                repair("E1"),
                submit());
        Story replay = Story.of("E1");

        Outcome outcome = replay.run(Story.PLENTY, new ReplayedModel(live.transcript));

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(replay.transcript.entries()).isEqualTo(live.transcript.entries());
    }

    @Test
    void a_changed_result_fails_at_the_first_message_that_differs() {
        Story live = Story.of("E1");
        live.run(draft(), submit(), repair("E1"), submit());
        Story changed = Story.of("E7");

        assertThatThrownBy(() -> changed.run(Story.PLENTY, new ReplayedModel(live.transcript)))
                .isInstanceOf(ReplayMismatch.class)
                .hasMessageContaining("request 3 differs from the recorded one")
                .hasMessageContaining("first difference in message 6 of 6")
                .hasMessageContaining("recorded: ...")
                .hasMessageContaining("- E1 [error]")
                .hasMessageContaining("- E7 [error]");
    }

    @Test
    void a_changed_prompt_fails_before_anything_is_replayed() {
        Story live = Story.of();
        live.run(draft(), submit());
        Transcript other = Transcript.inMemory(
                new Entry.Session("s1", "0.1", "scripted", "You plan anything.", new java.util.TreeMap<>()),
                new HandClock(),
                Redaction.byShape());

        assertThatThrownBy(() -> new ReplayedModel(live.transcript).reply(other, live.toolbox.tools()))
                .isInstanceOf(ReplayMismatch.class)
                .hasMessageContaining("request 1")
                .hasMessageContaining("You plan anything.");
    }

    @Test
    void a_changed_tool_is_named() {
        Story live = Story.of();
        live.run(draft(), submit());
        Story now = Story.of();
        List<ToolSpec> tools = now.toolbox.tools().stream()
                .map(tool -> tool.name().equals("count_rows")
                        ? new ToolSpec(tool.name(), "counts", tool.parameters(), tool.alone())
                        : tool)
                .toList();

        assertThatThrownBy(() -> new ReplayedModel(live.transcript).reply(now.transcript, tools))
                .isInstanceOf(ReplayMismatch.class)
                .hasMessageContaining("the messages are the same")
                .hasMessageContaining("[count_rows]");
    }

    @Test
    void a_recording_that_ends_too_early_says_so() {
        Story live = Story.of();
        live.run(draft());
        Story longer = Story.of();

        assertThatThrownBy(() -> longer.run(Story.PLENTY, new ReplayedModel(live.transcript)))
                .isInstanceOf(ReplayMismatch.class)
                .hasMessageContaining("ends after 1 replies");
    }
}
