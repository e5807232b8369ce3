package dev.cofferdam.scan.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import java.util.Optional;

/** Where a node of a syntax tree stands: the named type and the member around it. Members of anonymous classes count for the outer. */
public final class Enclosing {

    private Enclosing() {}

    /** Whether both are the one node in the tree. JavaParser's {@code equals} compares content, and the same text may stand twice. */
    @SuppressWarnings("ReferenceEquality") // identity is the question that is asked
    public static boolean isSameNode(Node node, Node other) {
        return node == other;
    }

    /** The nearest node of that kind around the node. JavaParser's own search takes kinds as varargs, which no caller can pass unchecked. */
    public static <N extends Node> Optional<N> nearest(Node node, Class<N> kind) {
        Optional<Node> at = node.getParentNode();
        while (at.isPresent() && !kind.isInstance(at.get())) {
            at = at.get().getParentNode();
        }
        return at.map(kind::cast);
    }

    /** Whether a type is declared in a body: it has no name outside, and counts for the member that holds it. */
    static boolean isLocal(TypeDeclaration<?> type) {
        Node parent = type.getParentNode().orElse(null);
        return parent instanceof LocalClassDeclarationStmt || parent instanceof LocalRecordDeclarationStmt;
    }

    /** Qualified with {@code $}; nothing outside of types. */
    public static Optional<String> typeName(Node node) {
        StringBuilder name = new StringBuilder();
        for (Node at = node; at != null; at = at.getParentNode().orElse(null)) {
            if (at instanceof TypeDeclaration<?> type && !isLocal(type)) {
                name.insert(0, (name.isEmpty() ? "" : "$")).insert(0, type.getNameAsString());
            }
            if (at instanceof CompilationUnit unit && !name.isEmpty()) {
                unit.getPackageDeclaration().ifPresent(each -> name.insert(0, each.getNameAsString() + "."));
            }
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(name.toString());
    }

    /** Method, {@code <init>}, {@code <clinit>}, field or record component. */
    public static Optional<String> member(Node node) {
        Optional<String> found = Optional.empty();
        Node below = node;
        for (Node at = node; at != null; below = at, at = at.getParentNode().orElse(null)) {
            if (at instanceof TypeDeclaration<?> type && !isLocal(type)) {
                if (found.isEmpty() && at instanceof RecordDeclaration && below instanceof Parameter component) {
                    return Optional.of(component.getNameAsString());
                }
                return found;
            }
            Optional<String> name = name(at, below);
            if (name.isPresent()) {
                found = name;
            }
        }
        return found;
    }

    private static Optional<String> name(Node at, Node below) {
        if (at instanceof CallableDeclaration<?> callable) {
            return Optional.of(callable.isConstructorDeclaration() ? "<init>" : callable.getNameAsString());
        }
        if (at instanceof CompactConstructorDeclaration) {
            return Optional.of("<init>");
        }
        if (at instanceof FieldDeclaration field) {
            return Optional.of(
                    below instanceof VariableDeclarator variable
                            ? variable.getNameAsString()
                            : field.getVariable(0).getNameAsString());
        }
        if (at instanceof EnumConstantDeclaration constant) {
            return Optional.of(constant.getNameAsString());
        }
        return at instanceof BodyDeclaration<?> body && body.isInitializerDeclaration()
                ? Optional.of("<clinit>")
                : Optional.empty();
    }

    /** The member declaration that a node belongs to, the one of the named type. */
    public static Optional<Node> memberNode(Node node) {
        Node found = null;
        for (Node at = node;
                at != null && !(at instanceof TypeDeclaration<?> type && !isLocal(type));
                at = at.getParentNode().orElse(null)) {
            if (at instanceof BodyDeclaration<?> && !(at instanceof TypeDeclaration<?>)) {
                found = at;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Whether the node stands in an anonymous or a local class. */
    public static boolean isInAnonymousClass(Node node) {
        for (Node at = node;
                at != null && !(at instanceof TypeDeclaration<?> type && !isLocal(type));
                at = at.getParentNode().orElse(null)) {
            if (at instanceof TypeDeclaration<?>
                    || at instanceof BodyDeclaration<?>
                            && at.getParentNode()
                                    .filter(ObjectCreationExpr.class::isInstance)
                                    .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
