package dev.cofferdam.scan.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.Expression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The expressions of trees in the order of their texts, listed once: a dozen finders go through the same trees. */
final class Expressions {

    private final Map<String, Listed> byPath = new HashMap<>();

    private record Listed(CompilationUnit unit, List<Expression> all) {}

    /** Shows all expressions of one kind. */
    @SuppressWarnings("ReferenceEquality") // Trees are equal by their content, and this asks for the very tree.
    <T extends Expression> void walk(String path, CompilationUnit unit, Class<T> kind, Consumer<T> each) {
        Listed known = byPath.get(path);
        // A tree is made anew when more of it is wanted.
        if (known == null || known.unit() != unit) {
            known = new Listed(unit, unit.findAll(Expression.class));
            byPath.put(path, known);
        }
        for (Expression expression : known.all()) {
            if (kind.isInstance(expression)) {
                each.accept(kind.cast(expression));
            }
        }
    }
}
