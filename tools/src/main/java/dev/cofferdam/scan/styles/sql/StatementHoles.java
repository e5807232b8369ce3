package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.expr.Expression;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.TextOrigins;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.HoledSql;
import dev.cofferdam.scan.statements.JpqlReader;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.statements.SqlRoot;
import dev.cofferdam.scan.statements.SqlWords;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holes of a statement in the place of a column, of a clause or of the table. Where the source shows all that is put in, the statement
 * is read with it; where it does not, a person is asked.
 */
final class StatementHoles {

    private static final Pattern COLUMN_PLACE = Pattern.compile(
            "(select|distinct|,|\\bset|order\\s+by|group\\s+by|by|where|and|or|on|\\.|\\binto\\s+[\\w\".`]+\\s*\\("
                    // What is computed of a column; a function of other names may be handed a value.
                    + "|\\b(?:sum|avg|min|max|count|lower|upper|trim|coalesce|length)\\s*\\(\\s*(?:distinct)?)\\s*[\"`]?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TABLE_PLACE = Pattern.compile(
            "(\\bfrom|\\bjoin|\\bupdate|\\binto|\\btable)\\s+([\\w\".]*\\.)?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLAUSE_PLACE = Pattern.compile("[\\w\")]\\s+$");
    private static final Pattern VALUE_PLACE =
            Pattern.compile("(=|<|>|like|in|limit|offset|values|between|\\()\\s*'?%?$", Pattern.CASE_INSENSITIVE);

    /** Texts that are tried for one hole; a statement with more is asked about. */
    private static final int MOST_TEXTS = 40;

    private static final int MOST_TOLD = 4;

    private final Scan scan;
    private final SqlReading reading;
    private final TextOrigins origins;

    StatementHoles(Scan scan, SqlReading reading) {
        this.scan = scan;
        this.reading = reading;
        origins = new TextOrigins(scan);
    }

    void judgeSql(TypeFact type, SqlRoot root) {
        String known = SqlWords.blanked(root.text().text());
        boolean onTable = Tokens.has(known, scan.column().table().name());
        boolean namesColumn = Tokens.has(known, scan.column().column());
        List<FoldedText.Part> holes = holes(root.text());
        List<FoldedText.Part> doubtful = new ArrayList<>();
        boolean table = false;
        for (int i = 0; i < holes.size(); i++) {
            String before = root.text().beforeHoles().get(i);
            boolean ofTable = TABLE_PLACE.matcher(before).find() && namesColumn && !onTable;
            if (ofTable || onTable && mayBeName(before)) {
                doubtful.add(holes.get(i));
                table |= ofTable;
            }
        }
        if (!doubtful.isEmpty() && !isShown(type, root, doubtful, this::uses, Style.SQL_STRING)) {
            ask(type, root, table);
        }
    }

    void judgeJpql(TypeFact type, SqlRoot root, String entityName) {
        List<FoldedText.Part> holes = holes(root.text());
        List<FoldedText.Part> doubtful = new ArrayList<>();
        for (int i = 0; i < holes.size(); i++) {
            if (mayBeName(root.text().beforeHoles().get(i))) {
                doubtful.add(holes.get(i));
            }
        }
        if (!doubtful.isEmpty()
                && !isShown(type, root, doubtful, text -> paths(text, entityName, type.path()), Style.JPQL)) {
            scan.undecided(
                    spot(type, root),
                    "JPQL on an entity of " + scan.column().table() + " is put together at run time",
                    "the part that is not shown could name the property of " + scan.column());
        }
    }

    private static List<FoldedText.Part> holes(FoldedText text) {
        return text.parts().stream().filter(FoldedText.Part::hole).toList();
    }

    /** A schema before the table's name, or another table, is none. */
    private static boolean mayBeName(String before) {
        return COLUMN_PLACE.matcher(before).find() && !HoledSql.isInValues(before)
                || CLAUSE_PLACE.matcher(before).find()
                        && !TABLE_PLACE.matcher(before).find()
                        && !VALUE_PLACE.matcher(before.stripTrailing()).find();
    }

    private Set<Access> uses(String sql) {
        return reading.read(sql).stream()
                .filter(use -> !use.star())
                .map(SqlReading.Use::access)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Access> paths(String jpql, String entityName, String path) {
        return JpqlReader.read(jpql, scan.entities(), entityName, path).uses().stream()
                .filter(use -> Entities.maps(use.property(), scan.column()))
                .map(use -> use.access())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether all that can stand in the holes is shown; what it makes of the statement is told then. */
    private boolean isShown(
            TypeFact type,
            SqlRoot root,
            List<FoldedText.Part> doubtful,
            Function<String, Set<Access>> read,
            Style style) {
        List<Hit> found = new ArrayList<>();
        Set<Access> without = read.apply(root.text().text());
        for (FoldedText.Part hole : doubtful) {
            Optional<List<FoldedText>> texts = texts(hole);
            if (texts.isEmpty()) {
                return false;
            }
            for (FoldedText text : texts.get()) {
                Set<Access> with = read.apply(with(root.text(), hole, text.text()));
                with.removeAll(without);
                with.forEach(access -> found.addAll(hits(type, root, hole, text, access, style)));
            }
        }
        found.forEach(scan::add);
        return true;
    }

    /** All that a hole can be; nothing when something of it is not shown. */
    private Optional<List<FoldedText>> texts(FoldedText.Part hole) {
        if (!(hole.node() instanceof Expression expression)) {
            return Optional.empty();
        }
        TextOrigins.Origins from = origins.of(expression);
        boolean all = from.all()
                && !from.texts().isEmpty()
                && from.texts().size() <= MOST_TEXTS
                && from.texts().stream().noneMatch(FoldedText::hasHoles);
        return all ? Optional.of(from.texts()) : Optional.empty();
    }

    private static String with(FoldedText statement, FoldedText.Part hole, String text) {
        return statement.parts().stream()
                .map(part -> part.equals(hole) ? text : part.hole() ? FoldedText.HOLE : part.text())
                .collect(Collectors.joining());
    }

    /** The statement, and where what it is filled with is written. */
    private List<Hit> hits(
            TypeFact type, SqlRoot root, FoldedText.Part hole, FoldedText text, Access access, Style style) {
        List<Hit> hits = new ArrayList<>();
        hits.add(new Hit(
                spot(type, root),
                access,
                style,
                Confidence.LIKELY,
                hole.node().toString(),
                "the statement is filled with `" + hole.node() + "`, which can be `" + text.text() + "`"));
        FoldedText.Part written = text.parts().get(0);
        scan.claim(written.owner(), written.node());
        hits.add(new Hit(
                Spot.of(
                        written.owner(),
                        Enclosing.member(written.node()).orElse(written.owner().simpleName()),
                        written.line()),
                access,
                style,
                Confidence.LIKELY,
                text.text(),
                "a name that is put into a statement of `" + type.simpleName()
                        + root.member().map(member -> "#" + member).orElse("") + "`"));
        return hits;
    }

    private void ask(TypeFact type, SqlRoot root, boolean table) {
        String holes = holes(root.text()).stream()
                .map(part -> "`" + part.node() + "`")
                .distinct()
                .limit(MOST_TOLD)
                .collect(Collectors.joining(", "));
        scan.undecided(
                spot(type, root),
                "SQL on " + (table ? "a table" : scan.column().table()) + " is put together at run time with " + holes,
                table
                        ? "the table could be " + scan.column().table()
                        : "the part that is not shown could name " + scan.column());
    }

    private static Spot spot(TypeFact type, SqlRoot root) {
        return new Spot(type.path(), JavaReader.line(root.anchor()), Optional.of(type.name()), root.member());
    }
}
