package dev.cofferdam.cli;

import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.loop.Redaction;
import dev.cofferdam.report.check.CheckAnnotations;
import dev.cofferdam.report.check.CheckSarif;
import dev.cofferdam.report.check.SourceLines;
import dev.cofferdam.review.Planning;
import dev.cofferdam.review.Review;
import dev.cofferdam.review.Reviewer;
import dev.cofferdam.review.comment.CommentMarkdown;
import dev.cofferdam.review.comment.Links;
import dev.cofferdam.review.comment.ReviewJson;
import dev.cofferdam.review.comment.ReviewWords;
import dev.cofferdam.review.diff.Comparison;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.rules.Rules;
import dev.cofferdam.rules.info.RuleInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cofferdam review}: a change of a repository, judged against the version that runs. */
@Command(
        description = {
            "Reviews what a branch or a pull request does to the schema: which of its new migration statements are"
                    + " unsafe, which code of the running version (the base) they break, and the safe way. Runs nothing of"
                    + " the repository; needs no server and no model, and a network only with --github."
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cofferdam review --base main                              the working tree, new files too",
            "  cofferdam review --base origin/main --head HEAD --format md",
            "  cofferdam review --github acme/shop#12                    in a clone that has both commits",
            "",
            "Configuration (.cofferdam.yaml) is read from the base alone: whoever opens a pull request",
            "configures nothing. Prints nothing when there is nothing to say.",
            "",
            "--github writes one comment and alters it in place, and comments on changed lines. It reads",
            "GITHUB_TOKEN, GITHUB_API_URL and GITHUB_SERVER_URL; the comment also goes to the file that",
            "GITHUB_STEP_SUMMARY names. What the token may not do is left out, and said on stderr.",
            "",
            "Exit codes: 0 no findings at or above --fail-on, and all decided; 1 such findings, or statements",
            "that could not be decided; 2 the command line or a revision is wrong; 3 we or GitHub failed.",
        })
final class ReviewCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--base", paramLabel = "REF", description = "what runs: a branch, a tag or a commit")
    private Optional<String> base = Optional.empty();

    @Option(
            names = "--head",
            paramLabel = "REF",
            description = "what is to run (default: the working tree as it stands, new files too)")
    private Optional<String> head = Optional.empty();

    @Mixin
    private final GitHubOptions gitHub = new GitHubOptions();

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

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "also write the whole comment, review.json, review.sarif and the plans into this folder")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--format", paramLabel = "text|md|json|sarif|github", description = "what to print (default: text)")
    private ReviewFormat format = ReviewFormat.TEXT;

    ReviewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path repository = Repositories.resolve(repo);
        Clock clock = Clock.system(ZoneId.systemDefault());
        Optional<GitHubDesk> desk = gitHub.desk(terminal, clock);
        Optional<Review> handed = desk.flatMap(each -> gitHub.handedOver(each.pull()));
        if (handed.isPresent()) {
            return showOnly(handed.get(), desk.get());
        }
        String from = base.or(() -> desk.map(each -> each.pull().base()))
                .orElseThrow(() -> new UserError(
                        "there is nothing to compare with",
                        "--base",
                        "name what runs with --base REF, or a pull request with --github"));
        Optional<String> to = head.or(() -> desk.map(each -> each.pull().head()));
        Progress progress = new Progress(terminal.err(), clock);
        progress.begin("comparing");
        try (Comparison comparison = Comparison.of(repository, from, to)) {
            progress.begin("judging");
            Review review = reviewed(repository, comparison, clock, progress);
            progress.end();
            Links links = desk.map(each -> each.links(comparison.prefix())).orElse(Links.NONE);
            out.ifPresent(folder -> new ReviewFolder(folder).write(review, links, sarif(review)));
            terminal.out().text().print(shown(review, links, comparison.head()));
            int code = exitCode(review);
            desk.ifPresent(each -> each.publish(review, comparison.prefix(), code == ExitCode.CLEAN, out.isPresent()));
            return code;
        }
    }

    /** What somebody else found; the other run's exit code says whether it passed. */
    private int showOnly(Review review, GitHubDesk desk) {
        terminal.out().text().print(CommentMarkdown.of(review, desk.links("")));
        desk.publish(review, "", exitCode(review) == ExitCode.CLEAN, false);
        return ExitCode.CLEAN;
    }

    private Review reviewed(Path repository, Comparison comparison, Clock clock, Progress progress) {
        CheckSettings settings = CheckSettings.of(List.of(Path.of("")), comparison.base());
        List<RowCount> known = Stream.concat(rows.stream().map(RowCount::parse), settings.rows().stream())
                .toList();
        Planning planning = new Planning(
                settings.engine(engine),
                table -> rowsOf(table, known),
                OptionalLong.empty(),
                gitHub.service().orElseGet(() -> Repositories.name(repository)),
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

    private String shown(Review review, Links links, Path tree) {
        return switch (format) {
            case TEXT -> ReviewWords.of(review, lines(tree), terminal.out().colour());
            case MD -> CommentMarkdown.of(review, links);
            case JSON -> ReviewJson.of(review);
            case SARIF -> sarif(review);
            case GITHUB -> CheckAnnotations.of(review.checked());
        };
    }

    private static String sarif(Review review) {
        return CheckSarif.of(
                review.checked(),
                Rules.infos().stream().collect(Collectors.toMap(RuleInfo::id, RuleInfo::summary, (one, same) -> one)),
                Build.current().version());
    }

    private static SourceLines lines(Path tree) {
        Map<String, List<String>> read = new HashMap<>();
        return (file, number) -> {
            List<String> all = read.computeIfAbsent(file, name -> linesOf(tree.resolve(name)));
            return number <= all.size() ? Optional.of(all.get(number - 1)) : Optional.empty();
        };
    }

    private static List<String> linesOf(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of(); // The report does without the line.
        }
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
