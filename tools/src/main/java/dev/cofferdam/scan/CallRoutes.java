package dev.cofferdam.scan;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What sets off a lambda or a method that is handed over by reference: {@code route().GET("/owners", handler::list)} of Spring,
 * {@code app.get("/owners", ctx -> ..)} of Javalin and Spark, {@code router.get("/owners").handler(..)} of Vert.x, {@code process} of Camel.
 */
final class CallRoutes {
    private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch", "head", "options");
    private static final Set<String> GROUPS = Set.of("path", "nest", "group");
    /** Of the event bus of Vert.x. */
    private static final Set<String> CONSUMERS = Set.of("consumer", "localConsumer");

    private static final Set<String> HANDLERS = Set.of("handler", "blockingHandler", "respond");

    private CallRoutes() {}

    /** The request or message that the code at an expression answers by itself; nothing when it answers none. */
    static Optional<String> of(Expression at) {
        Optional<String> found = Optional.empty();
        Node node = at;
        while (node.getParentNode().isPresent()) {
            Node around = node.getParentNode().get();
            boolean handed = node instanceof LambdaExpr || node instanceof MethodReferenceExpr;
            if (handed && around instanceof MethodCallExpr call && !isScope(call, node)) {
                found = found.isPresent() ? found.map(route -> below(call, route)) : trigger(call);
            }
            node = around;
        }
        return found;
    }

    private static boolean isScope(MethodCallExpr call, Node node) {
        return call.getScope().filter(scope -> scope.equals(node)).isPresent();
    }

    private static Optional<String> trigger(MethodCallExpr call) {
        String name = call.getNameAsString();
        if (name.equals("process")) {
            return camel(call);
        }
        if (CONSUMERS.contains(name) && call.getArguments().size() == 2) {
            return first(call).map(address -> "message " + address);
        }
        if (HANDLERS.contains(name)) {
            return call.getScope()
                    .filter(MethodCallExpr.class::isInstance)
                    .flatMap(scope -> request((MethodCallExpr) scope));
        }
        return call.getArguments().size() > 1 ? request(call) : Optional.empty();
    }

    private static Optional<String> request(MethodCallExpr call) {
        boolean verb = VERBS.contains(call.getNameAsString().toLowerCase(Locale.ROOT));
        return first(call)
                .filter(path -> verb && path.startsWith("/"))
                .map(path -> call.getNameAsString().toUpperCase(Locale.ROOT) + " " + path);
    }

    /** {@code from("direct:owners")} stands at the beginning of the chain. */
    private static Optional<String> camel(MethodCallExpr call) {
        Optional<Expression> scope = call.getScope();
        while (scope.isPresent() && scope.get() instanceof MethodCallExpr before) {
            if (before.getNameAsString().equals("from")) {
                return first(before).map(from -> "Camel " + from);
            }
            scope = before.getScope();
        }
        return Optional.empty();
    }

    private static String below(MethodCallExpr call, String route) {
        Optional<String> prefix = GROUPS.contains(call.getNameAsString()) ? first(call) : Optional.empty();
        return prefix.map(path -> route.replaceFirst(" /?", " " + (path.startsWith("/") ? path : "/" + path) + "/"))
                .orElse(route);
    }

    private static Optional<String> first(MethodCallExpr call) {
        NodeList<Expression> arguments = call.getArguments();
        return !arguments.isEmpty() && arguments.get(0) instanceof StringLiteralExpr text
                ? Optional.of(text.asString())
                : Optional.empty();
    }
}
