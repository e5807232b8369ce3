package dev.cofferdam.scan.strings;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists of strings that are joined into a statement: arrays, {@code List.of}, lists that are filled before, streams over them. */
final class TextLists {

    private static final int DEEPEST = 8;
    private static final Set<String> FACTORIES = Set.of("of", "asList", "copyOf", "unmodifiableList");
    private static final Set<String> STREAMS =
            Set.of("stream", "map", "filter", "sorted", "distinct", "toList", "collect", "parallelStream", "toArray");

    private final JavaIndex index;
    private final Declarations declarations;

    TextLists(JavaIndex index, Declarations declarations) {
        this.index = index;
        this.declarations = declarations;
    }

    /**
     * What a list holds.
     *
     * @param owner the type whose source holds the expressions
     */
    record Elements(List<Expression> expressions, TypeFact owner) {}

    /** The elements, when the source shows them. */
    Optional<Elements> of(Expression list, TypeFact owner) {
        return of(list, owner, 0);
    }

    private Optional<Elements> of(Expression list, TypeFact owner, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (list instanceof ArrayInitializerExpr array) {
            return Optional.of(new Elements(array.getValues(), owner));
        }
        if (list instanceof ArrayCreationExpr array && array.getInitializer().isPresent()) {
            return of(array.getInitializer().get(), owner, depth + 1);
        }
        if (list instanceof ObjectCreationExpr created) {
            return created.getArguments().size() == 1
                    ? of(created.getArgument(0), owner, depth + 1)
                    : Optional.of(new Elements(List.of(), owner));
        }
        if (list instanceof MethodCallExpr call) {
            return ofCall(call, owner, depth);
        }
        if (list instanceof NameExpr name) {
            Optional<VariableDeclarator> variable = LocalNames.variable(name.getNameAsString(), name);
            return variable.isPresent()
                    ? ofVariable(variable.get(), name, owner, depth)
                    : ofConstant(name.getNameAsString(), owner, depth);
        }
        return list instanceof FieldAccessExpr access ? ofConstant(access.toString(), owner, depth) : Optional.empty();
    }

    private Optional<Elements> ofCall(MethodCallExpr call, TypeFact owner, int depth) {
        String scope = call.getScope().map(Expression::toString).orElse("");
        boolean over = Set.of("Arrays", "Stream", "List", "Collections").contains(scope)
                && call.getArguments().size() == 1;
        if (over) {
            Optional<Elements> inner = of(call.getArgument(0), owner, depth + 1);
            if (inner.isPresent()) {
                return inner;
            }
        }
        if (FACTORIES.contains(call.getNameAsString())) {
            return Optional.of(new Elements(call.getArguments(), owner));
        }
        return STREAMS.contains(call.getNameAsString())
                ? call.getScope().flatMap(each -> of(each, owner, depth + 1))
                : Optional.empty();
    }

    private Optional<Elements> ofVariable(VariableDeclarator variable, NameExpr use, TypeFact owner, int depth) {
        Optional<Elements> initial = variable.getInitializer().flatMap(value -> of(value, owner, depth + 1));
        if (initial.isEmpty()) {
            return Optional.empty();
        }
        List<Expression> all = new ArrayList<>(initial.get().expressions());
        all.addAll(added(variable.getNameAsString(), use));
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new Elements(all, initial.get().owner()));
    }

    /** Arguments of {@code name.add(...)} before a place, in their order. */
    static List<Expression> added(String name, Expression use) {
        List<Expression> found = new ArrayList<>();
        Enclosing.memberNode(use)
                .ifPresent(member -> member.walk(MethodCallExpr.class, call -> {
                    boolean adds = call.getNameAsString().equals("add")
                            && call.getArguments().size() == 1
                            && StringFolder.root(call) instanceof NameExpr target
                            && target.getNameAsString().equals(name);
                    boolean before = call.getRange()
                            .flatMap(range -> use.getBegin().map(begin -> range.end.isBefore(begin)))
                            .orElse(false);
                    if (adds && before) {
                        found.add(call.getArgument(0));
                    }
                }));
        return found;
    }

    private Optional<Elements> ofConstant(String name, TypeFact owner, int depth) {
        return index.constant(name, owner).flatMap(constant -> declarations
                .of(constant)
                .flatMap(VariableDeclarator::getInitializer)
                .flatMap(value -> of(value, constant.owner(), depth + 1)));
    }
}
