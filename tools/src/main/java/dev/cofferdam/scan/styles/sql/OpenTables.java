package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.expr.Expression;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.TextOrigins;
import dev.cofferdam.scan.statements.SqlWords;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a statement with holes can be about the table: one that names other tables alone is about those. */
final class OpenTables {

    private static final Pattern TABLE_PLACE =
            Pattern.compile("(\\bfrom|\\bjoin|\\bupdate|\\binto)\\s+([\\w\".]*\\.)?[\"`]?$", Pattern.CASE_INSENSITIVE);

    /** A bare star, or whole entities: {@code select x from}, {@code from X x}. */
    private static final Pattern WHOLE_ROWS = Pattern.compile(
            "(?<![\\w(])\\*(?!\\s*\\d)|^\\s*from\\b|select\\s+(distinct\\s+)?(\\w+)\\s+from\\s+\\S+\\s+(as\\s+)?\\2\\b|\\binto\\s+\\S+\\s*(values|select)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COLUMN_PLACE =
            Pattern.compile("(\\bselect|\\bdistinct|,|\\bset)\\s*$", Pattern.CASE_INSENSITIVE);

    private static final Pattern NAMES_TABLE = Pattern.compile(
            "\\b(from|update|into|join|table|index|schema|sequence|on|call)\\s", Pattern.CASE_INSENSITIVE);

    private final TextOrigins origins;
    private final Set<String> names;
    private final Scan scan;

    /**
     * @param names what the table is called
     */
    OpenTables(TextOrigins origins, Set<String> names, Scan scan) {
        this.origins = origins;
        this.names = names;
        this.scan = scan;
    }

    /** In words, why the table could be the one; nothing when it cannot, and when the text names it, which others judge. */
    List<String> open(FoldedText text) {
        String known = SqlWords.blanked(text.text());
        if (!text.hasHoles() || names.stream().anyMatch(name -> Tokens.has(known, name))) {
            return List.of();
        }
        List<FoldedText.Part> holes =
                text.parts().stream().filter(FoldedText.Part::hole).toList();
        List<String> before = text.beforeHoles();
        boolean touches = touches(known, before);
        boolean bare = !NAMES_TABLE.matcher(known).find();
        List<String> open = new ArrayList<>();
        for (int i = 0; i < holes.size(); i++) {
            boolean begins = before.get(i).isBlank();
            boolean table = TABLE_PLACE.matcher(before.get(i)).find() && touches;
            boolean rest =
                    bare && known.stripLeading().regionMatches(true, 0, "select ", 0, 7) && isLast(text, holes.get(i));
            if ((begins || table || rest) && holes.get(i).node() instanceof Expression hole) {
                open.addAll(ends(hole, table, known));
            }
        }
        return open;
    }

    private boolean touches(String known, List<String> beforeHoles) {
        return Tokens.has(known, scan.column().column())
                || scan.entities().mappings(scan.column()).stream()
                        .anyMatch(
                                mapping -> Tokens.has(known, mapping.property().name()))
                || WHOLE_ROWS.matcher(known).find()
                || beforeHoles.stream()
                        .anyMatch(each -> COLUMN_PLACE.matcher(each).find());
    }

    private static boolean isLast(FoldedText text, FoldedText.Part hole) {
        return text.parts().get(text.parts().size() - 1).equals(hole);
    }

    private List<String> ends(Expression hole, boolean table, String known) {
        TextOrigins.Origins from = origins.of(hole);
        List<String> ends = new ArrayList<>(from.open());
        // What names the column is read with all tables that are shown.
        boolean read = from.all() && Tokens.has(known, scan.column().column());
        if (table && !read) {
            from.texts().stream()
                    .map(text -> text.text("").strip())
                    .filter(value -> names.stream().anyMatch(value::equalsIgnoreCase))
                    .findFirst()
                    .ifPresent(value -> ends.add("`" + hole + "`, which can be `" + value + "`"));
        }
        return ends;
    }
}
