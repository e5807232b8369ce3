package dev.cofferdam.scan.types;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which mapper classes are created, and which mapper methods or fields are referred to, inside a node. Every label of every mapper
 * asks it of every statement, so that a node is read once.
 */
public final class HandedOver {
    private final ExpressionTypes types;
    private final IdentityHashMap<Node, Set<String>> known = new IdentityHashMap<>();
    private final IdentityHashMap<CompilationUnit, Map<String, Set<String>>> made = new IdentityHashMap<>();

    public HandedOver(ExpressionTypes types) {
        this.types = types;
    }

    /** Whether the mapper, or its member, is handed over inside the node. */
    public boolean isIn(Node node, TypeFact mapper, String member) {
        Set<String> inside = known.computeIfAbsent(node, this::inside);
        return inside.contains(id(mapper)) || inside.contains(key(id(mapper), member));
    }

    private static String id(TypeFact type) {
        return type.path() + ":" + type.name();
    }

    private static String key(String type, String member) {
        return type + "#" + member;
    }

    private Set<String> inside(Node node) {
        Set<String> found = new HashSet<>();
        node.walk(Expression.class, each -> {
            if (each instanceof ObjectCreationExpr created
                    && !(each.getParentNode().orElse(null) instanceof TypeDeclaration)) {
                type(created).ifPresent(found::add);
            } else if (each instanceof MethodReferenceExpr reference) {
                type(reference.getScope()).ifPresent(type -> found.add(key(type, reference.getIdentifier())));
            } else if (each instanceof NameExpr name) {
                addName(name, found);
            } else if (each instanceof FieldAccessExpr access) {
                type(access.getScope()).ifPresent(type -> found.add(key(type, access.getNameAsString())));
            } else if (each instanceof MethodCallExpr call && isMaking(call)) {
                Optional<String> type = call.getScope().isPresent()
                        ? call.getScope().flatMap(this::type)
                        : types.context(call).map(HandedOver::id);
                type.ifPresent(maker -> found.add(key(maker, call.getNameAsString())));
            }
        });
        return found;
    }

    /** {@code jdbc.query(sql, mapper())}: the method gives the mapper. */
    private static boolean isMaking(MethodCallExpr call) {
        return call.getArguments().isEmpty()
                && call.getParentNode().orElse(null) instanceof MethodCallExpr around
                && around.getArguments().contains(call);
    }

    private void addName(NameExpr name, Set<String> found) {
        types.context(name).ifPresent(type -> {
            found.add(key(id(type), name.getNameAsString()));
            types.declaring(name.getNameAsString(), type)
                    .ifPresent(owner -> found.add(key(id(owner), name.getNameAsString())));
        });
        if (name.getParentNode().orElse(null) instanceof MethodCallExpr call) {
            type(name).ifPresent(found::add);
            if (call.getArguments().contains(name)) {
                found.addAll(madeOf(name));
            }
        }
    }

    private Optional<String> type(Expression expression) {
        return types.of(expression).flatMap(Typed::fact).map(HandedOver::id);
    }

    /** {@code RowMapper<Owner> mapper = new OwnerMapper()}: the declared type does not say which mapper it is. */
    private Set<String> madeOf(NameExpr name) {
        return name.findCompilationUnit()
                .map(unit -> made.computeIfAbsent(unit, this::made).getOrDefault(name.getNameAsString(), Set.of()))
                .orElse(Set.of());
    }

    /** By the name of a variable, what is created for it. */
    private Map<String, Set<String>> made(CompilationUnit unit) {
        Map<String, Set<String>> found = new HashMap<>();
        unit.walk(VariableDeclarator.class, variable -> variable.getInitializer()
                .filter(ObjectCreationExpr.class::isInstance)
                .flatMap(this::type)
                .ifPresent(type -> found.computeIfAbsent(variable.getNameAsString(), each -> new HashSet<>())
                        .add(type)));
        return found;
    }
}
