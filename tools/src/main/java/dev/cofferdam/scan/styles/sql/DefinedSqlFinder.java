package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.HoledSql;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.strings.FoldedText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Statements of JDBI with {@code <name>} in them, which {@code define} fills with text (JDBI Developer Guide, "Defining Attributes"). */
public final class DefinedSqlFinder implements StyleFinder {

    private static final Set<String> MAKES =
            Set.of("createQuery", "createUpdate", "createCall", "createScript", "prepareBatch", "select");
    private static final Pattern ATTRIBUTE = Pattern.compile("<(\\w+)>");

    private final Scan scan;
    private final SqlReading reading;
    private final List<SourceFile> candidates;

    public DefinedSqlFinder(Scan scan) {
        this.scan = scan;
        reading = new SqlReading(scan.column(), scan.schema());
        candidates = scan.index().mentioning(Set.of("jdbi")).stream()
                .filter(file -> !file.isTest()
                        && file.mentionsAny(MAKES)
                        && ATTRIBUTE.matcher(file.text()).find())
                .toList();
        scan.index().want(candidates, MAKES);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
    }

    private void findIn(MethodCallExpr call) {
        if (!MAKES.contains(call.getNameAsString()) || call.getArguments().isEmpty()) {
            return;
        }
        Optional<TypeFact> type = scan.types().context(call);
        FoldedText text = scan.folder().fold(call.getArgument(0));
        if (type.isEmpty() || !text.isText() || !ATTRIBUTE.matcher(text.text()).find()) {
            return;
        }
        String filled = filled(text.text(), defined(call));
        Spot spot = Spot.of(type.get(), call.getArgument(0));
        List<SqlReading.Use> uses = reading.read(filled);
        if (reading.read(text.text()).isEmpty()) {
            uses.forEach(use -> scan.add(hit(spot, use)));
        }
        boolean named = uses.stream().anyMatch(use -> !use.star());
        if (!named && filled.contains(FoldedText.HOLE) && new HoledSql(scan.column()).mayName(filled)) {
            scan.undecided(
                    spot,
                    "a statement of JDBI is put together at run time with what `define` is handed",
                    "the part that is not shown could name " + scan.column());
        }
    }

    private Hit hit(Spot spot, SqlReading.Use use) {
        return new Hit(
                spot,
                use.access(),
                use.star() ? Style.STAR : Style.SQL_STRING,
                use.confidence(),
                use.star() ? "" : scan.column().column(),
                use.reason() + ", with the text that `define` puts in");
    }

    /** What each name stands for; values that are bound are none of the statement's text. */
    private Map<String, String> defined(MethodCallExpr call) {
        Map<String, String> defined = new HashMap<>();
        MethodCallExpr below = call;
        while (below.getParentNode().orElse(null) instanceof MethodCallExpr next
                && next.getScope().filter(below::equals).isPresent()) {
            if (next.getArguments().size() >= 2 && next.getArgument(0).isStringLiteralExpr()) {
                String name = next.getArgument(0).asStringLiteralExpr().asString();
                if (next.getNameAsString().startsWith("bind")) {
                    defined.put(name, "?");
                } else if (next.getNameAsString().startsWith("define")) {
                    defined.put(name, shown(next));
                }
            }
            below = next;
        }
        return defined;
    }

    private String shown(MethodCallExpr define) {
        return define.getArguments().stream().skip(1).map(this::shown).collect(Collectors.joining(", "));
    }

    private String shown(Expression value) {
        FoldedText text = scan.folder().fold(value);
        return text.isText() && !text.hasHoles() ? text.text() : FoldedText.HOLE;
    }

    private static String filled(String text, Map<String, String> defined) {
        return ATTRIBUTE
                .matcher(text)
                .replaceAll(each -> Matcher.quoteReplacement(defined.getOrDefault(each.group(1), FoldedText.HOLE)));
    }
}
