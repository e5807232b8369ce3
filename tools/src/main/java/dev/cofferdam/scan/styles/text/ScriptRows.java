package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.Comments;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.words.Tokens;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns of a row by their names, in a file whose statement reads the table: {@code sql.rows(q).each { row -> row.tax_no }} of Groovy,
 * {@code row["tax_no"]} of Python and JavaScript. And copies of whole tables that a shell hands to psql.
 */
public final class ScriptRows implements StyleFinder {

    private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "ksh", "bat", "ps1", "mk", "yml", "yaml");
    private static final Set<String> EXTENSIONS = Set.of("groovy", "py", "js", "ts", "mjs");

    private final Scan scan;
    private final Pattern label;
    private final Pattern copy;

    public ScriptRows(Scan scan) {
        this.scan = scan;
        copy = Pattern.compile("(?i)\\bcopy\\s+(?:\\w+\\.)?\"?("
                + Pattern.quote(scan.column().table().name()) + ")\"?\\s*(?:\\(([^)]*)\\))?\\s*\\b(from|to)\\b");
        String column = Pattern.quote(scan.column().column());
        label = Pattern.compile(
                "\\b(?:it|row|rows?\\[\\w+]|rec|record|result|r|firstRow\\([^()]*\\))\\s*(?:\\??\\.\\s*(" + column
                        + ")\\b(?!\\s*\\()|\\[\\s*['\"](" + column + ")['\"]\\s*])");
    }

    @Override
    public void find() {
        scan.tree().files().stream()
                .filter(file -> EXTENSIONS.contains(file.extension())
                        && file.stamp().size() < OtherLanguages.LARGEST
                        && file.mentions(scan.column().table().name())
                        && file.mentions(scan.column().column()))
                .forEach(scan.fenced(this, this::findIn));
        scan.tree().files().stream()
                .filter(file -> SHELLS.contains(file.extension()) && file.mentions("copy"))
                .filter(file -> file.mentions(scan.column().table().name())
                        && file.stamp().size() < OtherLanguages.LARGEST)
                .forEach(scan.fenced(this, this::findCopies));
    }

    private void findCopies(SourceFile file) {
        Matcher copied = copy.matcher(Comments.blanked(file));
        while (copied.find()) {
            String columns = copied.group(2);
            boolean star = columns == null;
            if (!scan.isClaimed(file, copied.start(1))
                    && (star || Tokens.has(columns, scan.column().column()))) {
                scan.claim(file, copied.start(), copied.end());
                scan.add(new Hit(
                                Spot.of(file, file.lineAt(copied.start(1))),
                                copied.group(3).equalsIgnoreCase("from") ? Access.WRITE : Access.READ,
                                star ? Style.STAR : Style.SQL_STRING,
                                Confidence.LIKELY,
                                star
                                        ? scan.column().table().name()
                                        : scan.column().column(),
                                star
                                        ? "COPY without a column list reaches every column, by position; read by its words"
                                        : "COPY names the column; read by its words")
                        .at(file.columnAt(copied.start(1))));
            }
        }
    }

    private void findIn(SourceFile file) {
        // Who reads statements came before: without one on the column's table the row is another's.
        boolean reads = scan.hits().stream()
                .anyMatch(hit -> hit.spot().path().equals(file.path())
                        && hit.access().reads()
                        && hit.confidence() != Confidence.POSSIBLE
                        && (hit.style() == Style.SQL_STRING || hit.style() == Style.STAR));
        Matcher named = label.matcher(reads ? Comments.blanked(file) : "");
        while (named.find()) {
            int at = named.start(1) >= 0 ? named.start(1) : named.start(2);
            if (!scan.isClaimed(file, at)) {
                String token = scan.column().column();
                scan.claim(file, at, at + token.length());
                scan.add(new Hit(
                                Spot.of(file, file.lineAt(at)),
                                Access.READ,
                                Style.RESULT_COLUMN,
                                Confidence.LIKELY,
                                token,
                                "a row's column, in a file with a statement that reads " + scan.column()
                                        + "; read by its words")
                        .at(file.columnAt(at)));
            }
        }
    }
}
