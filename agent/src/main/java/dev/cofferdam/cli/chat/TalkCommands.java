package dev.cofferdam.cli.chat;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.loop.Budget;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.loop.Spent;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.report.PlanMarkdown;
import dev.cofferdam.toolbox.Consent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that act on the conversation: approve, take back, keep, and set who answers and how much that may cost. */
final class TalkCommands {
    private static final Pattern APPROVAL =
            Pattern.compile("(?s)(\\S+?)(?:=|\\s+)(\\S.*?)\\s+--approver(?:=|\\s+)(\\S.*)");

    private final Conversation conversation;
    private final Desk desk;
    private final Paper paper;

    TalkCommands(Conversation conversation, Desk desk, Paper paper) {
        this.conversation = conversation;
        this.desk = desk;
        this.paper = paper;
    }

    List<SlashCommand> all() {
        return List.of(
                new SlashCommand(
                        "/approve",
                        "FINDING REASON --approver NAME",
                        "accept a finding by name",
                        List.of(
                                "Somebody else than the author of the change accepts one finding, by its id from /findings, and says why.",
                                "It holds for what the finding is about today; the validator judges again at once."),
                        this::approve),
                new SlashCommand(
                        "/undo",
                        "",
                        "take the last turn back",
                        List.of(
                                "Plan and conversation are as before it. The transcript keeps it, and its cost stays spent."),
                        this::undo),
                new SlashCommand(
                        "/save",
                        "[DIR]",
                        "write the plan's folder",
                        List.of(
                                "plan.yaml, plan.md, plan.html, sql/, rollback/, edits.md and the transcript.",
                                "Without DIR: cofferdam-plans/<date>-<change>/ in the repository. Also a plan that is not accepted is written, and says so."),
                        this::save),
                new SlashCommand(
                        "/export",
                        "md|html|yaml|sql FILE",
                        "write one page of the plan",
                        List.of("A file that is there already is not overwritten."),
                        this::export),
                new SlashCommand(
                        "/model",
                        "[NAME|none]",
                        "who answers, or let another one",
                        List.of(
                                "NAME is a model as your endpoint calls it (OPENAI_BASE_URL, OPENAI_API_KEY); `none` is the built-in playbook.",
                                "The conversation goes on where it is."),
                        this::model),
                new SlashCommand(
                        "/budget",
                        "[steps|tokens|seconds|cost N]",
                        "what was used, and the limits",
                        List.of(
                                "Steps and seconds are limits of a turn; tokens and cost (dollars) of the whole conversation.",
                                "/budget tokens 500000, /budget cost 2.50"),
                        this::budget),
                new SlashCommand(
                        "/compact",
                        "",
                        "make room in the model's context",
                        List.of(
                                "What was said is put away; the change, the plan, its findings, the facts and your last words stay, as the tools recorded"
                                        + " them.",
                                "Turns before it can no longer be taken back."),
                        this::compact));
    }

    private void approve(String arguments) {
        Matcher parts = APPROVAL.matcher(arguments.strip());
        if (!parts.matches()) {
            throw new UserError(
                    arguments.isEmpty()
                            ? "`/approve` needs a finding, a reason and a name"
                            : arguments.contains("--approver")
                                    ? "the approval has no reason, or no name behind --approver"
                                    : "an approval needs a person",
                    "",
                    "write /approve FINDING why it is harmless --approver NAME");
        }
        Candidate now = conversation
                .talk()
                .current()
                .orElseThrow(
                        () -> new UserError("there is no plan yet, and so no finding", "", "say what to change first"));
        String id = parts.group(1);
        if (now.verdict().findings().stream().noneMatch(finding -> finding.id().equals(id))) {
            throw new UserError("the plan has no finding `" + id + "`", "", "/findings lists them with their ids");
        }
        conversation.approve(
                new Consent(id, parts.group(3).strip(), parts.group(2).strip()));
    }

    private void undo(String arguments) {
        PlanCommands.refuseArguments("/undo", arguments);
        String what = conversation
                .talk()
                .undo()
                .orElseThrow(() -> new UserError("there is no turn to take back", "", "say something first"));
        paper.line("taken back: " + TerminalSafe.oneLine(what, 70));
        paper.line(paper.asideInk()
                .dim(conversation
                        .talk()
                        .current()
                        .map(now -> "the plan is again: " + now.plan().change().summary() + ", "
                                + TurnView.verdict(new Ink(false), now.verdict().outcome()))
                        .orElse("there is no plan now")));
    }

    private Candidate plan() {
        return conversation
                .talk()
                .current()
                .orElseThrow(() -> new UserError("there is no plan to write yet", "", "say what to change first"));
    }

