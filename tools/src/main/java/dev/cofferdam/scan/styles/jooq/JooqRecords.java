package dev.cofferdam.scan.styles.jooq;

import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.types.Typed;
import java.util.Optional;
import java.util.Set;

/** Records of the table that no variable names: in the middle of a chain, and handed to a lambda by the result that holds them. */
final class JooqRecords {

    private static final int DEEPEST = 12;

    /** Make something else of the records, so that what comes after them is none. */
    private static final Set<String> CHANGE = Set.of(
            "map",
            "flatMap",
            "mapToObj",
            "collect",
            "into",
            "fetchInto",
            "fetchMap",
            "fetchGroups",
            "fetchSet",
            "getValues",
            "intoMap",
            "intoGroups",
            "intoArray",
            "intoSet",
            "value1",
            "get",
            "getValue",
            "component1",
            "size");

    private static final Set<String> BY_INDEX = Set.of("get", "remove");

    private final Scan scan;
    private final GeneratedNames names;
    private final JooqTables tables;

    JooqRecords(Scan scan, GeneratedNames names, JooqTables tables) {
        this.scan = scan;
        this.names = names;
        this.tables = tables;
    }

    /** How sure it is that an expression is a record of the table. */
    Optional<Confidence> of(Expression expression) {
        return of(expression, 0);
    }

    private Optional<Confidence> of(Expression expression, int depth) {
        Optional<Confidence> known = tables.record(expression);
        if (known.isPresent() || depth > DEEPEST) {
            return known;
        }
        if (expression instanceof EnclosedExpr enclosed) {
            return of(enclosed.getInner(), depth + 1);
        }
        if (expression instanceof NameExpr name) {
            return LocalNames.declaration(name.getNameAsString(), name)
                    .filter(Parameter.class::isInstance)
                    .flatMap(parameter -> handed((Parameter) parameter, depth));
        }
        if (!(expression instanceof MethodCallExpr call) || call.getScope().isEmpty()) {
            return Optional.empty();
        }
        // Generated setters give back their record, as do `with` and `from`.
        return call.getNameAsString().matches("set[A-Z]\\w*|with")
                ? of(call.getScope().get(), depth + 1)
                : result(call, depth + 1);
    }

    /** {@code selectFrom(OWNERS).fetch(record -> ..)}: the only parameter of a lambda. */
    private Optional<Confidence> handed(Parameter parameter, int depth) {
        boolean untyped = parameter.getType().isUnknownType()
                || parameter.getTypeAsString().equals("var");
        return untyped
                        && parameter.getParentNode().orElse(null) instanceof LambdaExpr lambda
                        && lambda.getParameters().size() == 1
                        && lambda.getParentNode().orElse(null) instanceof MethodCallExpr call
                ? call.getScope().flatMap(scope -> result(scope, depth + 1))
                : Optional.empty();
    }

    /** Whether an expression is whole records of the table, one or many, or the query that gives them. */
    Optional<Confidence> result(Expression expression) {
        return result(expression, 0);
    }

    private Optional<Confidence> result(Expression expression, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (expression instanceof NameExpr name) {
            Optional<Confidence> declared = scan.types()
                    .of(name)
                    .filter(type -> type.element()
                            .map(Typed::name)
                            .filter(names.recordClass()::equals)
                            .isPresent())
                    .map(type -> Confidence.CERTAIN);
            return declared.or(
                    () -> JooqFinder.initial(name.getNameAsString(), name).flatMap(value -> result(value, depth + 1)));
        }
        if (!(expression instanceof MethodCallExpr call)) {
            return Optional.empty();
        }
        if (call.getNameAsString().equals("selectFrom")) {
            return call.getArguments().isEmpty() ? Optional.empty() : tables.of(call.getArgument(0));
        }
        boolean byIndex = BY_INDEX.contains(call.getNameAsString())
                && call.getArguments().stream().allMatch(Expression::isIntegerLiteralExpr);
        boolean changes = CHANGE.contains(call.getNameAsString()) && !byIndex
                || call.getNameAsString().equals("fetch")
                        && !call.getArguments().isEmpty();
        return changes ? Optional.empty() : call.getScope().flatMap(scope -> result(scope, depth + 1));
    }
}
