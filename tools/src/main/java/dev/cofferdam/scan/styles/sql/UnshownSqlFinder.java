package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.OpenPlaces;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.hits.TextOrigins;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Statements that are sent where the source does not show them, or not the table: each could concern the column, and somebody who knows
 * has to say so. A text that is shown further back is judged there.
 */
public final class UnshownSqlFinder implements StyleFinder {

    /** A call whose first argument is more than a literal. */
    private static final Pattern SENDS_VARIABLE = Pattern.compile(
            "\\b(" + String.join("|", SqlSinks.methods()) + ")\\s*\\(\\s*([^\"\\s)]|\"\"\"|\"[^\"\\n]*\"\\s*[+.])");

    private final Scan scan;
    private final SqlSinks sinks;
    private final TextOrigins origins;
    private final OpenTables tables;
    private final List<SourceFile> candidates;
    private final OpenPlaces places;

    public UnshownSqlFinder(Scan scan) {
        this.scan = scan;
        sinks = new SqlSinks(scan);
        places = new OpenPlaces(scan);
        origins = new TextOrigins(scan);
        tables = new OpenTables(origins, names(scan), scan);
        Words methods = Words.any(SqlSinks.methods());
        candidates = scan.index().mentioning(SqlSinks.receivers()).stream()
                .filter(file -> !file.isTest() && file.mentions(methods))
                .filter(file -> SENDS_VARIABLE.matcher(file.text()).find())
                .toList();
        scan.index().want(candidates, SqlSinks.methods());
    }

    /** What the table is called in SQL and in JPQL. */
    private static Set<String> names(Scan scan) {
        Set<String> names = new TreeSet<>(scan.tableWords());
        scan.entities().all().stream()
                .filter(entity -> !Entities.mapping(entity, scan.column()).isEmpty())
                .forEach(entity -> names.add(entity.entityName()));
        return names;
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
        places.tell("SQL is sent that the source does not show");
    }

    private void findIn(MethodCallExpr call) {
        Optional<Expression> sent = sinks.text(call);
        Optional<TypeFact> type = scan.types().context(call);
        if (sent.isEmpty() || type.isEmpty()) {
            return;
        }
        List<String> open = open(sent.get());
        if (!open.isEmpty()) {
            places.add(call, type.get(), open);
        }
    }

    private List<String> open(Expression sent) {
        FoldedText here = scan.folder().fold(sent);
        if (here.isText()) {
            return tables.open(here);
        }
        TextOrigins.Origins from = origins.of(sent);
        List<String> open = new ArrayList<>(from.open());
        from.texts().forEach(text -> open.addAll(tables.open(text)));
        return open;
    }
}
