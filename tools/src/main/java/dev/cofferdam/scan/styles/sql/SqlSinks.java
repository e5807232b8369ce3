package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.types.LibraryCalls;
import dev.cofferdam.scan.types.Typed;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Methods of libraries that send their first argument to the database. */
public final class SqlSinks {

    private static final Set<String> TEMPLATE = Set.of(
            "execute",
            "query",
            "queryForObject",
            "queryForList",
            "queryForMap",
            "queryForRowSet",
            "queryForStream",
            "queryForInt",
            "queryForLong",
            "update",
            "batchUpdate");
    private static final Set<String> STATEMENT =
            Set.of("execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "addBatch");
    private static final Set<String> CONNECTION = Set.of("prepareStatement", "prepareCall", "createStatement");
    private static final Set<String> MANAGER = Set.of(
            "createQuery",
            "createSelectionQuery",
            "createMutationQuery",
            "createNamedQuery",
            "createNativeQuery",
            "createNativeMutationQuery",
            "createSQLQuery");
    private static final Set<String> HANDLE =
            Set.of("createQuery", "createUpdate", "createCall", "createScript", "execute", "select", "prepareBatch");

    private static final Map<String, Set<String>> BY_RECEIVER = Map.ofEntries(
            Map.entry("JdbcTemplate", TEMPLATE),
            Map.entry("JdbcOperations", TEMPLATE),
            Map.entry("NamedParameterJdbcTemplate", TEMPLATE),
            Map.entry("NamedParameterJdbcOperations", TEMPLATE),
            Map.entry("JdbcClient", Set.of("sql")),
            Map.entry("DatabaseClient", Set.of("sql")),
            Map.entry("Connection", CONNECTION),
            Map.entry("Statement", STATEMENT),
            Map.entry("EntityManager", MANAGER),
            Map.entry("Session", MANAGER),
            Map.entry("StatelessSession", MANAGER),
            Map.entry("TestEntityManager", MANAGER),
            Map.entry("Handle", HANDLE));

    /** Methods of JDBI that hand a handle to a lambda. */
    private static final Set<String> GIVE_HANDLE = Set.of("withHandle", "useHandle", "inTransaction", "useTransaction");

    /** Of a receiver whose type the sources do not tell these are still plain. */
    private static final Set<String> UNMISTAKABLE = Set.of(
            "prepareStatement",
            "prepareCall",
            "createNativeQuery",
            "createSQLQuery",
            "queryForList",
            "queryForObject",
            "queryForMap",
            "queryForRowSet");

    /** What may hold a text; everything else is a callback, a setter of parameters, or a query that is no text. */
    private static final Set<String> TEXT_TYPES =
            Set.of("String", "CharSequence", "StringBuilder", "StringBuffer", "Object", "var");

    private static final Set<String> AMBIGUOUS = Set.of("createQuery", "query", "update", "execute");

    private static final Pattern GIVES_TEXT = Pattern.compile(
            "(?i)getenv|format|join|replace\\w*|trim|strip|append|concat|read\\w*|\\w*(text|string|property|content|script|sql|hql|jpql|ddl)\\w*");

    private final Scan scan;

    SqlSinks(Scan scan) {
        this.scan = scan;
    }

    /** Simple names of the types that send statements. */
    public static Set<String> receivers() {
        Set<String> names = new TreeSet<>(BY_RECEIVER.keySet());
        names.addAll(LibraryCalls.giveManagers());
        names.add("Jdbi");
        return names;
    }

    /** Names of the methods by which they do. */
    public static Set<String> methods() {
        Set<String> names = new TreeSet<>();
        BY_RECEIVER.values().forEach(names::addAll);
        return names;
    }

    /** The text that a call sends; nothing for other calls, and for texts that stand in the call as a literal. */
    Optional<Expression> text(MethodCallExpr call) {
        if (call.getScope().isEmpty()
                || call.getArguments().isEmpty()
                || !methods().contains(call.getNameAsString())) {
            return Optional.empty();
        }
        Expression argument = call.getArgument(0);
        if (argument.isLiteralExpr() || argument.isLambdaExpr() || argument.isMethodReferenceExpr()) {
            return Optional.empty();
        }
        Optional<String> receiver = scan.types()
                .of(call.getScope().get())
                .map(Typed::name)
                .or(() -> isHandle(call.getScope().get()) ? Optional.of("Handle") : Optional.empty());
        boolean sends = receiver.isPresent()
                ? BY_RECEIVER.getOrDefault(receiver.get(), Set.of()).contains(call.getNameAsString())
                : UNMISTAKABLE.contains(call.getNameAsString());
        return sends && mayBeText(argument, call.getNameAsString()) ? Optional.of(argument) : Optional.empty();
    }

    /** {@code jdbi.withHandle(handle -> ..)}: what the lambda is handed. */
    private static boolean isHandle(Expression scope) {
        return scope instanceof NameExpr name
                && LocalNames.declaration(name.getNameAsString(), name)
                        .filter(Parameter.class::isInstance)
                        .flatMap(Node::getParentNode)
                        .filter(LambdaExpr.class::isInstance)
                        .flatMap(Node::getParentNode)
                        .filter(call ->
                                call instanceof MethodCallExpr taking && GIVE_HANDLE.contains(taking.getNameAsString()))
                        .isPresent();
    }

    private boolean mayBeText(Expression argument, String method) {
        Optional<Typed> type = scan.types().of(argument);
        if (type.isPresent()) {
            return TEXT_TYPES.contains(type.get().name());
        }
        if (!AMBIGUOUS.contains(method)) {
            return true;
        }
        // A criteria query or a callback is handed to the same method.
        if (argument instanceof NameExpr name) {
            return LocalNames.variable(name.getNameAsString(), name)
                    .flatMap(VariableDeclarator::getInitializer)
                    .map(value -> mayBeText(value, method))
                    .orElse(true);
        }
        return !(argument instanceof MethodCallExpr call)
                || GIVES_TEXT.matcher(call.getNameAsString()).matches()
                || scan.folder().fold(argument).isText();
    }
}
