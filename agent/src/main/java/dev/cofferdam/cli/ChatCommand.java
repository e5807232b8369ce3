package dev.cofferdam.cli;

import dev.cofferdam.cli.chat.Conversation;
import dev.cofferdam.cli.chat.Interrupts;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cofferdam chat}: a conversation about a service, its schema and a change. */
@Command(
        description =
                "Talks about a service, its schema and a change: plans it, answers questions, changes the plan, and shows what became of it."
                        + " Every plan goes through the same rules and rehearsal as with `plan`. Without --model the built-in playbook plans,"
                        + " and all commands work.",
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cofferdam chat --repo ../clinic --rows owners=12M",
            "  cofferdam chat --repo ../clinic --model gpt-5 --price 1.25/0.125/10",
            "  cofferdam chat --resume",
            "  echo \"rename owners.telephone to phone_number\" | cofferdam chat --repo ../clinic",
            "",
            "In the conversation: /help lists the commands; Ctrl-C stops a turn and keeps what came, twice ends; Ctrl-D",
            "ends. In a pipe every line is a message; answers go to stdout, what is being done to stderr. Conversations",
            "are kept, without secrets, below the cache folder (or --out) and can be resumed as they were left.",
        })
final class ChatCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<BufferedReader> in;

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Mixin
    private final RowOptions rows = new RowOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--engine",
            paramLabel = "NAME:MAJOR",
            description = "your engine and major version (default: the embedded PostgreSQL's)")
    private Optional<String> engine = Optional.empty();

    @Option(
            names = "--consumer",
            paramLabel = "NAME",
            description = "what the plan calls the service (default: the repository's folder name)")
    private Optional<String> consumer = Optional.empty();

    @Option(
            names = "--resume",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "ID",
            description = "go on with an earlier conversation about this repository, the latest one without ID")
    private Optional<String> resume = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to keep conversations (default: chats/ below the cache folder)")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private final RehearsalOptions rehearsal = new RehearsalOptions();

    @Mixin
    private final ScratchOptions scratch = new ScratchOptions();

    @Mixin
    private final ModelOptions modelOptions = new ModelOptions();

    ChatCommand(Terminal terminal) {
        this(
                terminal,
                () -> new BufferedReader(
                        new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8)));
    }

    /** With another person at the keys. */
    ChatCommand(Terminal terminal, Supplier<BufferedReader> in) {
        this.terminal = terminal;
        this.in = in;
    }

    @Override
    public Integer call() {
        Clock clock = Clock.system(ZoneId.systemDefault());
        Path repository = Repositories.withCode(source.repo());
        rehearsal.check(scratch.login().isPresent());
        Optional<String> model = modelOptions.isModelWanted() ? Optional.of(modelOptions.model()) : Optional.empty();
        model.map(name -> ModelPlanner.from(name, modelOptions, terminal.environment()))
                .ifPresent(ModelPlanner::warmUp);
        ChatDesk desk = new ChatDesk(
                new ChatDesk.Given(
                        repository,
                        source.schemaFile().map(Path::toAbsolutePath),
                        rows.given(),
                        rows.rate(),
                        engine.map(PlanCommand::supported),
                        consumer.orElseGet(() -> Repositories.name(repository)),
                        out.map(Path::toAbsolutePath)),
                new ChatDesk.Options(database, rehearsal, scratch, modelOptions),
                terminal,
                clock);
        // 128 and the signal, as a shell says it.
        Interrupts interrupts = new Interrupts(clock, () -> Runtime.getRuntime().exit(130));
        try (ChatTerminal person = ChatTerminal.open(terminal, in, desk, interrupts)) {
            Conversation.hold(
                    desk,
                    person.paper(),
                    person.keyboard(),
                    interrupts,
                    new Conversation.Beginning(model, modelOptions.budget(), resume));
        }
        return ExitCode.CLEAN;
    }
}
