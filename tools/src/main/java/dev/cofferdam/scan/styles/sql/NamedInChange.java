package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.migrations.liquibase.ChangelogNode;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value with which a change names a column. Of an element over several lines only the beginning is known, so that the value is
 * looked for by its key.
 *
 * @param key of the value; empty for the text of an element
 * @param line at which what holds the value begins, counted from 1
 */
record NamedInChange(String key, int line, String token) {
    /** Lines of one element: nobody writes longer ones. */
    private static final int LONGEST = 40;

    /**
     * Finds the value.
     *
     * @param table to which the column belongs; a foreign key may name columns of two
     */
    static NamedInChange of(ChangelogNode change, String table, String token) {
        List<NamedInChange> words = new ArrayList<>();
        List<NamedInChange> names = new ArrayList<>();
        collect(change, token, value -> Tokens.has(value, token), words);
        collect(change, token, value -> value.strip().equalsIgnoreCase(token), names);
        boolean referred = change.value("referencedTableName")
                        .filter(table::equalsIgnoreCase)
                        .isPresent()
                && change.value("baseTableName").filter(table::equalsIgnoreCase).isEmpty();
        Optional<NamedInChange> reference = words.stream()
                .filter(each -> each.key().startsWith("referenced"))
                .findFirst();
        return Optional.<NamedInChange>empty()
                .or(() -> referred ? reference : Optional.empty())
                .or(() -> names.stream().findFirst())
                .or(() -> words.stream().findFirst())
                .orElse(new NamedInChange("", change.line(), token));
    }

    private static void collect(ChangelogNode node, String token, Predicate<String> wanted, List<NamedInChange> found) {
        node.values().forEach((key, value) -> {
            if (wanted.test(value.text())) {
                found.add(new NamedInChange(key, value.line(), token));
            }
        });
        node.text()
                .filter(value -> wanted.test(value.text()))
                .ifPresent(value -> found.add(new NamedInChange("", value.line(), token)));
        node.children().forEach(child -> collect(child, token, wanted, found));
    }

    /** The hit at the value itself, when the file shows it behind its key; else where what holds it begins. */
    Hit in(SourceFile file, Hit hit) {
        List<String> lines = file.lines();
        Pattern written = Pattern.compile(
                "\\b" + Pattern.quote(key) + "[\"']?\\s*[=:]\\s*[\"'\\[]*(?:[\\w$]+\\s*,\\s*)*(" + Pattern.quote(token)
                        + ")(?![\\w$])",
                Pattern.CASE_INSENSITIVE);
        for (int i = line; !key.isEmpty() && i <= Math.min(lines.size(), line + LONGEST); i++) {
            Matcher matcher = written.matcher(lines.get(i - 1));
            if (matcher.find()) {
                return moved(file, hit, i).at(matcher.start(1) + 1);
            }
        }
        return moved(file, hit, line);
    }

    private static Hit moved(SourceFile file, Hit hit, int to) {
        return new Hit(
                Spot.of(file, to),
                hit.access(),
                hit.style(),
                hit.confidence(),
                hit.token(),
                hit.reason(),
                hit.statement(),
                0);
    }
}
