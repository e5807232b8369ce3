package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.scan.files.Comments;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.statements.StatementOpening;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.styles.kotlin.KotlinCalls;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL in the strings of other languages, in scripts and in configuration. Nothing there is parsed but the SQL, so that no usage is
 * more than likely; what is spliced in becomes a placeholder.
 */
public final class OtherLanguages implements StyleFinder {

    static final Set<String> EXTENSIONS = Set.of(
            "kt",
            "kts",
            "groovy",
            "gradle",
            "scala",
            "py",
            "rb",
            "js",
            "mjs",
            "jsx",
            "ts",
            "tsx",
            "go",
            "php",
            "cs",
            "sh",
            "bash",
            "ps1",
            "yml",
            "yaml",
            "properties",
            "json",
            "toml",
            "conf");
    static final int LARGEST = 1 << 20;

    private static final Set<String> FUNCTIONS = Set.of("kt", "groovy", "scala");

    /** The query of a repository's method, which is counted where the method stands. */
    private static final Pattern OF_METHOD = Pattern.compile("@(?:\\w+\\.)?Query\\s*\\(\\s*(?:value\\s*=\\s*)?\"+\\z");

    private static final Pattern NAMES_TABLE =
            Pattern.compile("\\b(?:from|join|into|update)\\s+(?!select\\b)([\\w.\"`\\[(]+)", Pattern.CASE_INSENSITIVE);

    private final Scan scan;

    public OtherLanguages(Scan scan) {
        this.scan = scan;
    }

    @Override
    public void find() {
        List<Found> found = scan.tree().files().parallelStream()
                .filter(file -> EXTENSIONS.contains(file.extension())
                        && file.stamp().size() < LARGEST
                        && file.mentions(scan.column().table().name())
                        && file.mentionsAny(StatementOpening.VERBS))
                .flatMap(scan.fencedMap(this, this::findIn))
                .toList();
        found.forEach(each -> scan.fenced(this, file -> tell(each)).accept(each.file()));
    }

    private void tell(Found found) {
        found.understood().forEach(text -> scan.claim(found.file(), text.offset(), text.end()));
        found.uses().forEach(use -> add(found, use));
        if (found.tooLong()) {
            scan.note(found.file().path() + " holds a text too long to be taken apart and was searched by names alone");
        }
    }

    /** What the strings of a file do with the column; many files are read at once, and what is found is told in order. */
    private record Found(
            SourceFile file, String source, List<UseIn> uses, List<ForeignTexts.Text> understood, boolean tooLong) {}

    private record UseIn(ForeignTexts.Text text, SqlReading.Use use) {}

    private Found findIn(SourceFile file) {
        String source = Comments.blanked(file);
        List<UseIn> uses = new ArrayList<>();
        List<ForeignTexts.Text> understood = new ArrayList<>();
        SqlReading reading = new SqlReading(scan.column(), scan.schema());
        try {
            ForeignTexts texts = new ForeignTexts(file, source);
            for (ForeignTexts.Text each : texts.all()) {
                if (isOfMethod(file, source, each)
                        || scan.isClaimed(file, each.offset())
                        || !StatementOpening.opens(each.text())) {
                    continue;
                }
                String sql = texts.holed(each);
                if (Tokens.has(each.text(), scan.column().table().name())) {
                    reading.read(sql).forEach(use -> uses.add(new UseIn(each, use)));
                    if (!reading.gaveUp()) {
                        understood.add(each);
                    }
                } else if (isOnOthers(sql)) {
                    understood.add(each);
                }
            }
            return new Found(file, source, uses, understood, false);
        } catch (StackOverflowError e) {
            // The library's expressions recurse for each round of a group, and generated files hold texts of any
            // length.
            return new Found(file, source, List.of(), List.of(), true);
        }
    }

    /** Whether all tables that the text names are tables of the schema, and none of them the column's. */
    private boolean isOnOthers(String sql) {
        Matcher named = NAMES_TABLE.matcher(sql);
        boolean any = false;
        while (named.find()) {
            if (scan.schema()
                    .findTable(TableRef.of(named.group(1).toLowerCase(Locale.ROOT)))
                    .isEmpty()) {
                return false;
            }
            any = true;
        }
        return any && !sql.contains(FoldedText.HOLE);
    }

    /** Queries of Kotlin's repositories are read with their methods. */
    static boolean isOfMethod(SourceFile file, String source, ForeignTexts.Text text) {
        return file.extension().equals("kt")
                && OF_METHOD
                        .matcher(source.substring(Math.max(0, text.offset() - 60), text.offset()))
                        .find();
    }

    /** Of Kotlin, Groovy and Scala the function is known too. */
    static Spot spot(SourceFile file, int offset) {
        return FUNCTIONS.contains(file.extension())
                ? KotlinCalls.spot(file, offset)
                : Spot.of(file, file.lineAt(offset));
    }

    private void add(Found found, UseIn at) {
        SqlReading.Use use = at.use();
        ForeignTexts.Text text = at.text();
        String token = use.star() ? "" : scan.column().column();
        int offset = text.offset()
                + (use.star()
                        ? 0
                        : Tokens.find(found.source().substring(text.offset(), text.end()), token)
                                .orElse(0));
        Confidence confidence = use.confidence() == Confidence.CERTAIN ? Confidence.LIKELY : use.confidence();
        scan.add(new Hit(
                spot(found.file(), offset),
                use.access(),
                use.star() ? Style.STAR : Style.SQL_STRING,
                confidence,
                token,
                use.reason() + "; SQL in a string of a file that is not parsed",
                Optional.empty(),
                found.file().columnAt(offset)));
    }
}
