package dev.cofferdam.scan.hits;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What fields are set to and methods consist of, where they are declared. Texts of a hundred places come through the same few of them. */
final class WrittenValues {

    private final JavaIndex index;
    private final Map<String, OfField> fields = new HashMap<>();
    private final Map<String, Optional<MethodDeclaration>> methods = new HashMap<>();

    WrittenValues(JavaIndex index) {
        this.index = index;
    }

    /**
     * What a field is set to.
     *
     * @param first where it is declared
     * @param later by assignments in its own class
     */
    record OfField(Optional<Expression> first, List<Expression> later) {}

    OfField ofField(TypeFact owner, String field) {
        return fields.computeIfAbsent(owner.path() + ":" + owner.name() + "." + field, key -> findValues(owner, field));
    }

    private OfField findValues(TypeFact owner, String field) {
        Node unit = part(owner, field);
        Optional<Expression> first = unit.findFirst(
                        VariableDeclarator.class,
                        variable -> variable.getNameAsString().equals(field)
                                && variable.getParentNode()
                                        .filter(FieldDeclaration.class::isInstance)
                                        .isPresent()
                                && isIn(variable, owner))
                .flatMap(VariableDeclarator::getInitializer);
        List<Expression> later = new ArrayList<>();
        unit.walk(AssignExpr.class, assign -> {
            if (isField(assign.getTarget(), field) && isIn(assign, owner)) {
                later.add(assign.getValue());
            }
        });
        return new OfField(first, List.copyOf(later));
    }

    private static boolean isField(Expression target, String field) {
        return target instanceof NameExpr name
                ? name.getNameAsString().equals(field)
                : target instanceof FieldAccessExpr access
                        && access.getNameAsString().equals(field)
                        && access.getScope() instanceof ThisExpr self
                        && self.getTypeName().isEmpty();
    }

    private static boolean isIn(Node node, TypeFact owner) {
        return Enclosing.typeName(node).filter(owner.name()::equals).isPresent();
    }

    /** The declaration of a method. */
    Optional<MethodDeclaration> ofMethod(TypeFact owner, MethodFact method) {
        return methods.computeIfAbsent(
                owner.path() + "#" + method.name() + "@" + method.line(), key -> part(owner, method.name())
                        .findFirst(
                                MethodDeclaration.class,
                                declared -> declared.getNameAsString().equals(method.name())
                                        && JavaReader.line(declared.getName()) == method.line()));
    }

    /** A body that says nothing of a field or method can be left out. */
    private CompilationUnit part(TypeFact owner, String word) {
        return index.parts(List.of(index.source(owner.path())), Set.of(word)).get(0);
    }
}
