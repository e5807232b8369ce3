package dev.cofferdam.scan;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.types.ExpressionTypes;
import java.util.Optional;
import java.util.Set;

/**
 * Code that is kept in a field and run by whoever takes it from there: {@code handlers = Map.of("x", this::list)},
 * {@code handlers.put("x", () -> ..)}, the lambdas of an enum's constants.
 */
final class KeptCode {

    /** What of a container keeps its argument and does not run it. */
    static final Set<String> KEEPING =
            Set.of("put", "putIfAbsent", "add", "addFirst", "addLast", "addAll", "putAll", "offer", "push", "set");

    /** Types that hold no code. */
    static final Set<String> PLAIN =
            Set.of("String", "int", "long", "boolean", "char", "double", "float", "short", "byte", "Integer", "Long");

    /** Types whose objects run what they were made with when they are asked. */
    private static final Set<String> LAZY = Set.of(
            "Supplier",
            "Function",
            "BiFunction",
            "Runnable",
            "Callable",
            "Consumer",
            "Predicate",
            "LoadingCache",
            "AsyncLoadingCache",
            "Cache",
            "Lazy",
            "ThreadLocal");

    /** What makes a container of its arguments. */
    private static final Set<String> MAKING =
            Set.of("of", "ofEntries", "entry", "asList", "copyOf", "build", "singletonList");

    private final ExpressionTypes types;

    KeptCode(ExpressionTypes types) {
        this.types = types;
    }

    /** The member that runs what stands at a node: the one around it, else the field that keeps it; of a plain initializer the constructor. */
    Optional<String> member(Node at) {
        Optional<String> kept = field(at);
        return kept.isPresent() ? kept : running(at);
    }

    /** A method of an enum's constant is the enum's; what a field begins with is computed when the object is made. */
    private static Optional<String> running(Node at) {
        Optional<Node> declared = Enclosing.memberNode(at);
        if (declared.filter(EnumConstantDeclaration.class::isInstance).isPresent()) {
            return Optional.of(methodOfConstant(at).orElse("<clinit>"));
        }
        return declared.filter(FieldDeclaration.class::isInstance)
                .map(field -> ((FieldDeclaration) field).isStatic() ? "<clinit>" : "<init>")
                .or(() -> Enclosing.member(at));
    }

    private static Optional<String> methodOfConstant(Node at) {
        Optional<String> found = Optional.empty();
        for (Node node = at;
                node != null && !(node instanceof EnumConstantDeclaration);
                node = node.getParentNode().orElse(null)) {
            found = node instanceof MethodDeclaration method ? Optional.of(method.getNameAsString()) : found;
        }
        return found;
    }

    /** The field, or the enum's constant, that keeps the lambda, the reference or the anonymous object around a node. */
    private Optional<String> field(Node at) {
        boolean handed = isHanded(at);
        boolean asItIs = true;
        Node below = at;
        for (Node node = at.getParentNode().orElse(null);
                node != null && !(node instanceof TypeDeclaration<?>);
                below = node, node = node.getParentNode().orElse(null)) {
            boolean whole = asItIs;
            Optional<String> keeper =
                    handed ? keeper(node, below).filter(name -> mayKeep(at, name, whole)) : Optional.empty();
            if (keeper.isPresent()) {
                return keeper;
            }
            if (isHanded(node)) {
                handed = true;
                asItIs = true;
            } else {
                // A method of an anonymous object is no member of a type that has a name; the object may be kept.
                handed = handed && !(node instanceof BodyDeclaration<?>);
                asItIs = asItIs && keepsAsItIs(node);
            }
        }
        return Optional.empty();
    }

    private static boolean isHanded(Node node) {
        return node instanceof LambdaExpr
                || node instanceof MethodReferenceExpr
                || node instanceof ObjectCreationExpr created
                        && created.getAnonymousClassBody().isPresent();
    }

    private static boolean keepsAsItIs(Node node) {
        return !(node instanceof MethodCallExpr call)
                || MAKING.contains(call.getNameAsString())
                || KEEPING.contains(call.getNameAsString());
    }

    /** What a list was computed with is not in the list, and a scheduler runs what it is handed; a cache keeps it for later. */
    private boolean mayKeep(Node at, String name, boolean asItIs) {
        Optional<TypeFact> around = types.context(at);
        Optional<TypeUse> declared = around.flatMap(type -> type.field(name)).map(TypeFact.FieldFact::type);
        if (declared.isEmpty()) {
            return around.filter(type -> type.kind() == TypeFact.Kind.ENUM).isPresent();
        }
        String simple = declared.get().simpleName();
        return !PLAIN.contains(simple) && (asItIs || LAZY.contains(simple));
    }

    private static Optional<String> keeper(Node node, Node below) {
        if (node instanceof AssignExpr assign && Enclosing.isSameNode(assign.getValue(), below)) {
            return fieldOf(assign.getTarget());
        }
        if (node instanceof MethodCallExpr call && KEEPING.contains(call.getNameAsString())) {
            boolean argument = call.getArguments().stream().anyMatch(each -> Enclosing.isSameNode(each, below));
            return argument ? call.getScope().flatMap(KeptCode::fieldOf) : Optional.empty();
        }
        if (node instanceof VariableDeclarator variable
                && variable.getParentNode()
                        .filter(FieldDeclaration.class::isInstance)
                        .isPresent()) {
            return Optional.of(variable.getNameAsString());
        }
        return node instanceof EnumConstantDeclaration constant && below instanceof Expression
                ? Optional.of(constant.getNameAsString())
                : Optional.empty();
    }

    private static Optional<String> fieldOf(Expression target) {
        if (target instanceof FieldAccessExpr access && access.getScope() instanceof ThisExpr) {
            return Optional.of(access.getNameAsString());
        }
        return target instanceof NameExpr name && !LocalNames.isLocal(name.getNameAsString(), name)
                ? Optional.of(name.getNameAsString())
                : Optional.empty();
    }
}
