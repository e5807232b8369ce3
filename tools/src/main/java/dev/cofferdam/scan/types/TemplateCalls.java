package dev.cofferdam.scan.types;

import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import java.util.Optional;
import java.util.Set;

/** What Spring's JDBC templates and clients give: rows as maps by column label, or values of a class that is asked for. */
final class TemplateCalls {

    private static final Set<String> TEMPLATES = Set.of(
            "JdbcTemplate",
            "JdbcOperations",
            "NamedParameterJdbcTemplate",
            "NamedParameterJdbcOperations",
            "SimpleJdbcTemplate");
    private static final Set<String> CLIENTS = Set.of("JdbcClient", "DatabaseClient");

    /** A statement of a client on its way to its result; each of its methods gives it back. */
    private static final String STATEMENT = "StatementSpec";

    private static final String RESULT = "ResultQuerySpec";

    private TemplateCalls() {}

    static Optional<Typed> result(Typed receiver, MethodCallExpr call) {
        String name = call.getNameAsString();
        if (CLIENTS.contains(receiver.name())) {
            return name.equals("sql") ? Optional.of(Typed.library(STATEMENT)) : Optional.empty();
        }
        if (receiver.name().equals(STATEMENT)) {
            boolean maps = name.equals("query") && call.getArguments().isEmpty();
            return maps
                    ? Optional.of(Typed.library(RESULT))
                    : name.startsWith("param") ? Optional.of(receiver) : Optional.empty();
        }
        if (receiver.name().equals(RESULT)) {
            return name.equals("listOfRows")
                    ? rows()
                    : name.equals("singleRow") ? Optional.of(row()) : Optional.empty();
        }
        if (!TEMPLATES.contains(receiver.name()) || mappedTo(receiver, call).isPresent()) {
            return Optional.empty();
        }
        return switch (name) {
            case "queryForList" -> rows();
            case "queryForMap" -> Optional.of(row());
            case "queryForRowSet" -> Optional.of(Typed.library("SqlRowSet"));
            default -> Optional.empty();
        };
    }

    /** The class that a template makes of each row: {@code queryForList(sql, String.class)}. */
    static Optional<Expression> mappedTo(Typed receiver, MethodCallExpr call) {
        boolean asks = TEMPLATES.contains(receiver.name())
                && (isOfMany(call) || call.getNameAsString().equals("queryForObject"));
        return asks
                ? call.getArguments().stream()
                        .filter(ClassExpr.class::isInstance)
                        .findFirst()
                : Optional.empty();
    }

    static boolean isOfMany(MethodCallExpr call) {
        return call.getNameAsString().equals("queryForList");
    }

    private static Typed row() {
        return Typed.library("Map", Typed.library("String"), Typed.library("Object"));
    }

    private static Optional<Typed> rows() {
        return Optional.of(Typed.library("List", row()));
    }
}
