package dev.cofferdam.cli;

import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.loop.Redaction;
import dev.cofferdam.report.check.CheckAnnotations;
import dev.cofferdam.report.check.CheckSarif;
import dev.cofferdam.review.Planning;
import dev.cofferdam.review.Review;
import dev.cofferdam.review.Reviewer;
import dev.cofferdam.review.comment.CommentMarkdown;
import dev.cofferdam.review.comment.Links;
import dev.cofferdam.review.diff.Comparison;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.rules.Rules;
import dev.cofferdam.rules.info.RuleInfo;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cofferdam review}: a change of a repository, judged against the version that runs. */
@Command(
        description = {
            "Reviews what a branch does to the schema: which of its migration statements are unsafe, which code of the running",
            "version (the base) they would break, and the safe way. Runs nothing of the repository; needs no network, no server",
            "and no model."
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cofferdam review --base main                              the working tree against main",
            "  cofferdam review --base origin/main --head HEAD --format md",
        })
final class ReviewCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--base",
            required = true,
            paramLabel = "REF",
            description = "what runs: a branch, a tag or a commit")
    private String base = "";

    @Option(
            names = "--head",
            paramLabel = "REF",
            description = "what is to run (default: the working tree as it stands, new files too)")
    private Optional<String> head = Optional.empty();

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "the repository, or the service's folder in it (default: the current folder)")
    private Path repo = Path.of("");

    @Option(
            names = "--rows",
            paramLabel = "TABLE=N",
            description = "how many rows a table has, such as owners=12M; may be repeated")
    private List<String> rows = new ArrayList<>();

    @Option(
            names = "--engine",
            paramLabel = "PRODUCT:MAJOR",
            description = "the server that migrations run on (default: .cofferdam.yaml's, else postgresql:18)")
    private Optional<String> engine = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "error|warning|info",
            description = "the least severity that makes the exit code 1 (default: error)")
    private FailOn failOn = FailOn.ERROR;

    @Option(names = "--format", paramLabel = "text|md|json|sarif|github", description = "what to print (default: text)")
    private ReviewFormat format = ReviewFormat.TEXT;

    ReviewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path repository = Repositories.resolve(repo);
        Clock clock = Clock.system(ZoneId.systemDefault());
        Progress progress = new Progress(terminal.err(), clock);
        progress.begin("comparing");
        try (Comparison comparison = Comparison.of(repository, base, head)) {
            progress.begin("judging");
            Review review = reviewed(repository, comparison, clock, progress);
            progress.end();
            terminal.out().text().print(shown(review));
            return exitCode(review);
        }
    }

    private Review reviewed(Path repository, Comparison comparison, Clock clock, Progress progress) {
        CheckSettings settings = CheckSettings.of(List.of(Path.of("")), comparison.base());
        List<RowCount> known = Stream.concat(rows.stream().map(RowCount::parse), settings.rows().stream())
                .toList();
        Planning planning = new Planning(
                settings.engine(engine),
                table -> rowsOf(table, known),
                OptionalLong.empty(),
                Repositories.name(repository),
                Build.current().version(),
                clock,
                Redaction.byShape());
        return new Reviewer(
                        comparison,
                        new BaseConfiguredJudge(settings, settings.engine(engine), known),
                        planning,
                        progress::detail)
                .review();
    }

    private static RowCount rowsOf(TableRef table, List<RowCount> known) {
        return known.stream()
                .filter(count -> count.table().isSameTable(table))
                .findFirst()
                .map(count -> new RowCount(table, count.rows(), count.source()))
                .orElseGet(() -> RowCount.assumed(table));
    }

    private String shown(Review review) {
        return switch (format) {
            case TEXT, MD, JSON -> CommentMarkdown.of(review, Links.NONE);
            case SARIF ->
                CheckSarif.of(
                        review.checked(),
                        Rules.infos().stream().collect(Collectors.toMap(RuleInfo::id, RuleInfo::summary)),
                        Build.current().version());
            case GITHUB -> CheckAnnotations.of(review.checked());
        };
    }

    private int exitCode(Review review) {
        List<Severity> severities = review.checked().findings().stream()
                .map(found -> found.finding().severity())
                .toList();
        return failOn.isReached(severities) || !review.checked().undecided().isEmpty()
                ? ExitCode.FINDINGS
                : ExitCode.CLEAN;
    }
}
