package dev.cofferdam.cli.chat;

import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.WorldFailed;
import dev.cofferdam.intent.Requests;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.loop.Outcome;
import dev.cofferdam.toolbox.Consent;
import dev.cofferdam.toolbox.PlanState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A person and a planner in turns, until the person goes. */
public final class Conversation {
    /** A path begins with a slash too, but has another one or a dot. */
    private static final Pattern COMMAND = Pattern.compile("/[A-Za-z-]*(?:[ \\t].*)?");

    private final Desk desk;
    private final Paper paper;
    private final Keyboard keyboard;
    private final Interrupts interrupts;
    private final TurnView view;
    private final List<SlashCommand> commands = new ArrayList<>();
    private Talk talk;
    private boolean over;

    /** How a conversation begins. */
    public record Beginning(Optional<String> model, dev.cofferdam.loop.Budget budget, Optional<String> resume) {}

    private Conversation(Desk desk, Paper paper, Keyboard keyboard, Interrupts interrupts, Beginning beginning) {
        this.desk = desk;
        this.paper = paper;
        this.keyboard = keyboard;
        this.interrupts = interrupts;
        this.view = new TurnView(paper, desk.clock());
        SavedChats chats = new SavedChats(desk.chats());
        Talk.Wishes wishes = new Talk.Wishes(beginning.model(), beginning.budget());
        this.talk = beginning
                .resume()
                .map(name -> Talk.resume(desk, chats.find(name), view, wishes))
                .orElseGet(() -> Talk.begin(desk, chats.create(desk.clock()), view, wishes));
        commands.addAll(new PlanCommands(this::talk, desk, paper).all());
        commands.addAll(new TalkCommands(this, desk, paper).all());
        commands.add(new SlashCommand(
                "/resume",
                "[ID]",
                "go on with an earlier conversation, or list them",
                List.of("The plan, its verdict and everything said are as they were left; nothing is played again."),
                this::resume));
        commands.add(
                new SlashCommand("/help", "[COMMAND]", "this list, or more on one command", List.of(), this::help));
        commands.add(new SlashCommand(
                "/quit",
                "",
                "end; the conversation is kept",
                List.of("Ctrl-D does the same."),
                arguments -> over = true));
    }

    /** Talks until the keyboard has no more. */
    public static void hold(Desk desk, Paper paper, Keyboard keyboard, Interrupts interrupts, Beginning beginning) {
        Conversation conversation = new Conversation(desk, paper, keyboard, interrupts, beginning);
        try {
            conversation.hold(beginning.resume().isPresent());
        } finally {
            conversation.talk.close();
        }
    }

    Talk talk() {
        return talk;
    }

    private void hold(boolean resumed) {
        keyboard.completeFrom(new Completions(commands, this::talk)::after);
        greet();
        if (resumed) {
            recap();
        }
        while (!over) {
            Optional<String> message = keyboard.read(prompt());
            if (message.isEmpty()) {
                break;
            }
            take(message.get().strip());
        }
        if (talk.entries().size() > 1) {
            paper.aside(paper.asideInk()
                    .dim("kept as " + talk.id() + "; go on with: cofferdam chat --resume " + talk.id()));
        }
    }

    private String prompt() {
        return paper.ink().colour() ? "\u001b[1;36m› \u001b[0m" : "> ";
    }

