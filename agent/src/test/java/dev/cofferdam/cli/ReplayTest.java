package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.loop.Budget;
import dev.cofferdam.loop.Entry;
import dev.cofferdam.loop.Guidance;
import dev.cofferdam.loop.Outcome;
import dev.cofferdam.loop.PlannerLoop;
import dev.cofferdam.loop.Redaction;
import dev.cofferdam.loop.ReplayMismatch;
import dev.cofferdam.loop.ReplayedModel;
import dev.cofferdam.loop.Transcript;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.server.ThrowawayServer;
import dev.cofferdam.toolbox.ReplayedSession;
import dev.cofferdam.toolbox.RepositoryFiles;
import dev.cofferdam.toolbox.RepositoryWorkbench;
import dev.cofferdam.toolbox.RequestReader;
import dev.cofferdam.toolbox.WorkbenchToolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transcript that the command left is enough to make the same plan again. */
@Tag("server")
final class ReplayTest {
    private static final String RENAME = "rename owners.telephone to phone_number";
    private static final Redaction REDACTION = Redaction.byShape();

    @TempDir
    private Path folder;

    private SmallService service;
    private Path recorded;
    private Plan plan;

    @BeforeEach
    void planOnce() throws IOException {
        service = SmallService.in(folder.toRealPath());
        recorded = folder.resolve("plan");
        Desk desk = service.plan(RENAME, "--rows", "owners=3000", "--out", recorded.toString());
        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        plan = PlanFile.read(recorded.resolve("plan.yaml"));
    }

    @Test
    void aReplayedTranscriptMakesTheSamePlan() throws IOException {
        Outcome outcome = replay(3000);

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(timeless(((Outcome.Accepted) outcome).plan())).isEqualTo(timeless(plan));
    }

    @Test
    void aRepositoryThatChangedIsNoticedInsteadOfReplayed() {
        ReplayMismatch mismatch = catchThrowableOfType(ReplayMismatch.class, () -> replay(4000));

        assertThat(mismatch)
                .hasMessageContaining("differs from the recorded one")
                .hasMessageContaining("rows=4000");
    }

    @Test
    void aResumedTranscriptIsTheOneThatWasWritten() throws IOException {
        try (Transcript transcript = resumed()) {
            assertThat(transcript.session().planner()).isEqualTo("playbook");
            assertThat(transcript.entries()).contains(Entry.User.person(RENAME)).hasSize(lines());
        }
        assertThat(lines())
                .as("reading it added nothing")
                .isEqualTo(Files.readAllLines(copy()).size());
    }

    private Outcome replay(long rows) throws IOException {
        Clock clock = Clock.fixed(plan.made(), ZoneOffset.UTC);
        ReplayedSession.Wish wish = new ReplayedSession.Wish(
                RENAME,
                RequestReader.GRAMMAR,
                service.root(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "clinic",
                table -> new RowCount(table, rows, RowCount.Source.GIVEN),
                OptionalLong.empty(),
                plan.plannedBy(),
                plan.made(),
                () -> ThrowawayServer.start(Caches.folder(System.getenv()).resolve("server")));
        try (Transcript transcript = resumed();
                ReplayedSession session = ReplayedSession.open(wish, words -> {})) {
            WorkbenchToolbox toolbox = WorkbenchToolbox.forPlanning(
                    new RepositoryWorkbench(session, List.of(), Optional.empty()),
                    new RepositoryFiles(service.root(), REDACTION),
                    REDACTION,
                    clock);
            Transcript again = Transcript.inMemory(transcript.session(), clock, REDACTION);
            again.append(Entry.User.person(RENAME));
            return new PlannerLoop(clock, Guidance.packaged(), entry -> {})
                    .run(again, new ReplayedModel(transcript), toolbox, Budget.DEFAULT);
        }
    }

    private Transcript resumed() throws IOException {
        return Transcript.resume(copy(), Clock.systemUTC(), REDACTION);
    }

    private Path copy() throws IOException {
        Path copy = folder.resolve("copy.jsonl");
        if (!Files.exists(copy)) {
            Files.copy(recorded.resolve("transcript.jsonl"), copy);
        }
        return copy;
    }

    private int lines() throws IOException {
        return Files.readAllLines(recorded.resolve("transcript.jsonl")).size();
    }

    /** When a tool answered is the one thing that may differ. */
    private static String timeless(Plan plan) {
        return PlanFile.write(plan).replaceAll("(?m)^ +at: \\S+$", "  at: (some time)");
    }
}
