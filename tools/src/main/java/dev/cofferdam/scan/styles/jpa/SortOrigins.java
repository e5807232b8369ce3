package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.cofferdam.scan.hits.Callers;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.Traced;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a page request or sort is made in the code, where its names are judged, or handed in from outside, as a request's parameters are. */
final class SortOrigins {

    private static final int DEEPEST = 8;

    /** They give a request like the one that they are called on. */
    private static final Set<String> SAME = Set.of(
            "next", "previousOrFirst", "first", "getSort", "getSortOr", "withPage", "and", "ascending", "descending");

    private final Scan scan;
    private final Callers callers;

    SortOrigins(Scan scan) {
        this.scan = scan;
        callers = new Callers(scan);
    }

    /** In words, the methods that are handed it by somebody who is not in the repository; none when the code makes it. */
    Set<String> outside(Expression request) {
        Search search = new Search();
        search.trace(request, 0);
        return search.outside;
    }

    /** One search; what was seen is not looked at again. */
    private final class Search {
        private final Set<String> outside = new LinkedHashSet<>();
        private final Set<String> seen = new HashSet<>();

        void trace(Expression request, int depth) {
            if (depth > DEEPEST || !seen.add(Traced.key(request))) {
                return;
            }
            if (request instanceof EnclosedExpr enclosed) {
                trace(enclosed.getInner(), depth + 1);
            } else if (request instanceof ConditionalExpr conditional) {
                trace(conditional.getThenExpr(), depth + 1);
                trace(conditional.getElseExpr(), depth + 1);
            } else if (request instanceof NameExpr name) {
                LocalNames.declaration(name.getNameAsString(), name)
                        .ifPresent(declared -> declared(declared, name, depth));
            } else if (request instanceof MethodCallExpr call) {
                call(call, depth);
            }
        }

        /** What is made of parts is as its sort is; texts in it are judged where sorts are made. */
        private void call(MethodCallExpr call, int depth) {
            if (SAME.contains(call.getNameAsString())) {
                call.getScope().ifPresent(scope -> trace(scope, depth + 1));
            }
            call.getArguments().stream()
                    .filter(SortOrigins.this::isRequest)
                    .forEach(argument -> trace(argument, depth + 1));
        }

        private void declared(Node declared, NameExpr use, int depth) {
            if (declared instanceof Parameter parameter) {
                parameter(parameter, depth);
            } else if (declared instanceof VariableDeclarator variable) {
                variable.getInitializer().ifPresent(value -> trace(value, depth + 1));
                Enclosing.memberNode(use)
                        .ifPresent(member -> member.walk(AssignExpr.class, assign -> {
                            if (assign.getTarget().toString().equals(variable.getNameAsString())) {
                                trace(assign.getValue(), depth + 1);
                            }
                        }));
            }
        }

        private void parameter(Parameter parameter, int depth) {
            Node parent = parameter.getParentNode().orElse(parameter);
            Optional<TypeFact> owner = scan.types().context(parent);
            if (!(parent instanceof CallableDeclaration<?> callable) || owner.isEmpty()) {
                return;
            }
            int at = callable.getParameters().indexOf(parameter);
            int count = callable.getParameters().size();
            List<List<Expression>> calls = callable.isConstructorDeclaration()
                    ? callers.ofConstructor(owner.get(), count)
                    : callers.ofMethod(owner.get(), callable.getNameAsString(), count);
            if (calls.isEmpty()) {
                outside.add("`" + owner.get().simpleName() + "#" + callable.getNameAsString() + "`");
            }
            calls.forEach(arguments -> trace(arguments.get(at), depth + 1));
        }
    }

    /** Whether an expression is a page request or a sort. */
    boolean isRequest(Expression expression) {
        boolean made = expression instanceof MethodCallExpr call
                && call.getScope()
                        .filter(scope -> scope.toString().endsWith("PageRequest")
                                || SAME.contains(call.getNameAsString()) && isRequest(scope))
                        .isPresent();
        return made
                || scan.types()
                        .of(expression)
                        .filter(type -> OpenSortsFinder.REQUESTS.contains(type.name()))
                        .isPresent();
    }
}