    private void greet() {
        Ink ink = paper.asideInk();
        String planner = talk.model()
                .map(name -> "model " + name)
                .orElse("no language model: the built-in playbook plans (--model NAME, or /model NAME)");
        paper.aside(ink.bold("cofferdam") + "  " + talk.premises().consumer() + " · "
                + talk.premises().engine() + " · "
                + count(talk.premises().schema().tables().size(), "table") + " from "
                + talk.premises().schema().source().replaceFirst("^static, from ", ""));
        paper.aside(ink.dim(planner));
        paper.aside(ink.dim(
                "Say what to change (rename owners.telephone to phone_number), or ask. /help lists the commands."));
        paper.aside("");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private void recap() {
        Recap.of(talk.entries()).forEach(line -> paper.aside(paper.asideInk().dim(line)));
        talk.current().ifPresent(now -> paper.aside(status(now)));
        paper.aside("");
    }

    private void take(String message) {
        if (message.isEmpty()) {
            return;
        }
        try {
            interrupts.during(() -> {
                if (COMMAND.matcher(message).matches()) {
                    command(message);
                } else {
                    say(message);
                }
            });
        } catch (UserError e) {
            trouble(e.problem(), e.where().orElse(""), e.fix());
        } catch (RuntimeException e) {
            if (interrupts.wasStopped()) {
                view.breakOff();
                paper.aside(paper.asideInk().yellow("stopped"));
            } else if (e instanceof WorldFailed failed) {
                trouble(String.valueOf(e.getMessage()), "", failed.remedy());
            } else {
                throw e;
            }
        }
    }

    private void trouble(String problem, String where, String fix) {
        Ink ink = paper.asideInk();
        view.breakOff();
        paper.aside(ink.red("✗ ")
                + Wrap.indented("", TerminalSafe.oneLine(problem, 2000), paper.width())
                + (where.isEmpty() ? "" : ink.dim(" (" + TerminalSafe.oneLine(where, 200) + ")")));
        paper.aside("  " + ink.dim("→ ") + TerminalSafe.oneLine(fix, 2000));
        paper.aside("");
    }

    private void command(String message) {
        String[] words = message.split("\\s+", 2);
        SlashCommand command = find(words[0])
                .orElseThrow(() -> new UserError(
                        "there is no command `" + words[0] + "`",
                        "",
                        NearestNames.to(
                                                words[0],
                                                commands.stream()
                                                        .map(SlashCommand::name)
                                                        .toList())
                                        .map(name -> "did you mean " + name + "? ")
                                        .orElse("")
                                + "/help lists them"));
        command.action().run(words.length > 1 ? words[1].strip() : "");
        paper.line("");
    }

    private Optional<SlashCommand> find(String name) {
        return commands.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    private void say(String message) {
        if (talk.model().isPresent()) {
            turn(() -> Optional.of(talk.ask(message)));
        } else if (talk.isChange(message)) {
            turn(() -> Optional.of(talk.plan(message)));
        } else {
            answer(message);
        }
    }

    private void answer(String message) {
        Optional<String> known = new Answers(talk.premises().schema(), talk.current(), desk::usages).to(message);
        String text = known.orElseGet(() -> unknown(message));
        talk.answer(message, text);
        MarkdownWriter.write(paper, text);
        paper.aside(paper.asideInk()
                .dim(
                        known.isPresent()
                                ? "answered from the plan, the schema and the code; no language model was asked"
                                : "no language model is configured: --model NAME with OPENAI_API_KEY, or /model NAME"));
        paper.aside("");
    }

    private String unknown(String message) {
        List<String> closest = Requests.closest(message, talk.premises().schema());
        return "Without a language model I plan changes, and answer what plan, schema and code say.\n"
                + (closest.isEmpty()
                        ? ""
                        : "\nA change is said like this:\n"
                                + String.join(
                                        "",
                                        closest.stream()
                                                .map(form -> "- " + form + "\n")
                                                .toList()))
                + "\nOr ask after a table, a column, a step or a boundary (`what if v1 is rolled back after-cutover?`); `/help` lists the commands.\n";
    }

    void approve(Consent consent) {
        turn(() -> Optional.of(talk.approve(consent)));
    }

    private void turn(Supplier<Optional<Outcome>> work) {
        PlanState before = talk.state();
        java.time.Instant began = desk.clock().instant();
        Optional<Outcome> outcome = work.get();
        paper.settle();
        outcome.ifPresent(this::tell);
        changed(before);
        paper.aside(paper.asideInk()
                .dim(StatusLine.of(
                        talk,
                        view.spent(),
                        java.time.Duration.between(began, desk.clock().instant()))));
        paper.aside("");
    }

    private void tell(Outcome outcome) {
        OutcomeWords.of(outcome)
                .forEach(line ->
                        paper.line(Wrap.indented("", line, paper.isWatched() ? paper.width() : Integer.MAX_VALUE)));
    }

    /** After each change: what became of the plan, and what the validator says of it. */
    private void changed(PlanState before) {
        PlanState now = talk.state();
        Optional<Plan> earlier = PlanCommands.plan(before);
        Optional<Candidate> current = talk.current();
        if (current.isEmpty() || now.equals(before)) {
            return;
        }
        Plan plan = current.get().plan();
        if (earlier.isEmpty() || !earlier.get().change().equals(plan.change())) {
            paper.lines(desk.summary(plan, current.get().verdict().findings()).stripTrailing() + "\n\n");
        } else {
            PlanDiff.of(earlier.get(), plan, paper.ink()).forEach(paper::lines);
        }
        if (now.judged().isEmpty()) {
            view.judged(
                    current.get().verdict().outcome(), current.get().verdict().findings());
            paper.aside(paper.asideInk().dim("    by its rules; the plan was not submitted, so it was not played"));
        }
    }

    private String status(Candidate now) {
        return now.plan().change().summary() + ": "
                + TurnView.verdict(paper.asideInk(), now.verdict().outcome());
    }

    private void resume(String arguments) {
        SavedChats chats = new SavedChats(desk.chats());
        if (arguments.isEmpty()) {
            List<String> lines = chats.all().stream()
                    .filter(chat -> !SavedChats.name(chat).equals(talk.id()))
                    .limit(20)
                    .map(chat -> paper.ink().cyan(SavedChats.name(chat)) + "  "
                            + TerminalSafe.oneLine(SavedChats.firstWords(chat).orElse(""), 70))
                    .toList();
            paper.line(
                    lines.isEmpty()
                            ? "there is no earlier conversation about this repository"
                            : String.join("\n", lines));
            return;
        }
        Talk other = Talk.resume(desk, chats.find(arguments), view, new Talk.Wishes(talk.model(), talk.budget()));
        talk.close();
        talk = other;
        recap();
    }

    private void help(String arguments) {
        Ink ink = paper.ink();
        if (arguments.isEmpty()) {
            int width = commands.stream()
                    .mapToInt(command -> command.usage().length())
                    .max()
                    .orElse(0);
            commands.stream()
                    .map(command -> "  " + ink.cyan(command.usage())
                            + " ".repeat(width - command.usage().length() + 2) + command.summary())
                    .forEach(paper::line);
            paper.line(
                    "\n  A backslash at the end of a line goes on in the next. Tab completes commands, tables, columns, steps and files.");
            paper.line("  Ctrl-C stops a turn and keeps what came, twice ends the conversation; Ctrl-D ends it.");
            return;
        }
        String name = arguments.startsWith("/") ? arguments : "/" + arguments;
        SlashCommand command = find(name)
                .orElseThrow(() -> new UserError("there is no command `" + name + "`", "", "/help lists them"));
        paper.line(ink.cyan(command.usage()) + "  " + command.summary());
        Stream.concat(command.help().stream(), Stream.of()).forEach(line -> paper.line("  " + line));
    }
}
