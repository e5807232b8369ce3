package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's name in text that is neither code nor a page. Each statement, each name behind its table's and each line of a short
 * configuration is a usage of its own, for each is edited; a document's words are one, because whoever edits it reads it.
 */
final class TextMentions {

    /** Lines of one file that are told one by one; of more the file is data. */
    private static final int MOST_LINES = 8;

    private static final Set<String> CONFIGURATION =
            Set.of("yml", "yaml", "json", "properties", "toml", "conf", "cfg", "ini", "env", "tf", "xml", "avsc");

    private static final Set<String> DOCUMENTS = Set.of("md", "adoc", "rst", "txt", "csv", "tsv", "log");

    /** Texts for people, by language: the same words in each of the files. */
    private static final Pattern LANGUAGES =
            Pattern.compile("(?i)(?:^|/)(?:i18n|locales?|lang|languages|translations|messages)(?:/|[._-])");

    /** In a file with more of them nobody looks at each, and they are merely counted. */
    private static final int MANY = 2000;

    private final Scan scan;
    private final SqlInText sql;
    private final Pattern word;
    private final Pattern tableBefore;

    TextMentions(Scan scan, SqlInText sql, Pattern word) {
        this.scan = scan;
        this.sql = sql;
        this.word = word;
        tableBefore = Pattern.compile(
                "(?i)(?<![\\w$])" + Pattern.quote(scan.column().table().name()) + "[\"`\\]]?[.:][\"`\\[]?\\z");
    }

    /** A place of the word. */
    private record Mention(int offset, int line, String token, Optional<Access> access, boolean qualified) {
        boolean isStrong() {
            return access.isPresent() || qualified;
        }
    }

    /**
     * Those in one file.
     *
     * @param near where the word counts; everywhere without it
     */
    List<Hit> in(SourceFile file, String text, List<Integer> words, Optional<NearLines> near) {
        List<Mention> mentions = mentions(file, text, words, near);
        boolean each = CONFIGURATION.contains(file.extension())
                && near.isPresent()
                && !LANGUAGES.matcher(file.path()).find()
                && mentions.size() <= MOST_LINES;
        // A file of more statements was made by a program.
        boolean document = DOCUMENTS.contains(file.extension())
                || mentions.stream().filter(Mention::isStrong).count() > MOST_LINES;
        List<Hit> hits = new ArrayList<>();
        List<Mention> folded = new ArrayList<>();
        for (Mention mention : mentions) {
            if (each || !document && mention.isStrong()) {
                hits.add(hit(file, text, mention, 1, near.isPresent()));
            } else {
                folded.add(mention);
            }
        }
        if (!folded.isEmpty()) {
            // A word in SQL says more than a word.
            Mention first = folded.stream()
                    .filter(mention -> mention.access().isPresent())
                    .findFirst()
                    .orElse(folded.get(0));
            hits.add(hit(file, text, first, folded.size(), near.isPresent()));
        }
        return hits;
    }

    /** One for each statement and, outside of statements, for each line. */
    private List<Mention> mentions(SourceFile file, String text, List<Integer> words, Optional<NearLines> near) {
        List<Integer> lines = NearLines.of(text, words);
        List<Mention> mentions = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        int looked = 0;
        Matcher token = word.matcher(text);
        for (int i = 0; i < words.size(); i++) {
            int offset = words.get(i);
            int line = lines.get(i);
            if (scan.isClaimed(file, offset)
                    || near.filter(each -> !each.isNear(line)).isPresent()
                    || !token.find(offset)) {
                continue;
            }
            Optional<SqlInText.Found> statement = looked++ < MANY ? sql.around(text, offset) : Optional.empty();
            boolean qualified = tableBefore
                    .matcher(text.substring(Math.max(0, offset - 80), offset))
                    .find();
            if (seen.add(statement.<Object>map(each -> each).orElse(line))) {
                mentions.add(
                        new Mention(offset, line, token.group(), statement.map(SqlInText.Found::access), qualified));
            }
        }
        return mentions;
    }

    private Hit hit(SourceFile file, String text, Mention mention, int count, boolean near) {
        return new Hit(
                        Spot.of(file, mention.line()),
                        mention.access().orElse(Access.EXPOSURE),
                        Style.TEXT,
                        Confidence.POSSIBLE,
                        mention.token(),
                        "the word stands " + (count == 1 ? "once" : "in " + count + " places")
                                + where(mention, count, near))
                .at(mention.offset() - text.lastIndexOf('\n', mention.offset()));
    }

    private static String where(Mention mention, int count, boolean near) {
        if (mention.access().isPresent()) {
            return " near a word for the table; what looks like SQL on the table is around it, in a text that is not parsed";
        }
        if (mention.qualified() && count == 1) {
            return " behind the table's name";
        }
        return near ? " near a word for the table or entity" : " in a text that holds messages";
    }
}
