package dev.cofferdam.cli;

import dev.cofferdam.cli.chat.Desk;
import dev.cofferdam.domain.Digest;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.llm.LanguageModel;
import dev.cofferdam.llm.ModelWatcher;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.loop.Redaction;
import dev.cofferdam.loop.Reply;
import dev.cofferdam.loop.ToolSpec;
import dev.cofferdam.loop.Transcript;
import dev.cofferdam.report.page.PlanHtml;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.toolbox.Premises;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The command line's side of a conversation: models, pages, folders. */
final class ChatDesk implements Desk {
    private static final String HOW_TO_APPROVE =
            "What could not be decided, a person can: /approve ID why it is harmless --approver NAME\n";

    private final Given given;
    private final Options options;
    private final Terminal terminal;
    private final Clock clock;

    /** What was said about service and schema. */
    record Given(
            Path repository,
            Optional<Path> schemaFile,
            List<RowCount> rows,
            OptionalLong rate,
            Optional<Engine> engine,
            String consumer,
            Optional<Path> out) {}

    /** Options that have a class of their own. */
    record Options(DatabaseOptions database, RehearsalOptions rehearsal, ScratchOptions scratch, ModelOptions model) {}

    ChatDesk(Given given, Options options, Terminal terminal, Clock clock) {
        this.given = given;
        this.options = options;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Redaction redaction() {
        return Redaction.knowing(PlanCommand.secrets(options.database(), options.scratch(), terminal));
    }

    @Override
    public String version() {
        return Build.current().version();
    }

    /** A folder for each repository, so that nobody resumes what was said about another one. */
    @Override
    public Path chats() {
        return given.out().orElseGet(() -> Caches.folder(terminal.environment())
                .resolve("chats")
                .resolve(Repositories.name(given.repository()) + "-"
                        + Digest.of(given.repository().toString())));
    }

    @Override
    public Premises premises(Consumer<String> progress, Supplier<Optional<String>> model) {
        return new ChatPremises(given, options, clock, progress, model);
    }

    @Override
    public Speaker model(String name, ModelWatcher watcher, Supplier<Duration> left) {
        return new Named(ModelPlanner.from(name, options.model(), terminal.environment())
                .open(redaction(), clock, left, watcher));
    }

    private record Named(LanguageModel model) implements Speaker {
        @Override
        public String name() {
            return model.name();
        }

        @Override
        public Reply reply(Transcript transcript, List<ToolSpec> tools) {
            return model.reply(transcript, tools);
        }

        @Override
        public void close() {
            model.close();
        }
    }

    @Override
    public String summary(Plan plan, List<Finding> findings) {
        StringWriter text = new StringWriter();
        new PlanSummary(new Screen(new PrintWriter(text), false, terminal.out().colour()), HOW_TO_APPROVE)
                .print(plan, findings);
        return text.toString();
    }

    @Override
    public String usages(String wanted) {
        return UsagesCommand.text(given.repository(), given.schemaFile(), wanted);
    }

    @Override
    public String html(Plan plan, List<Finding> findings) {
        return PlanHtml.of(plan, findings, SourceHost.of(given.repository()));
    }

    @Override
    public Path save(Candidate candidate, Optional<String> folder, String transcript) {
        Plan plan = candidate.plan();
        Path target = folder.map(name -> Path.of(name).toAbsolutePath().normalize())
                .orElseGet(() -> given.repository()
                        .resolve(PlanCommand.PLANS)
                        .resolve(LocalDate.now(clock) + "-"
                                + PlanFolder.slug(plan.change().summary())));
        Map<String, String> files = new TreeMap<>(PlanOutcome.files(
                plan,
                candidate.verdict().findings(),
                SourceHost.of(given.repository()),
                RepositoryConvention.of(given.repository(), given.schemaFile())));
        files.put("transcript.jsonl", transcript);
        try (PlanFolder place = PlanFolder.reserve(target, folder.isPresent())) {
            place.keep(files);
            return place.path();
        }
    }
}
