package dev.cofferdam.scan.styles.jooq;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.statements.SelectList;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.styles.sql.PositionFinder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Values of a jOOQ record by their position: {@code value2()}, {@code component2()}, {@code get(1)}. The query it comes from tells the column. */
final class JooqPositions {

    private static final int DEEPEST = 12;
    private static final Pattern NUMBERED = Pattern.compile("(?:value|component)(\\d{1,2})");
    private static final Set<String> INDEXED = Set.of("get", "getValue", "getValues", "field", "setValue");
    private static final Set<String> SELECTS =
            Set.of("select", "selectDistinct", "returningResult", "returning", "selectOne");
    private static final Set<String> PLAIN =
            Set.of("fetch", "fetchOne", "fetchAny", "fetchSingle", "fetchOptional", "resultQuery", "fetchStream");

    private final Scan scan;
    private final GeneratedNames names;
    private final JooqTables tables;
    private final SqlReading reading;

    JooqPositions(Scan scan, GeneratedNames names, JooqTables tables) {
        this.scan = scan;
        this.names = names;
        this.tables = tables;
        reading = new SqlReading(scan.column(), scan.schema());
    }

    void find(MethodCallExpr call) {
        if (call.getNameAsString().equals("mapping") && call.getArguments().size() == 1) {
            findMapped(call);
            return;
        }
        OptionalInt position = position(call);
        if (position.isEmpty() || call.getScope().isEmpty() || isOfList(call)) {
            return;
        }
        query(call.getScope().get(), 0)
                .filter(query -> isColumn(query, position.getAsInt()))
                .flatMap(query -> scan.types().context(call))
                .ifPresent(type -> scan.add(new Hit(
                                Spot.of(type, Enclosing.member(call).orElse(""), JavaReader.line(call.getName())),
                                Access.READ,
                                Style.POSITION,
                                Confidence.CERTAIN,
                                call.getNameAsString(),
                                "position " + (position.getAsInt() + 1) + " of a query that reads " + scan.column()
                                        + ": " + PositionFinder.STAYS)
                        .at(JavaReader.column(call.getName()))));
    }

    /** {@code fetch(Records.mapping(Person::new))}: what is selected is handed over in its order. */
    private void findMapped(MethodCallExpr mapping) {
        Optional<MethodCallExpr> query = mapping.getParentNode()
                .filter(MethodCallExpr.class::isInstance)
                .flatMap(fetch -> ((MethodCallExpr) fetch).getScope())
                .flatMap(scope -> query(scope, 0));
        OptionalInt position = query.map(each ->
                        IntStream.range(0, 22).filter(at -> isColumn(each, at)).findFirst())
                .orElse(OptionalInt.empty());
        if (position.isPresent()) {
            scan.types()
                    .context(mapping)
                    .ifPresent(type -> scan.add(new Hit(
                                    Spot.of(
                                            type,
                                            Enclosing.member(mapping).orElse(""),
                                            JavaReader.line(mapping.getName())),
                                    Access.READ,
                                    Style.POSITION,
                                    Confidence.CERTAIN,
                                    mapping.getNameAsString(),
                                    "`" + mapping.getArgument(0) + "` is handed position "
                                            + (position.getAsInt() + 1) + " of a query that reads " + scan.column()
                                            + ": "
                                            + PositionFinder.STAYS)
                            .at(JavaReader.column(mapping.getName()))));
        }
    }

    /** {@code result.get(0)} is a row and no value. */
    private boolean isOfList(MethodCallExpr call) {
        Expression scope = call.getScope().orElseThrow();
        boolean fetched = scope instanceof MethodCallExpr each
                && Set.of("fetch", "fetchInto").contains(each.getNameAsString());
        return call.getNameAsString().equals("get")
                && (fetched
                        || scan.types()
                                .of(scope)
                                .filter(type -> Set.of("Result", "List").contains(type.name()))
                                .isPresent());
    }

    /** Counted from 0. */
    private static OptionalInt position(MethodCallExpr call) {
        Matcher numbered = NUMBERED.matcher(call.getNameAsString());
        if (numbered.matches() && call.getArguments().isEmpty()) {
            return OptionalInt.of(Integer.parseInt(numbered.group(1)) - 1);
        }
        boolean indexed = INDEXED.contains(call.getNameAsString())
                && !call.getArguments().isEmpty()
                && call.getArgument(0) instanceof IntegerLiteralExpr;
        return indexed
                ? OptionalInt.of(
                        ((IntegerLiteralExpr) call.getArgument(0)).asNumber().intValue())
                : OptionalInt.empty();
    }

    /** The call that says what is selected, from the record that an expression stands for. */
    private Optional<MethodCallExpr> query(Expression record, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (record instanceof MethodCallExpr call) {
            boolean says = !call.getArguments().isEmpty()
                    && (SELECTS.contains(call.getNameAsString())
                            || PLAIN.contains(call.getNameAsString())
                                    && reading(call).isPresent());
            return says ? Optional.of(call) : call.getScope().flatMap(scope -> query(scope, depth + 1));
        }
        return record instanceof NameExpr name
                ? LocalNames.declaration(name.getNameAsString(), name)
                        .flatMap(JooqPositions::source)
                        .flatMap(source -> query(source, depth + 1))
                : Optional.empty();
    }

    /** Where a local variable's value comes from: its initializer, the loop's range, or the call that a lambda is handed to. */
    private static Optional<Expression> source(Node declaration) {
        if (declaration instanceof VariableDeclarator variable) {
            return variable.getInitializer().or(() -> Enclosing.nearest(variable, ForEachStmt.class)
                    .filter(loop -> loop.getVariable().getVariables().contains(variable))
                    .map(ForEachStmt::getIterable));
        }
        return declaration instanceof Parameter parameter
                ? Enclosing.nearest(parameter, MethodCallExpr.class).flatMap(MethodCallExpr::getScope)
                : Optional.empty();
    }

    private Optional<String> reading(MethodCallExpr plain) {
        String text = scan.folder().fold(plain.getArgument(0)).text();
        return text.stripLeading().regionMatches(true, 0, "select", 0, 6) ? Optional.of(text) : Optional.empty();
    }

    private boolean isColumn(MethodCallExpr query, int position) {
        if (PLAIN.contains(query.getNameAsString())) {
            String sql = reading(query).orElse("");
            return reading.read(sql).stream()
                    .filter(use -> use.access().reads() && !use.star())
                    .map(use -> SelectList.position(sql, use.offset()))
                    .anyMatch(at -> at.isPresent() && at.getAsInt() == position + 1);
        }
        return position < query.getArguments().size()
                && query.getArgument(position) instanceof FieldAccessExpr field
                && field.getNameAsString().equals(names.columnConstant())
                && tables.of(field.getScope()).isPresent();
    }
}
