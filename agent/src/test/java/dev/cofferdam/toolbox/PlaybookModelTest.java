package dev.cofferdam.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.loop.Budget;
import dev.cofferdam.loop.Entry;
import dev.cofferdam.loop.Guidance;
import dev.cofferdam.loop.Outcome;
import dev.cofferdam.loop.PlannerLoop;
import dev.cofferdam.loop.PlaybookModel;
import dev.cofferdam.loop.Redaction;
import dev.cofferdam.loop.Transcript;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlaybookModelTest {
    private final Transcript transcript = Transcript.inMemory(
            new Entry.Session("s1", "0.1", PlaybookModel.NAME, "", new TreeMap<>()),
            new HandClock(),
            Redaction.byShape());

    @Test
    void it_looks_at_schema_all_usages_and_rows_before_it_drafts_and_submits() {
        Outcome outcome = run(new PaperWorkbench(3), PaperWorkbench.CHANGE);

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(tools())
                .containsExactly(
                        "describe_schema",
                        "find_usages",
                        "find_usages",
                        "find_usages",
                        "count_rows",
                        "estimate_backfill",
                        "draft_phases",
                        "check_plan",
                        "submit_plan");
        assertThat(((Outcome.Accepted) outcome).plan().facts())
                .extracting(fact -> fact.id() + " " + fact.tool() + " " + fact.arguments())
                .contains("f4 find_usages {column=telephone, page=3, table=owners}");
    }

    @Test
    void every_page_of_every_affected_column_is_asked_for() {
        Change unique =
                new ConstraintChange.AddUnique(TableRef.of("owners"), List.of("id", "telephone"), Optional.empty());

        run(new PaperWorkbench(2), unique);

        assertThat(transcript.entries().stream()
                        .filter(Entry.Answered.class::isInstance)
                        .map(entry -> ((Entry.Answered) entry).text())
                        .filter(text -> text.contains("reads"))
                        .map(text -> text.replaceAll("(?s).*(src/Owner.java:\\d+ reads \\w+).*", "$1")))
                .containsExactly(
                        "src/Owner.java:61 reads id",
                        "src/Owner.java:62 reads id",
                        "src/Owner.java:61 reads telephone",
                        "src/Owner.java:62 reads telephone");
    }

    @Test
    void a_tools_error_is_its_reason_to_give_up() {
        Outcome outcome = run(
                new PaperWorkbench(),
                new ColumnChange.RenameColumn(TableRef.of("pets").column("name"), "call_name"));

        assertThat(outcome).isInstanceOf(Outcome.NoPlan.class);
        assertThat(outcome.why())
                .isEqualTo("The playbook cannot go on, because `describe_schema` failed: there is no table `pets`. "
                        + "What to do: the tables are: owners.");
        assertThat(tools()).containsExactly("describe_schema");
    }

    @Test
    void a_rejected_draft_is_given_back_with_its_findings() {
        Outcome outcome = run(new PaperWorkbench("E1"), PaperWorkbench.CHANGE);

        assertThat(outcome).isInstanceOf(Outcome.NoPlan.class);
        assertThat(outcome.why()).contains("has no other").contains("- E1 [error]");
        assertThat(outcome.best().orElseThrow().verdict().isAccepted()).isFalse();
    }

    @Test
    void a_person_who_speaks_again_gets_a_new_attempt() {
        HandClock clock = new HandClock();
        WorkbenchToolbox toolbox = toolbox(new PaperWorkbench(), clock);
        PlannerLoop loop = new PlannerLoop(clock, Guidance.packaged(), entry -> {});
        loop.run(transcript, new PlaybookModel(PaperWorkbench.CHANGE), toolbox, Budget.DEFAULT);
        transcript.append(Entry.User.person("once more"));

        Outcome outcome = loop.run(transcript, new PlaybookModel(PaperWorkbench.CHANGE), toolbox, Budget.DEFAULT);

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(tools()).hasSize(14);
        assertThat(((Outcome.Accepted) outcome).plan().facts())
                .as("nothing new was learned")
                .hasSize(4);
    }

    private Outcome run(PaperWorkbench workbench, Change change) {
        HandClock clock = new HandClock();
        return new PlannerLoop(clock, Guidance.packaged(), entry -> {})
                .run(transcript, new PlaybookModel(change), toolbox(workbench, clock), Budget.DEFAULT);
    }

    private static WorkbenchToolbox toolbox(PaperWorkbench workbench, HandClock clock) {
        return WorkbenchToolbox.forPlanning(
                workbench, new RepositoryFiles(Path.of("src"), Redaction.byShape()), Redaction.byShape(), clock);
    }

    private List<String> tools() {
        return transcript.entries().stream()
                .filter(Entry.Answered.class::isInstance)
                .map(entry -> ((Entry.Answered) entry).tool())
                .toList();
    }
}
