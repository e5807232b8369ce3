package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.SelectedLabel;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Result columns that a statement gives a name of their own: {@code select telephone as phone} and then {@code rs.getString("phone")}. */
public final class AliasLabelFinder implements StyleFinder {

    private final Scan scan;
    private final StatementFinder statements;
    private final ResultLabels labels;
    private final Set<String> aliases;
    private final List<SourceFile> candidates;

    public AliasLabelFinder(Scan scan, StatementFinder statements) {
        this.scan = scan;
        this.statements = statements;
        labels = new ResultLabels(scan, statements);
        aliases = written(statements.candidates());
        Set<String> rows = new TreeSet<>(ResultLabels.ROWS);
        rows.addAll(Set.of("rs", "row", "rows", "queryForList", "queryForMap", "queryForRowSet"));
        candidates = aliases.isEmpty()
                ? List.of()
                : scan.index().mentioning(Tokens.quoted(aliases)).stream()
                        .filter(file -> file.mentionsAny(rows))
                        .toList();
        scan.index().want(candidates, Tokens.quoted(aliases));
    }

    /** What may be a name given to the column or to what is made of it; statements are not known yet, but trees are asked for now. */
    private Set<String> written(List<SourceFile> files) {
        Pattern alias = Pattern.compile(
                "\\b" + Pattern.quote(scan.column().column())
                        + "\\b[\"`\\\\]*(?:\\s*\\))*\\s+(?:as\\s+)?[\"`\\\\]*(\\w+)",
                Pattern.CASE_INSENSITIVE);
        Set<String> names = new TreeSet<>();
        for (SourceFile file : files) {
            Matcher found = alias.matcher(file.text());
            while (found.find()) {
                names.add(found.group(1));
            }
        }
        names.removeIf(name -> name.equalsIgnoreCase(scan.column().column())
                || Set.of("from", "as", "and", "or", "asc", "desc", "is", "in", "like", "not", "between", "where")
                        .contains(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(
                this, file -> scan.index().walk(file, MethodCallExpr.class, call -> call.getArguments().stream()
                        .limit(1)
                        .filter(StringLiteralExpr.class::isInstance)
                        .map(StringLiteralExpr.class::cast)
                        .filter(each -> aliases.stream().anyMatch(each.getValue()::equalsIgnoreCase))
                        .filter(labels::isFetchedBy)
                        .forEach(each -> judge(each, file)))));
    }

    private void judge(StringLiteralExpr label, SourceFile file) {
        scan.types().context(label).ifPresent(type -> {
            List<StatementFinder.Read> linked = labels.linked(label, type, near(type, file));
            List<StatementFinder.Read> giving = linked.stream()
                    .filter(read -> read.touches()
                            && SelectedLabel.isGiven(
                                    read.root().text().text(),
                                    label.getValue(),
                                    scan.column().column()))
                    .toList();
            if (!giving.isEmpty()) {
                add(label, type, giving.size() == linked.size());
            }
        });
    }

    private List<StatementFinder.Read> near(TypeFact type, SourceFile file) {
        List<StatementFinder.Read> near = new ArrayList<>(statements.readsIn(file.path()));
        near.removeIf(read -> !read.type().path().equals(type.path()));
        return near;
    }

    private void add(StringLiteralExpr label, TypeFact type, boolean all) {
        scan.claim(type, label);
        scan.add(new Hit(
                        Spot.of(type, Enclosing.member(label).orElse(""), JavaReader.line(label)),
                        ResultLabels.accessOf(label),
                        Style.RESULT_COLUMN,
                        all ? Confidence.CERTAIN : Confidence.LIKELY,
                        label.getValue(),
                        "fetched by the name that " + (all ? "its statement gives " : "one of its statements gives ")
                                + scan.column())
                .at(JavaReader.column(label)));
    }
}
