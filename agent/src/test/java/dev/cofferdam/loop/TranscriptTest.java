package dev.cofferdam.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.toolbox.HandClock;
import dev.cofferdam.toolbox.PaperWorkbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {
    private static final String[] FLAWS = {"E1", "E2", "W3"};

    @TempDir
    Path folder;

    @Test
    void what_was_written_is_what_is_read() throws IOException {
        Path file = folder.resolve("t.jsonl");
        List<Entry> written = record(file, new ReactiveModel());

        try (Transcript read = Transcript.resume(file, new HandClock(), Redaction.byShape())) {
            assertThat(read.entries()).isEqualTo(written);
            assertThat(read.session().planner()).isEqualTo("scripted");
        }
        List<String> kinds = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            kinds.add(new ObjectMapper().readTree(line).get("kind").asText());
        }
        assertThat(kinds)
                .startsWith(
                        "session",
                        "user",
                        "request",
                        "usage",
                        "assistant",
                        "tool_call",
                        "tool_result",
                        "tool_call",
                        "tool_result",
                        "request")
                .contains("validation")
                .endsWith("stop");
    }

    @Test
    void only_its_owner_may_read_it() throws IOException {
        Path file = folder.resolve("t.jsonl");
        Transcript.create(file, Story.session(), new HandClock(), Redaction.byShape())
                .close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void each_entry_is_on_disk_before_the_next_thing_happens() throws IOException {
        Path file = folder.resolve("t.jsonl");
        try (Transcript transcript = Transcript.create(file, Story.session(), new HandClock(), Redaction.byShape())) {
            transcript.append(Entry.User.person("first"));
            assertThat(Files.readString(file)).endsWith("\"text\":\"first\"}\n");
        }
    }

    @Test
    void an_interrupted_thread_can_still_write_its_last_words() throws IOException {
        Path file = folder.resolve("t.jsonl");
        try (Transcript transcript = Transcript.create(file, Story.session(), new HandClock(), Redaction.byShape())) {
            Thread.currentThread().interrupt();
            transcript.append(new Entry.Interrupt("step 1"));
            transcript.append(new Entry.Stop("Interrupted", "stopped by the user"));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void an_existing_session_is_never_overwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("t.jsonl"), "old\n");

        assertThatThrownBy(() -> Transcript.create(file, Story.session(), new HandClock(), Redaction.byShape()))
                .isInstanceOf(UserError.class);
        assertThat(file).hasContent("old");
    }

    @Test
    void secrets_are_gone_from_file_and_messages_wherever_they_stood() throws IOException {
        Path file = folder.resolve("t.jsonl");
        try (Transcript transcript = Transcript.create(
                file, Story.session(), new HandClock(), Redaction.knowing(List.of("correct horse battery")))) {
            transcript.append(Entry.User.person("use postgres://app:hunter2@db/shop"));
            transcript.append(new Entry.Assistant(
                    "correct horse battery",
                    List.of(new ToolCall("c1", "search_code", "{\"text\":\"password=hunter2\",\"page\":1}"))));
            assertThat(transcript.messages().toString()).doesNotContain("hunter2", "correct horse");
            Message.Assistant reply = (Message.Assistant) transcript.messages().get(2);
            assertThat(reply.calls()
                            .get(0)
                            .arguments()
                            .orElseThrow()
                            .get("text")
                            .asText())
                    .isEqualTo("password=[redacted]");
        }
        assertThat(Files.readString(file))
                .doesNotContain("hunter2", "correct horse")
                .contains("app:[redacted]@db");
    }

    @Test
    void a_damaged_line_is_named_with_its_number() throws IOException {
        Path file = folder.resolve("t.jsonl");
        record(file, new ReactiveModel());
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(2, "{\"kind\":\"gossip\"}");
        Files.write(file, lines);

        assertThatThrownBy(() -> Transcript.resume(file, new HandClock(), Redaction.byShape()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("`gossip` is no kind of entry");
    }

    @Test
    void a_file_of_something_else_is_no_session() throws IOException {
        Path file = Files.writeString(folder.resolve("t.jsonl"), "");

        assertThatThrownBy(() -> Transcript.resume(file, new HandClock(), Redaction.byShape()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("does not begin with a session");
    }

    @TestFactory
    Stream<DynamicTest> every_prefix_of_a_session_goes_on_to_the_same_plan() throws IOException {
        return continuations("reactive", ReactiveModel::new, FLAWS);
    }

    @TestFactory
    Stream<DynamicTest> every_prefix_of_a_playbook_session_goes_on_to_the_same_plan() throws IOException {
        return continuations("playbook", () -> new PlaybookModel(PaperWorkbench.CHANGE));
    }

    @Test
    void a_session_does_not_go_on_in_a_world_that_changed() throws IOException {
        Path file = folder.resolve("t.jsonl");
        record(file, new ReactiveModel());

        try (Transcript transcript = Transcript.resume(file, new HandClock(), Redaction.byShape())) {
            assertThatThrownBy(() -> loop().run(
                                    transcript,
                                    new ReactiveModel(),
                                    Story.toolbox("E1", "E2", "W3", "W4"),
                                    Story.PLENTY))
                    .isInstanceOf(UserError.class)
                    .hasMessage(
                            "the session cannot be resumed: `submit_plan` no longer gives what it gave in call `c3`");
        }
    }

    @Test
    void a_toolbox_that_does_not_notice_is_caught_by_the_judged_plans_fingerprint() {
        Story story = Story.of();
        story.run(Story.draft(), Story.submit());
        List<Entry> entries = new ArrayList<>(story.transcript.entries());
        entries.replaceAll(entry -> entry instanceof Entry.Validation validation
                ? new Entry.Validation(
                        validation.callId(), "0123456789abcdef", validation.verdict(), validation.findings())
                : entry);
        Transcript other = Transcript.inMemory(Story.session(), new HandClock(), Redaction.byShape());
        entries.stream().skip(1).forEach(other::append);

        assertThatThrownBy(() -> loop().run(other, new ReactiveModel(), Story.toolbox(), Story.PLENTY))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no longer the one that was judged");
    }

    private Stream<DynamicTest> continuations(String name, java.util.function.Supplier<Model> model, String... flaws)
            throws IOException {
        Path whole = folder.resolve(name + ".jsonl");
        record(whole, model.get(), flaws);
        String text = Files.readString(whole);
        List<Integer> cuts = new ArrayList<>();
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            cuts.add(end + 1);
            cuts.add(Math.min(text.length(), end + 9));
        }
        assertThat(cuts).hasSizeGreaterThan(40);
        return cuts.stream()
                .distinct()
                .map(cut -> DynamicTest.dynamicTest("after " + cut + " characters", () -> {
                    Path file = folder.resolve(name + cut + ".jsonl");
                    Files.writeString(file, text.substring(0, cut), StandardOpenOption.CREATE_NEW);
                    try (Transcript transcript = Transcript.resume(file, new HandClock(), Redaction.byShape())) {
                        Outcome outcome = loop().run(transcript, model.get(), Story.toolbox(flaws), Story.PLENTY);

                        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
                        assertThat(((Outcome.Accepted) outcome).plan().assumed())
                                .isEqualTo(flaws.length == 0 ? List.of() : List.of("W3"));
                        assertThatEachCallHasOneResultRightAfterItsReply(transcript.messages());
                    }
                    try (Transcript again = Transcript.resume(file, new HandClock(), Redaction.byShape())) {
                        assertThat(again.entries().get(again.entries().size() - 1))
                                .isEqualTo(new Entry.Stop("Accepted", "the validator accepted the plan"));
                    }
                }));
    }

    private static void assertThatEachCallHasOneResultRightAfterItsReply(List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof Message.Assistant reply) {
                List<String> answered = messages
                        .subList(i + 1, i + 1 + reply.calls().size())
                        .stream()
                        .map(Message.Result.class::cast)
                        .map(Message.Result::callId)
                        .toList();
                assertThat(answered)
                        .isEqualTo(reply.calls().stream().map(ToolCall::id).toList());
            }
        }
        long calls = messages.stream()
                .filter(Message.Assistant.class::isInstance)
                .mapToLong(reply -> ((Message.Assistant) reply).calls().size())
                .sum();
        assertThat(messages.stream().filter(Message.Result.class::isInstance)).hasSize((int) calls);
    }

    private static List<Entry> record(Path file, Model model) {
        return record(file, model, FLAWS);
    }

    private static List<Entry> record(Path file, Model model, String... flaws) {
        try (Transcript transcript = Transcript.create(file, Story.session(), new HandClock(), Redaction.byShape())) {
            transcript.append(Entry.User.person("rename owners.telephone to phone_number"));
            assertThat(loop().run(transcript, model, Story.toolbox(flaws), Story.PLENTY))
                    .isInstanceOf(Outcome.Accepted.class);
            return List.copyOf(transcript.entries());
        }
    }

    private static PlannerLoop loop() {
        return new PlannerLoop(new HandClock(), Story.GUIDANCE, entry -> {});
    }
}
