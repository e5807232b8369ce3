package dev.cofferdam.rules.fixes;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One file whose statements are replaced. Everything that is not replaced keeps every letter. */
final class FileFix {
    private static final Pattern COMMENT = Pattern.compile("--[^\\r\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final String NOT_SQL =
            "it is not written as SQL, or with a placeholder; write the safe form by hand";

    /** Behind the semicolon, on the same line. */
    private static final Pattern SUPPRESSION =
            Pattern.compile("\\G;[ \\t]*(--[ \\t]*cofferdam:[^\\r\\n]*)", Pattern.CASE_INSENSITIVE);

    private final String layout;
    private final String file;
    private final Function<String, Optional<String>> texts;
    private final String before;
    private final List<Replacement> replacements = new ArrayList<>();
    private final Map<String, String> beside = new LinkedHashMap<>();
    private final List<StatementFinding> fixed = new ArrayList<>();
    private final List<NotFixed> left = new ArrayList<>();

    FileFix(String layout, String file, Function<String, Optional<String>> texts) {
        this.layout = layout;
        this.file = file;
        this.texts = texts;
        this.before = texts.apply(file).orElse("");
    }

    /** A part of the text, and what comes in its place. */
    private record Replacement(int from, int to, String text) {}

    /** A statement of the file with the finding that has a safe form for it. */
    private record Target(StatementFinding finding, ParsedStatement statement, SafeForm form) {}

    /** Fixes what can be fixed in a unit: all of it, or nothing where the transaction has to go. */
    void unit(MigrationUnit unit, List<StatementFinding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        List<ParsedStatement> statements = SqlParser.parse(unit.sql());
        List<StatementFinding> timeouts =
                findings.stream().filter(TimeoutLine::isMissing).toList();
        List<StatementFinding> others =
                findings.stream().filter(found -> !timeouts.contains(found)).toList();
        int before = replacements.size();
        replaceAll(unit, statements, targets(unit, statements, others));
        timeouts.forEach(found -> timeout(unit, statements, found, replacements.size() > before));
    }

    private void timeout(
            MigrationUnit unit, List<ParsedStatement> statements, StatementFinding finding, boolean changed) {
        Optional<ParsedStatement> statement = holding(unit, statements, finding);
        Optional<String> refusal = changed
                ? Optional.of("other statements of its transaction are replaced; check once more")
                : statement.isEmpty() || place(unit, statement.get()) < 0
                        ? Optional.of(NOT_SQL)
                        : new TimeoutLine(layout).refusal(unit, statements, statement.get());
        if (refusal.isPresent()) {
            left.add(new NotFixed(finding, refusal.get()));
            return;
        }
        int from = place(unit, statement.orElseThrow());
        replacements.add(new Replacement(from, from, TimeoutLine.SQL + gap(from)));
        fixed.add(finding);
    }

    private void replaceAll(MigrationUnit unit, List<ParsedStatement> statements, List<Target> targets) {
        if (targets.isEmpty()) {
            return;
        }
        List<Target> simple = targets.stream().filter(FileFix::isOneForOne).toList();
        List<Target> several =
                targets.stream().filter(each -> !isOneForOne(each)).toList();
        simple.forEach(target -> replace(unit, target));
        if (several.isEmpty()) {
            return;
        }
        List<ParsedStatement> others = statements.stream()
                .filter(statement ->
                        several.stream().noneMatch(target -> target.statement().equals(statement)))
                .toList();
        List<SafeForm> forms = several.stream().map(Target::form).toList();
        Runner.Answer answer = new Runner(layout, texts).allows(unit, before, forms, others);
        if (answer.refusal().isPresent()) {
            several.forEach(target ->
                    left.add(new NotFixed(target.finding(), answer.refusal().get())));
            return;
        }
        several.forEach(target -> replace(unit, target));
        answer.header().ifPresent(header -> header(unit, header));
        beside.putAll(answer.beside());
    }

    private static boolean isOneForOne(Target target) {
        return target.form().statements().size() == 1 && !target.form().outsideTransaction();
    }

    /** One finding for each statement; a second one waits for the next run, when the statement reads otherwise. */
    private List<Target> targets(
            MigrationUnit unit, List<ParsedStatement> statements, List<StatementFinding> findings) {
        Map<ParsedStatement, Target> found = new LinkedHashMap<>();
        for (StatementFinding finding : findings) {
            Optional<ParsedStatement> statement = holding(unit, statements, finding);
            Optional<String> refusal = statement.isEmpty()
                    ? Optional.of("the file does not hold it word by word")
                    : refusal(unit, statement.get(), finding, found);
            refusal.ifPresent(why -> left.add(new NotFixed(finding, why)));
            if (refusal.isEmpty()) {
                found.put(
                        statement.orElseThrow(),
                        new Target(
                                finding,
                                statement.orElseThrow(),
                                finding.safeForm().orElseThrow()));
            }
        }
        return List.copyOf(found.values());
    }

    private static Optional<ParsedStatement> holding(
            MigrationUnit unit, List<ParsedStatement> statements, StatementFinding finding) {
        return statements.stream()
                .filter(each -> each.text().equals(finding.statement()) && covers(unit, each, finding))
                .findFirst();
    }

    private static boolean covers(MigrationUnit unit, ParsedStatement statement, StatementFinding finding) {
        Place place = unit.place(statement.line());
        int first = place.line();
        long lines = statement.text().chars().filter(c -> c == '\n').count();
        return place.file().equals(finding.place().file())
                && first <= finding.place().line()
                && finding.place().line() <= first + lines;
    }

    private Optional<String> refusal(
            MigrationUnit unit,
            ParsedStatement statement,
            StatementFinding finding,
            Map<ParsedStatement, Target> found) {
        Optional<Target> taken = Optional.ofNullable(found.get(statement));
        if (taken.isPresent()) {
            return Optional.of("the statement is replaced because of `"
                    + taken.get().finding().finding().rule() + "`; check once more");
        }
        if (place(unit, statement) < 0) {
            return Optional.of(NOT_SQL);
        }
        String form = String.join("\n", finding.safeForm().orElseThrow().statements());
        boolean losesComment = COMMENT.matcher(statement.text())
                .results()
                .anyMatch(comment -> !form.contains(comment.group().strip()));
        return losesComment
                ? Optional.of("the safe form would lose the comment inside the statement; move it above")
                : Optional.empty();
    }

    /** Where the statement stands in the file, or -1 when other words stand there. */
    private int place(MigrationUnit unit, ParsedStatement statement) {
        int from = lineStart(unit.place(statement.line()).line()) + statement.column() - 1;
        return before.startsWith(statement.text(), from) ? from : -1;
    }

    private int lineStart(int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int newline = before.indexOf('\n', start);
            if (newline < 0) {
                return before.length();
            }
            start = newline + 1;
        }
        return start;
    }