    private void save(String arguments) {
        Candidate now = plan();
        Path folder = desk.save(now, Optional.of(arguments).filter(word -> !word.isEmpty()), transcript());
        paper.line("saved " + paper.ink().cyan(folder.toString())
                + (now.verdict().isAccepted() ? "" : paper.ink().red("  (not accepted)")));
        paper.line(paper.ink().dim("read plan.md, run what lies in sql/, keep plan.yaml"));
    }

    private String transcript() {
        try {
            return Files.readString(conversation.talk().transcriptFile());
        } catch (IOException e) {
            throw new UserError("the transcript cannot be read: " + e.getMessage(), "", "free the disk");
        }
    }

    private void export(String arguments) {
        String[] words = arguments.split("\\s+", 2);
        if (words.length < 2) {
            throw new UserError("`/export` needs a format and a file", "", "write /export md|html|yaml|sql FILE");
        }
        Candidate now = plan();
        String text =
                switch (words[0]) {
                    case "md" -> PlanMarkdown.of(now.plan(), now.verdict().findings());
                    case "html" -> desk.html(now.plan(), now.verdict().findings());
                    case "yaml" -> PlanFile.write(now.plan());
                    case "sql" -> new PlanViews(now.plan(), new Ink(false)).allSql();
                    default ->
                        throw new UserError(
                                "`" + words[0] + "` is no format", "", "write /export md|html|yaml|sql FILE");
                };
        Path file = Path.of(words[1].strip()).toAbsolutePath().normalize();
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new UserError("`" + file + "` is there already", "", "name another file, or remove it first");
        } catch (IOException e) {
            throw new UserError(
                    "`" + file + "` cannot be written: " + e.getMessage(),
                    "",
                    "name a file in a folder that you may write to");
        }
        paper.line("wrote " + paper.ink().cyan(file.toString()));
    }

    private void model(String arguments) {
        Talk talk = conversation.talk();
        if (!arguments.isEmpty()) {
            talk.answerBy(arguments.equals("none") ? Optional.empty() : Optional.of(arguments));
        }
        paper.line(talk.model()
                .map(name -> "the language model " + paper.ink().bold(name) + " answers")
                .orElse("the built-in playbook answers; no language model is asked (/model NAME)"));
    }

    private void budget(String arguments) {
        Talk talk = conversation.talk();
        if (!arguments.isEmpty()) {
            talk.budget(changed(talk.budget(), arguments.split("\\s+")));
        }
        Budget budget = talk.budget();
        Spent spent = talk.spent();
        paper.line(String.format(
                Locale.ROOT,
                "used: %,d of %,d tokens, $%.4f of $%.2f; %d steps so far%na turn may take %d steps, %d s and %d submissions",
                spent.tokens(),
                budget.tokens(),
                spent.microDollars() / 1e6,
                budget.microDollars() / 1e6,
                spent.steps(),
                budget.steps(),
                budget.time().toSeconds(),
                budget.submissions()));
    }

    private static Budget changed(Budget now, String[] words) {
        BigDecimal number = words.length == 2 && words[1].matches("\\d{1,12}(\\.\\d{1,6})?")
                ? new BigDecimal(words[1])
                : BigDecimal.ZERO;
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        if (number.signum() <= 0 || !whole && !words[0].equals("cost")) {
            throw new UserError(
                    "`/budget` needs what to limit and a number above 0",
                    "",
                    "write /budget steps|tokens|seconds|cost N");
        }
        long count = number.longValue();
        return switch (words[0]) {
            case "steps" ->
                new Budget(
                        (int) Math.min(count, 100_000),
                        now.tokens(),
                        now.microDollars(),
                        now.time(),
                        now.submissions());
            case "tokens" -> new Budget(now.steps(), count, now.microDollars(), now.time(), now.submissions());
            case "seconds" ->
                new Budget(now.steps(), now.tokens(), now.microDollars(), Duration.ofSeconds(count), now.submissions());
            case "cost" ->
                new Budget(
                        now.steps(), now.tokens(), number.movePointRight(6).longValue(), now.time(), now.submissions());
            default ->
                throw new UserError(
                        "nothing called `" + words[0] + "` is limited",
                        "",
                        "write /budget steps|tokens|seconds|cost N");
        };
    }

    private void compact(String arguments) {
        PlanCommands.refuseArguments("/compact", arguments);
        int[] sizes = conversation.talk().compact();
        paper.line(String.format(
                Locale.ROOT,
                "the context was %,d characters and is %,d now; plan, facts and findings are kept",
                sizes[0],
                sizes[1]));
    }
}
