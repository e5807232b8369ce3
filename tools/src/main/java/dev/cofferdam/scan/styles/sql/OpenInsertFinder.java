package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.OpenPlaces;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.hits.TextOrigins;
import dev.cofferdam.scan.strings.FoldedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Spring's {@code SimpleJdbcInsert} whose table or columns come from elsewhere: {@code insert.withTableName(table)}. */
public final class OpenInsertFinder implements StyleFinder {

    private final Scan scan;
    private final TextOrigins origins;
    private final OpenPlaces places;
    private final List<SourceFile> candidates;

    public OpenInsertFinder(Scan scan) {
        this.scan = scan;
        origins = new TextOrigins(scan);
        places = new OpenPlaces(scan);
        candidates = scan.index().mentioning(Set.of("SimpleJdbcInsert")).stream()
                .filter(file -> !file.isTest())
                .toList();
        scan.index().want(candidates, Set.of("withTableName"));
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, call -> {
            if (call.getNameAsString().equals("withTableName")
                    && call.getArguments().size() == 1) {
                findIn(call);
            }
        })));
        places.tell("an insert is put together from a table or columns that the source does not show");
    }

    private void findIn(MethodCallExpr named) {
        List<Expression> columns = SimpleInsertFinder.chain(named).stream()
                .filter(call -> call.getNameAsString().equals("usingColumns"))
                .flatMap(call -> call.getArguments().stream())
                .toList();
        String column = scan.column().column();
        String table = scan.column().table().name();
        Expression name = named.getArgument(0);
        List<String> open = new ArrayList<>();
        if (!isShown(name)) {
            boolean may =
                    columns.isEmpty() || columns.stream().anyMatch(each -> !isShown(each) || isNamed(each, column));
            open.addAll(may ? open(name, table) : List.of());
        } else if (isNamed(name, table)) {
            columns.stream().filter(each -> !isShown(each)).forEach(each -> open.addAll(open(each, column)));
        }
        if (!open.isEmpty()) {
            scan.types().context(named).ifPresent(type -> places.add(named, type, open));
        }
    }

    private boolean isShown(Expression name) {
        List<FoldedText> all = scan.folder().foldList(name);
        return !all.isEmpty() && all.stream().allMatch(each -> each.isText() && !each.hasHoles());
    }

    private boolean isNamed(Expression list, String name) {
        return scan.folder().foldList(list).stream()
                .map(text -> text.text("?").replaceAll("[\"`\\[\\]]", ""))
                .anyMatch(text -> text.substring(text.lastIndexOf('.') + 1).equalsIgnoreCase(name));
    }

    /** Where it comes from, and what else shows that it can be the one. */
    private List<String> open(Expression name, String asked) {
        TextOrigins.Origins from = origins.of(name);
        List<String> open = new ArrayList<>(from.open());
        from.texts().stream()
                .map(text -> text.text("").strip())
                .filter(asked::equalsIgnoreCase)
                .findFirst()
                .ifPresent(text -> open.add("`" + name + "`, which can be `" + text + "`"));
        return open;
    }
}
