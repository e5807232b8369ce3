package dev.cofferdam.cli;

import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.rules.RulePages;
import dev.cofferdam.rules.Rules;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.StatementRules;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code cofferdam explain}: a rule's page, as it was shipped. */
@Command(
        description = "Prints a rule's page: what it finds, why that hurts, and the safer way. Needs no network.",
        footerHeading = "%nExamples:%n",
        footer = {"  cofferdam explain                  lists all rules", "  cofferdam explain cascade-drop"})
final class ExplainCommand implements Callable<Integer> {
    /** Front matter between two lines of dashes, then the heading, which repeats the id. */
    private static final Pattern PAGE =
            Pattern.compile("---\\n(?<matter>.*?)\\n---\\n+(?:# [^\\n]*\\n+)?(?<body>.*)", Pattern.DOTALL);

    private final Screen out;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RULE",
            description = "the rule's id, as findings print it; without it, all rules are listed")
    private Optional<String> rule = Optional.empty();

    ExplainCommand(Terminal terminal) {
        this.out = terminal.out();
    }

    @Override
    public Integer call() {
        rule.ifPresentOrElse(this::page, this::list);
        return ExitCode.CLEAN;
    }

    private void list() {
        int width = Rules.infos().stream()
                .mapToInt(info -> info.id().length())
                .max()
                .orElse(0);
        List<RuleInfo> statements = StatementRules.infos();
        for (RuleClass each : RuleClass.values()) {
            group(
                    "Migration files, " + each.word() + ": " + meaning(each),
                    statements.stream().filter(info -> info.ruleClass() == each).toList(),
                    width);
        }
        List<String> known = statements.stream().map(RuleInfo::id).toList();
        group(
                "Plans",
                Rules.infos().stream()
                        .filter(info -> !known.contains(info.id()))
                        .toList(),
                width);
    }

    private void group(String heading, List<RuleInfo> rules, int width) {
        if (rules.isEmpty()) {
            return;
        }
        out.text().println(out.bold(heading));
        for (RuleInfo info : rules) {
            String gap = " ".repeat(width - info.id().length() + 2);
            String severity = info.severity().name().toLowerCase(Locale.ROOT);
            out.text()
                    .println("  " + out.cyan(info.id()) + gap + severity + " ".repeat(9 - severity.length())
                            + info.summary());
        }
        out.text().println();
    }

    private static String meaning(RuleClass each) {
        return switch (each) {
            case HAZARD -> "what the server locks, reads, rewrites or refuses";
            case COMPAT -> "what breaks for the running version, or loses data";
            case HYGIENE -> "the shape of a script";
            case CONTEXT -> "what depends on more than the SQL";
            case ADVICE -> "design; asked for with check --advice";
        };
    }

    private void page(String id) {
        Matcher page = PAGE.matcher(RulePages.find(id).orElseThrow(() -> unknown(id)));
        if (!page.matches()) {
            throw new IllegalStateException("the page of " + id + " has no front matter");
        }
        out.text().println(head(page.group("matter").lines()));
        out.text().println();
        out.text().print(page.group("body").stripTrailing() + "\n");
    }

    /** {@code cascade-drop (severity: error, hazard: loses-data, since: 0.1.0)}. */
    private String head(Stream<String> matter) {
        List<String> lines = matter.toList();
        String id = lines.get(0).replaceFirst("^id: ", "");
        return out.bold(id) + " (" + String.join(", ", lines.subList(1, lines.size())) + ")";
    }

    private static UserError unknown(String id) {
        List<String> nearest = NearestNames.of(id, RulePages.ids());
        String list = "`cofferdam explain` lists all rules";
        return new UserError(
                "there is no rule `" + id + "`",
                "",
                nearest.isEmpty() ? list : "did you mean `" + String.join("`, `", nearest) + "`? " + list);
    }
}
