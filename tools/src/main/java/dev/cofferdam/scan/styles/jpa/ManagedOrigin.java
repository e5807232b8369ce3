package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether an object is one that the persistence context watches, by where the method has it from. */
final class ManagedOrigin {

    private static final int DEEPEST = 10;

    /** Queries and managers of libraries, whose results are watched. */
    private static final Set<String> SOURCES = Set.of(
            "EntityManager",
            "Session",
            "HibernateTemplate",
            "TestEntityManager",
            "TypedQuery",
            "Query",
            "Criteria",
            "JPAQueryFactory",
            "JPAQuery");

    /** Methods that make an object, and not find one. */
    private static final Pattern MAKES = Pattern.compile(
            "(?i)(to|from|create|build|new|make|map|convert|copy|clone|instance|of|parse|construct|generate|prepare|deserialize|read)\\w*");

    private static final Pattern COLLECTIONS = Pattern.compile("\\w*(List|Set|Map|Deque|Queue)");
    private static final Set<String> FILLS =
            Set.of("add", "addAll", "put", "putAll", "putIfAbsent", "addFirst", "addLast");

    private final Scan scan;

    ManagedOrigin(Scan scan) {
        this.scan = scan;
    }

    /** Where an object comes from, the surest last. */
    enum Origin {
        /** Made here, or not known. */
        OTHER,
        HANDED,
        LOADED
    }

    Origin of(Expression object) {
        return of(object, 0);
    }

    private Origin of(Expression object, int depth) {
        if (depth > DEEPEST) {
            return Origin.OTHER;
        }
        if (object instanceof EnclosedExpr enclosed) {
            return of(enclosed.getInner(), depth + 1);
        }
        if (object instanceof CastExpr cast) {
            return of(cast.getExpression(), depth + 1);
        }
        if (object instanceof ConditionalExpr conditional) {
            return surest(List.of(of(conditional.getThenExpr(), depth + 1), of(conditional.getElseExpr(), depth + 1)));
        }
        if (object instanceof NameExpr name) {
            return LocalNames.declaration(name.getNameAsString(), name)
                    .map(declared -> ofDeclared(declared, name, depth))
                    .orElse(Origin.OTHER);
        }
        if (object instanceof ObjectCreationExpr made) {
            return COLLECTIONS.matcher(made.getType().getNameAsString()).matches()
                    ? surest(made.getArguments().stream()
                            .map(each -> of(each, depth + 1))
                            .toList())
                    : Origin.OTHER;
        }
        return object instanceof MethodCallExpr call ? ofCall(call, depth) : Origin.OTHER;
    }

    private static Origin surest(List<Origin> origins) {
        return origins.stream().max(Origin::compareTo).orElse(Origin.OTHER);
    }

    private Origin ofDeclared(Node declared, NameExpr use, int depth) {
        if (declared instanceof Parameter parameter) {
            Optional<LambdaExpr> lambda = parameter
                    .getParentNode()
                    .filter(LambdaExpr.class::isInstance)
                    .map(LambdaExpr.class::cast);
            return lambda.isEmpty()
                    ? Origin.HANDED
                    : lambda.get()
                            .getParentNode()
                            .filter(MethodCallExpr.class::isInstance)
                            .flatMap(call -> ((MethodCallExpr) call).getScope())
                            .map(scope -> of(scope, depth + 1))
                            .orElse(Origin.OTHER);
        }
        if (!(declared instanceof VariableDeclarator variable)) {
            return Origin.OTHER;
        }
        Optional<ForEachStmt> loop = variable.getParentNode()
                .flatMap(Node::getParentNode)
                .filter(ForEachStmt.class::isInstance)
                .map(ForEachStmt.class::cast);
        if (loop.isPresent()) {
            return of(loop.get().getIterable(), depth + 1);
        }
        List<Origin> origins = new ArrayList<>();
        variable.getInitializer().ifPresent(value -> origins.add(of(value, depth + 1)));
        Enclosing.memberNode(use)
                .ifPresent(member -> member.walk(AssignExpr.class, assign -> {
                    if (assign.getTarget().toString().equals(variable.getNameAsString())) {
                        origins.add(of(assign.getValue(), depth + 1));
                    }
                }));
        Origin given = surest(origins);
        return given == Origin.OTHER ? ofElements(variable, use, depth) : given;
    }

    /** What the method puts into a collection that it made. */
    private Origin ofElements(VariableDeclarator variable, NameExpr use, int depth) {
        boolean made = variable.getInitializer()
                .filter(value -> value instanceof ObjectCreationExpr created
                        && COLLECTIONS
                                .matcher(created.getType().getNameAsString())
                                .matches())
                .isPresent();
        List<Origin> origins = new ArrayList<>();
        Enclosing.memberNode(use)
                .filter(member -> made)
                .ifPresent(member -> member.walk(MethodCallExpr.class, call -> {
                    boolean fills = FILLS.contains(call.getNameAsString())
                            && !call.getArguments().isEmpty()
                            && call.getScope()
                                    .filter(scope -> scope.toString().equals(variable.getNameAsString()))
                                    .isPresent();
                    if (fills) {
                        origins.add(of(call.getArgument(call.getArguments().size() - 1), depth + 1));
                    }
                }));
        return surest(origins);
    }

    /** A chain of calls is as its first receiver: a repository, a query, another entity; a service of the house hands over. */
    private Origin ofCall(MethodCallExpr call, int depth) {
        if (call.getScope().isEmpty()) {
            return MAKES.matcher(call.getNameAsString()).matches() ? Origin.OTHER : Origin.HANDED;
        }
        Expression scope = call.getScope().get();
        Optional<Typed> type = scan.types().of(scope);
        Optional<TypeFact> fact = type.flatMap(Typed::fact);
        if (fact.flatMap(scan.repositories()::of).isPresent()
                || type.filter(each -> SOURCES.contains(each.name())).isPresent()) {
            return call.getNameAsString().startsWith("save") ? Origin.HANDED : Origin.LOADED;
        }
        if (fact.flatMap(scan.entities()::of).isPresent() || fact.isEmpty()) {
            return of(scope, depth + 1);
        }
        return MAKES.matcher(call.getNameAsString()).matches() ? Origin.OTHER : Origin.HANDED;
    }
}
