package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows for tests and for a first start: DBUnit's XML, YAML and JSON data sets, where elements and keys are tables and columns, and files of
 * rows that bear the table's name.
 */
public final class DataSetFinder implements StyleFinder {

    /** Places up to which each is a usage of its own. */
    private static final int MOST_PLACES = 20;

    private static final Set<String> FORMATS = Set.of("xml", "yml", "yaml", "json", "csv", "tsv");

    private final Scan scan;
    private final Pattern flat;
    private final Pattern full;
    private final Pattern block;
    private final Pattern array;
    private final Pattern key;

    public DataSetFinder(Scan scan) {
        this.scan = scan;
        String table = "(?:[\\w.]+\\.)?" + Pattern.quote(scan.column().table().name());
        String column = Pattern.quote(scan.column().column());
        int flags = Pattern.CASE_INSENSITIVE;
        flat = Pattern.compile("<" + table + "\\s(?:[^<>\"]|\"[^\"]*\")*?\\b(" + column + ")\\s*=", flags);
        full = Pattern.compile(
                "<table\\s+name\\s*=\\s*\"" + table + "\"[^>]*>(?:(?!</table>).)*?<column>\\s*(" + column
                        + ")\\s*</column>",
                flags | Pattern.DOTALL);
        block = Pattern.compile(
                "(?m)^\"?" + table + "\"?:[ \\t]*\\n((?:[ \\t]*(?:[-#\\s].*)?\\n|[ \\t]+.*\\n?)+)", flags);
        array = Pattern.compile("\"" + table + "\"\\s*:\\s*\\[([^\\[\\]]*)]", flags);
        key = Pattern.compile("(?<![\\w.-])\"?(" + column + ")\"?\\s*:", flags);
    }

    @Override
    public void find() {
        scan.tree().files().stream()
                .filter(file -> FORMATS.contains(file.extension())
                        && file.reading().state() != SourceFile.State.LARGE
                        && file.mentions(scan.column().column()))
                .forEach(scan.fenced(this, this::findIn));
    }

    private void findIn(SourceFile file) {
        List<Integer> offsets =
                switch (file.extension()) {
                    case "xml" -> inXml(file);
                    case "csv", "tsv" -> inRows(file);
                    default -> inKeys(file);
                };
        if (offsets.size() > MOST_PLACES) {
            add(
                    file,
                    offsets.get(0),
                    "; stands for " + offsets.size() + " rows of the file, which is edited as a whole");
        } else {
            offsets.forEach(offset -> add(file, offset, ""));
        }
    }

    private List<Integer> inXml(SourceFile file) {
        if (!file.mentions(scan.column().table().name()) || !file.mentions("dataset")) {
            return List.of();
        }
        List<Integer> offsets = all(flat, file.text(), 0);
        offsets.addAll(all(full, file.text(), 0));
        return offsets;
    }

    /** A file of rows that bears the table's name, with a header. */
    private List<Integer> inRows(SourceFile file) {
        String stem = file.name().toLowerCase(Locale.ROOT).replaceFirst("\\.\\w+$", "");
        String header = file.lines().stream().findFirst().orElse("");
        boolean own = stem.equalsIgnoreCase(scan.column().table().name());
        return own && Tokens.has(header, scan.column().column())
                ? List.of(Tokens.find(header, scan.column().column()).orElse(0))
                : List.of();
    }

    /** Lists of rows below the table's name, in files for tests alone: elsewhere such keys are settings. */
    private List<Integer> inKeys(SourceFile file) {
        if (!file.isTest() || !file.mentions(scan.column().table().name())) {
            return List.of();
        }
        Pattern rows = file.extension().equals("json") ? array : block;
        List<Integer> offsets = new ArrayList<>();
        Matcher matcher = rows.matcher(file.text());
        while (matcher.find()) {
            String body = matcher.group(1);
            boolean list =
                    file.extension().equals("json") || body.stripLeading().startsWith("-");
            offsets.addAll(list ? all(key, body, matcher.start(1)) : List.of());
        }
        return offsets;
    }

    private static List<Integer> all(Pattern pattern, String text, int base) {
        List<Integer> offsets = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            offsets.add(base + matcher.start(1));
        }
        return offsets;
    }

    private void add(SourceFile file, int offset, String more) {
        scan.add(new Hit(
                Spot.of(file, file.lineAt(offset)),
                Access.WRITE,
                Style.SQL_FILE,
                Confidence.LIKELY,
                scan.column().column(),
                "rows of a data set for the table name the column" + more));
    }
}
