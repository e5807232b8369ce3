package dev.cofferdam.cli;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.Histories;
import dev.cofferdam.report.UsageHtml;
import dev.cofferdam.report.UsageJson;
import dev.cofferdam.report.UsagePaths;
import dev.cofferdam.report.UsageReport;
import dev.cofferdam.scan.ScanResult;
import dev.cofferdam.scan.UsageScanner;
import dev.cofferdam.scan.files.KeptAnswers;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.StaticSchema;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cofferdam usages}: what reads or writes a column, and how it is reached. */
@Command(
        description = "Lists every place in the code that reads, writes, maps or shows a column. Needs no server.",
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cofferdam usages owners.telephone --repo ../clinic",
            "  cofferdam usages owners.telephone --paths --format json",
            "  cofferdam usages owners.telephone --explain src/main/java/app/OwnerService.java:42",
        })
final class UsagesCommand implements Callable<Integer> {
    private static final Screen NOBODY = new Screen(new PrintWriter(Writer.nullWriter()), false, false);

    private final Terminal terminal;

    @Parameters(
            index = "0",
            arity = "1",
            paramLabel = "TABLE[.COLUMN]",
            description = "the column, as the database calls it; a table alone means all its columns")
    private String wanted = "";

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Option(
            names = "--paths",
            description =
                    "group by code path: the calls from a request, message, job or main method to the statement (without it, by file)")
    private boolean paths;

    @Option(
            names = "--explain",
            paramLabel = "FILE:LINE",
            description = "say why this place is or is not counted, instead of the list")
    private Optional<String> explain = Optional.empty();

    @Option(names = "--format", paramLabel = "text|json|md|html", description = "what to print (default: text)")
    private UsagesFormat format = UsagesFormat.TEXT;

    UsagesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path repository = Repositories.resolve(source.repo());
        Optional<Asked> place = explain.map(Asked::parse);
        Optional<KeptAnswers> kept = place.isEmpty() ? kept(repository) : Optional.empty();
        Optional<String> before = kept.flatMap(answers -> answers.find(question()));
        if (before.isPresent()) {
            terminal.out().text().print(before.get());
            return ExitCode.CLEAN;
        }
        Optional<String> answer = answer(repository, place);
        answer.ifPresent(text -> {
            kept.ifPresent(answers -> answers.keep(question(), text));
            terminal.out().text().print(text);
        });
        return ExitCode.CLEAN;
    }

    private static Optional<KeptAnswers> kept(Path repository) {
        return Build.files()
                .map(program -> KeptAnswers.of(Caches.folder(System.getenv()), repository, program, Instant.now()));
    }

    /** All that the answer depends on, but for the repository. */
    private List<String> question() {
        String schema = source.schemaFile()
                .map(Path::toFile)
                .map(file -> file.getAbsolutePath() + " " + file.length() + " " + file.lastModified())
                .orElse("");
        return List.of(
                "usages",
                wanted,
                String.valueOf(paths),
                format.name(),
                source.repo().toString(),
                schema);
    }

    /** The list of another command, as text. */
    static String text(Path repository, Optional<Path> schemaFile, String wanted) {
        UsagesCommand command = new UsagesCommand(new Terminal(NOBODY, NOBODY));
        command.source.name(schemaFile);
        command.wanted = wanted;
        return command.answer(repository, Optional.empty()).orElse("");
    }

    /** The list, when no place was to be explained. */
    private Optional<String> answer(Path repository, Optional<Asked> place) {
        List<String> notes = new ArrayList<>();
        // The schema and the index are read side by side; neither needs the other.
        ForkJoinTask<Schema> reading = ForkJoinPool.commonPool().submit(() -> schema(repository, notes));
        UsageScanner scanner = UsageScanner.open(repository, Optional.of(Caches.folder(System.getenv())));
        Schema schema = reading.join();
        List<ColumnRef> columns = new WantedColumns(schema, () -> scanner.mapped(schema), notes).of(wanted);
        List<Usage> usages = new ArrayList<>();
        Set<Undecided> undecided = new LinkedHashSet<>();
        Map<Undecided, List<Place>> folded = new HashMap<>();
        Set<String> all = new LinkedHashSet<>(notes);
        UsageScanner.Follow follow = paths ? UsageScanner.Follow.CALLS_AND_TESTS : UsageScanner.Follow.NOTHING;
        for (ColumnRef column : columns) {
            WantedView.note(schema, column).ifPresent(all::add);
            ScanResult result = scanner.scan(WantedView.bound(schema, column), column, follow);
            if (place.isPresent()) {
                scanner.explain(result, column, place.get().file(), place.get().line())
                        .forEach(sentence -> terminal.out().text().println(column + ": " + sentence));
            }
            usages.addAll(result.usages());
            undecided.addAll(result.undecided());
            folded.putAll(result.folded());
            all.addAll(result.notes());
        }
        return place.isPresent()
                ? Optional.empty()
                : Optional.of(rendered(usages, List.copyOf(undecided), folded, List.copyOf(all)));
    }

    private String rendered(
            List<Usage> usages, List<Undecided> undecided, Map<Undecided, List<Place>> folded, List<String> notes) {
        return switch (format) {
            case TEXT -> UsagePaths.text(usages, undecided, notes);
            case JSON -> UsageJson.of(usages, undecided, folded, notes);
            case MD -> UsageReport.markdown(usages, undecided, notes);
            case HTML -> UsageHtml.of("Usages of " + wanted, usages, undecided, notes);
        };
    }

    /** Without a schema names alone decide, which is worse but better than no answer. */
    private Schema schema(Path repository, List<String> notes) {
        try {
            Schema schema = StaticSchema.of(Histories.find(repository, source.schemaFile()));
            if (!schema.unread().isEmpty()) {
                Undecided first = schema.unread().get(0);
                notes.add("not understood in the migrations: `" + first.what() + "` at " + first.place() + " ("
                        + first.why() + ")"
                        + (schema.unread().size() > 1
                                ? " and " + (schema.unread().size() - 1) + " more"
                                : "")
                        + "; the schema may lack something");
            }
            return schema;
        } catch (UserError e) {
            if (source.schemaFile().isPresent()) {
                throw e;
            }
            notes.add("no schema: " + e.getMessage() + "; names alone decide, --schema FILE helps");
            return new Schema(WantedColumns.NO_SCHEMA, List.of(), List.of(), List.of(), List.of());
        }
    }

    /** A line of a file. */
    private record Asked(String file, int line) {
        static Asked parse(String text) {
            int colon = text.lastIndexOf(':');
            if (colon <= 0 || !text.substring(colon + 1).matches("[1-9]\\d{0,8}")) {
                throw new UserError(
                        "`" + text + "` is no place", "--explain", "write FILE:LINE, such as src/A.java:12");
            }
            String file = text.substring(0, colon).replace('\\', '/').replaceFirst("^(\\./)+", "");
            return new Asked(file, Integer.parseInt(text.substring(colon + 1)));
        }
    }
}
