package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Verdict;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.samples.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations over a pipe, without a language model. */
@Tag("server")
final class ChatTest {
    private static final String RENAME = "rename owners.telephone to phone_number";

    @TempDir
    private Path folder;

    private SmallService service;
    private ChatRun chat;

    @BeforeEach
    void open() throws IOException {
        service = SmallService.in(folder);
        chat = ChatRun.over(service);
    }

    @Test
    void theHelpSaysWhatCanBeSaid() {
        Golden.assertMatches(
                ChatTest.class,
                "golden/help-of-chat.txt",
                Desk.type(Commands.installed(), "chat", "--help").out());
    }

    @Test
    void thePlaybookPlansAChangeAndEveryCommandShowsItsPart() {
        Desk desk = chat.type(
                RENAME,
                "/phases",
                "/sql expand-1",
                "/rollback",
                "/rollback after-cutover",
                "/matrix",
                "/usages",
                "/explain backfill-1",
                "/explain sync",
                "/findings",
                "/diff",
                "/model",
                "/budget");

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.err())
                .contains("the built-in playbook plans", "✓ draft_phases " + RENAME, "accepted")
                .contains("playbook, no language model")
                .doesNotContain("\u001b");
        assertThat(desk.out())
                .contains(RENAME + "\n  accepted, proved by rules only, planned by the playbook")
                .contains("ACCESS EXCLUSIVE on owners")
                .contains("ALTER TABLE owners ADD COLUMN phone_number")
                .contains("| after-cutover |")
                .contains("**Retreat (the code goes back, the schema stays)**")
                .contains("**Which app versions work**")
                .contains("src/main/java/clinic/Owner.java")
                .contains("### `backfill-1` Copy telephone to phone_number")
                .contains("before it there was none")
                .contains("the built-in playbook answers")
                .contains("used: 0 of 300,000 tokens")
                .doesNotContain("\u001b");
    }

    @Test
    void whatPlanSchemaAndCodeSayIsAnsweredWithoutAModelAndTheRestIsNotGuessed() {
        Desk desk = chat.type(
                "what is in owners?",
                "who reads owners.telephone?",
                "is this a good idea?",
                RENAME,
                "what if v7 is rolled back after-cutover?",
                "why not just lock it at night?");

        assertThat(desk.out())
                .contains("| telephone | character varying(20) | NOT NULL |")
                .contains("src/main/java/clinic/Owner.java")
                .contains("Without a language model I plan changes")
                .contains("This plan has no v7: its app versions are clinic v0, clinic v1.")
                .contains("- abandon: ")
                .contains("- `expand-1`: ACCESS EXCLUSIVE on owners, gives up after 2000 ms");
        assertThat(desk.err())
                .contains("answered from the plan, the schema and the code; no language model was asked")
                .contains("no language model is configured: --model NAME");
    }

    @Test
    void wrongCommandsAndArgumentsAreToldAndTheConversationGoesOn() {
        Desk desk = chat.type(
                "/plam",
                "/sql",
                "/approve",
                "/approve x because",
                "/budget tokens many",
                "/export md",
                "/undo",
                "/plan now",
                "/resume 19990101-000000",
                "/help /approve",
                "rename owners.fax to facsimile",
                "/quit",
                "/never reached");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.err())
                .contains("there is no command `/plam`", "did you mean /plan?")
                .contains("there is no plan yet")
                .contains("`/approve` needs a finding, a reason and a name")
                .contains("an approval needs a person")
                .contains("`/budget` needs what to limit and a number above 0")
                .contains("`/export` needs a format and a file")
                .contains("there is no turn to take back")
                .contains("`/plan` takes no argument, and got `now`")
                .contains("there is no earlier conversation about this repository")
                .contains("no column `fax`")
                .doesNotContain("/never");
        assertThat(desk.out()).contains("/approve FINDING REASON --approver NAME  accept a finding by name");
    }

    @Test
    void aFindingThatCouldNotBeDecidedIsApprovedByNameTakenBackAndApprovedAgain() throws IOException {
        service.withDynamicSql();
        Desk first = chat.type(RENAME, "/findings");
        assertThat(first.err()).contains("could not decide");
        assertThat(first.out())
                .contains("What could not be decided, a person can: /approve ID why it is harmless --approver NAME");
        String finding = Stream.of(first.out().split("\\s+"))
                .map(word -> word.replaceAll("[()\\[\\]]", ""))
                .filter(word -> word.matches("[a-z-]+undecided[a-z-]*:\\S+"))
                .findFirst()
                .orElseThrow();
        String approve = "/approve " + finding + " only admins search --approver Ann";

        Desk desk = chat.with("--resume").type("/diff", approve, "/diff", "/undo", "/findings", approve);
        Desk again = chat.with("--resume").type("/plan", "/save " + folder.resolve("saved"));

        assertThat(desk.out())
                .contains("+ approved: " + finding + " by Ann: only admins search")
                .contains("taken back: ", "the plan is again: " + RENAME + ", could not decide");
        assertThat(desk.err()).contains("accepted with approvals");
        assertThat(again.out()).contains("accepted with approvals").contains(finding + " by Ann");
        assertThat(PlanFile.read(folder.resolve("saved/plan.yaml")).verdict())
                .isEqualTo(Verdict.Outcome.ACCEPTED_WITH_APPROVALS);
        assertThat(folder.resolve("saved/transcript.jsonl")).content().contains("\"consented\"", "\"reverted\"");
    }

    @Test
    void aResumedConversationIsAsItWasLeftAndNothingIsDraftedAgain() throws IOException {
        Desk first = chat.type(RENAME, "/plan", "rename pets.name to called", "/undo", "/plan");
        Desk second = chat.with("--resume").type("/plan", "/undo", "/plan", "/resume");

        String plan = first.out().substring(first.out().lastIndexOf(RENAME));
        assertThat(plan).contains("accepted").doesNotContain("called");
        assertThat(second.out()).startsWith(plan.strip()).contains("there is no plan now");
        assertThat(second.err())
                .contains("› " + RENAME, "(taken back)", RENAME + ": accepted")
                .doesNotContain("draft_phases");
        try (Stream<Path> kept = Files.list(folder.resolve("cache/chats"))) {
            assertThat(kept).singleElement().asString().contains("clinic-");
        }
    }

    @Test
    void pagesAreExportedAndNothingIsOverwritten() {
        Path page = folder.resolve("plan.html");
        Path sql = folder.resolve("plan.sql");

        Desk desk = chat.type(
                RENAME,
                "/export html " + page,
                "/export sql " + sql,
                "/export yaml " + sql,
                "/export doc " + folder.resolve("plan.doc"));

        assertThat(page).content().startsWith("<!DOCTYPE html>");
        assertThat(sql)
                .content()
                .contains("-- expand-1: Add column", "ALTER TABLE owners ADD COLUMN")
                .doesNotContain("```");
        assertThat(desk.err()).contains("plan.sql` is there already", "`doc` is no format");
    }

    @Test
    void aMessageMayGoOnInTheNextLineAndMayNameAFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("V9__rename.sql"), "ALTER TABLE owners RENAME COLUMN telephone TO phone_number;\n");

        Desk desk = chat.type("rename owners.telephone \\", "to phone_number", file.toString(), "/plan");

        assertThat(file).exists();
        assertThat(desk.out().split(RENAME + "\n  accepted", -1)).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void secretsAreNotKept() throws IOException {
        chat.type("is postgresql://me:tiger-4711@db/clinic the right database?");

        try (Stream<Path> all = Files.walk(folder.resolve("cache/chats"))) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("tiger-4711"));
        }
    }
}
