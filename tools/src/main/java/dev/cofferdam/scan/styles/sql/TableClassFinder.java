package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * MyBatis Dynamic SQL and QueryDSL for SQL, whose table classes are in the repository: the field that stands for the column, constants
 * made from it, queries that name either, and queries that take all columns.
 */
public final class TableClassFinder implements StyleFinder {

    private static final Set<String> ROWS =
            Set.of("select", "selectFrom", "selectDistinct", "allColumns", "all", "getColumns", "populate");

    /** {@code map(telephone).toProperty(...)} is part of an INSERT of MyBatis. */
    private static final Set<String> WRITES = Set.of("set", "setNull", "map", "columns");

    private final Scan scan;
    private final TableClasses tables;
    /** Qualified owners and names of the fields and of the constants made from them. */
    private final Set<String> columns = new TreeSet<>();

    private final Set<String> declaring = new TreeSet<>();
    private final List<SourceFile> candidates;

    public TableClassFinder(Scan scan) {
        this.scan = scan;
        tables = new TableClasses(scan);
        Set<String> words = new TreeSet<>();
        Set<String> owners = new TreeSet<>();
        for (TypeFact table : tables.all()) {
            declaring.add(table.path());
            owners.add(table.simpleName());
            scan.index().facts(table.path()).types().forEach(type -> owners.add(type.simpleName()));
            tables.columns(table).forEach(field -> columns.add(key(table, field.getNameAsString())));
        }
        addConstants();
        columns.forEach(each -> words.add(each.substring(each.indexOf('#') + 1)));
        words.addAll(ROWS);
        candidates = scan.index().mentioning(owners).stream()
                .filter(file -> !declaring.contains(file.path()) && file.mentionsAny(words))
                .toList();
        scan.index().want(candidates, words);
    }

    private static String key(TypeFact owner, String field) {
        return owner.name() + "#" + field;
    }

    /** {@code static final SqlColumn<String> telephone = owners.telephone;} in the same file, as the generator writes them. */
    private void addConstants() {
        for (String path : declaring) {
            scan.index().whole(path).walk(VariableDeclarator.class, variable -> {
                Optional<FieldAccessExpr> made = variable.getInitializer()
                        .filter(FieldAccessExpr.class::isInstance)
                        .map(FieldAccessExpr.class::cast);
                if (made.filter(this::isColumn).isPresent()) {
                    scan.types()
                            .context(variable)
                            .ifPresent(owner -> columns.add(key(owner, variable.getNameAsString())));
                }
            });
        }
    }

    @Override
    public void find() {
        for (TypeFact table : tables.all()) {
            tables.columns(table).forEach(field -> addMapping(table, field));
            scan.index().whole(table.path()).walk(StringLiteralExpr.class, literal -> scan.types()
                    .context(literal)
                    .ifPresent(type -> scan.claim(type, literal)));
        }
        candidates.forEach(scan.fenced(this, file -> {
            scan.index().walk(file, Expression.class, this::findIn);
        }));
    }

    private void addMapping(TypeFact table, VariableDeclarator field) {
        scan.add(new Hit(
                Spot.of(table, field.getNameAsString(), JavaReader.line(field)),
                Access.MAPPING,
                Style.MAPPING,
                Confidence.CERTAIN,
                field.getNameAsString(),
                "a field that stands for " + scan.column() + " in queries"));
    }

    private void findIn(Expression expression) {
        if (expression instanceof FieldAccessExpr access && isColumn(access)) {
            add(access, access.getNameAsString(), accessOf(access));
        } else if (expression instanceof NameExpr name && isColumn(name)) {
            add(name, name.getNameAsString(), accessOf(name));
        } else if (expression instanceof MethodCallExpr call && ROWS.contains(call.getNameAsString())) {
            findRows(call);
        }
    }

    private boolean isColumn(FieldAccessExpr access) {
        String name = access.getNameAsString();
        return columns.stream().anyMatch(each -> each.endsWith("#" + name))
                && scan.types()
                        .of(access.getScope())
                        .flatMap(Typed::fact)
                        .filter(owner -> columns.contains(key(owner, name)))
                        .isPresent();
    }

    private boolean isColumn(NameExpr name) {
        String text = name.getNameAsString();
        return columns.stream().anyMatch(each -> each.endsWith("#" + text))
                && !LocalNames.isLocal(text, name)
                && scan.types()
                        .context(name)
                        .flatMap(context -> scan.index().constant(text, context))
                        .filter(found -> columns.contains(key(found.owner(), text)))
                        .isPresent();
    }

    private static Access accessOf(Expression column) {
        Node parent = column.getParentNode().orElse(null);
        boolean writes = parent instanceof MethodCallExpr call
                && WRITES.contains(call.getNameAsString())
                && (call.getNameAsString().equals("columns") || Enclosing.isSameNode(call.getArgument(0), column));
        return writes ? Access.WRITE : Access.READ;
    }

    /** The table itself stands for all its columns, and an INSERT or UPDATE that is filled from an object writes them. */
    private void findRows(MethodCallExpr call) {
        boolean writes = call.getNameAsString().equals("populate");
        boolean onTable = call.getScope().filter(this::isTable).isPresent();
        boolean ofTable = call.getArguments().stream().anyMatch(this::isTable);
        boolean filled = writes && call.getScope().filter(this::isTargeted).isPresent();
        if (filled || !writes && (ofTable || onTable && call.getArguments().isEmpty())) {
            String what = writes ? "writes what the object holds" : "takes every column of the table";
            add(
                    call,
                    call.getNameAsString(),
                    new Taken(writes ? Access.WRITE : Access.READ, Style.STAR, Confidence.LIKELY, what));
        }
    }

    private boolean isTargeted(Expression scope) {
        return scope instanceof MethodCallExpr call
                && (call.getArguments().stream().anyMatch(this::isTable)
                        || call.getScope().filter(this::isTargeted).isPresent());
    }

    private boolean isTable(Expression expression) {
        return scan.types()
                .of(expression)
                .flatMap(Typed::fact)
                .filter(tables::contains)
                .isPresent();
    }

    /** What a place does with the column. */
    private record Taken(Access access, Style style, Confidence confidence, String why) {}

    private void add(Expression at, String token, Access access) {
        add(
                at,
                token,
                new Taken(
                        access,
                        Style.CRITERIA,
                        Confidence.CERTAIN,
                        "`" + token + "` stands for " + scan.column() + " in a query put together by calls"));
    }

    private void add(Expression at, String token, Taken taken) {
        Node named = at instanceof MethodCallExpr call
                ? call.getName()
                : at instanceof FieldAccessExpr field ? field.getName() : at;
        scan.types()
                .context(at)
                .ifPresent(type -> scan.add(new Hit(
                                Spot.of(type, named),
                                taken.access(),
                                taken.style(),
                                taken.confidence(),
                                token,
                                taken.why())
                        .at(JavaReader.column(named))));
    }
}