    private void replace(MigrationUnit unit, Target target) {
        int from = place(unit, target.statement());
        int to = from + target.statement().text().length();
        List<String> statements = target.form().statements();
        String text = String.join(gap(from), statements);
        Matcher suppression = SUPPRESSION.matcher(before);
        if (statements.size() > 1 && suppression.find(to)) {
            // It is about what the statement did, which the first of several does; behind the last it would silence
            // nothing.
            replacements.add(new Replacement(
                    from, suppression.end(), suppression.group(1) + gap(from).substring(1) + text + ";"));
        } else {
            replacements.add(new Replacement(from, to, text));
        }
        fixed.add(target.finding());
    }

    /** What stands between two statements, the first of which begins here. */
    private String gap(int from) {
        String indent = before.substring(before.lastIndexOf('\n', from - 1) + 1, from);
        return ";" + (before.contains("\r\n") ? "\r\n" : "\n") + (indent.isBlank() ? indent : "");
    }

    /** Adds words to the line that the unit begins with. */
    private void header(MigrationUnit unit, String words) {
        int start = lineStart(unit.line());
        int end = before.indexOf('\n', start);
        int last = end < 0 ? before.length() : end;
        while (last > start && Character.isWhitespace(before.charAt(last - 1))) {
            last--;
        }
        replacements.add(new Replacement(last, last, " " + words));
    }

    List<FixedFile> files() {
        List<FixedFile> files = new ArrayList<>();
        if (!replacements.isEmpty()) {
            StringBuilder text = new StringBuilder(before);
            replacements.stream()
                    .sorted(Comparator.comparingInt(Replacement::from).reversed())
                    .forEach(each -> text.replace(each.from(), each.to(), each.text()));
            files.add(new FixedFile(file, Optional.of(before), text.toString(), fixed));
        }
        beside.forEach((name, text) -> files.add(new FixedFile(name, Optional.empty(), text, List.of())));
        return files;
    }

    List<NotFixed> left() {
        return left;
    }
}
