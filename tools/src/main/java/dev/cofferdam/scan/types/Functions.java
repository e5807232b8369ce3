package dev.cofferdam.scan.types;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the parameters of a lambda are by the functional type that its place wants (JLS 15.27.3), of the project or of a library. */
final class Functions {

    /** All parameters are of the one type argument. */
    private static final Set<String> UNIFORM = Set.of("Comparator", "BinaryOperator", "UnaryOperator");
    /** Static methods that take a function of what the call around them hands over: comparators and collectors. */
    private static final Set<String> KEYED = Set.of(
            "comparing",
            "comparingInt",
            "comparingLong",
            "comparingDouble",
            "thenComparing",
            "thenComparingInt",
            "thenComparingLong",
            "thenComparingDouble",
            "groupingBy",
            "groupingByConcurrent",
            "partitioningBy",
            "toMap",
            "toConcurrentMap",
            "toUnmodifiableMap",
            "mapping",
            "filtering",
            "flatMapping",
            "counting",
            "summingInt",
            "summingLong",
            "summingDouble",
            "averagingInt",
            "averagingLong",
            "averagingDouble");

    /** By their names, functional types whose first type arguments are their parameters. */
    private static final Pattern POSITIONAL =
            Pattern.compile("\\w*(Function|Consumer|Predicate|Converter|Callback|Mapper)");

    /** What Spring and JDBI call for a row or for all of them; the type argument is what they make. */
    private static final Set<String> OF_ROWS =
            Set.of("RowMapper", "ResultSetExtractor", "RowCallbackHandler", "ResultSetMapper", "ResultSetHandler");

    private static final int FARTHEST = 8;

    private final ExpressionTypes types;
    private final TypeMembers members;

    Functions(ExpressionTypes types, TypeMembers members) {
        this.types = types;
        this.members = members;
    }

    /** The type of a parameter of a lambda that stands in no call: its variable, cast or method says what it is. */
    Optional<Typed> parameter(LambdaExpr lambda, int position, int depth) {
        return wanted(lambda, depth).flatMap(type -> parameter(type, position));
    }

    /** The type of a parameter of a functional type. */
    Optional<Typed> parameter(Typed function, int position) {
        if (function.fact().isPresent()) {
            return ofProject(function, function.fact().get(), position);
        }
        if (UNIFORM.contains(function.name()) && function.arguments().size() == 1) {
            return Optional.of(function.arguments().get(0));
        }
        if (function.name().equals("Specification")) {
            return position == 0 ? function.element().map(entity -> Typed.library("Root", entity)) : Optional.empty();
        }
        if (OF_ROWS.contains(function.name())) {
            return position == 0 ? Optional.of(Typed.library("ResultSet")) : Optional.empty();
        }
        boolean positional = POSITIONAL.matcher(function.name()).matches();
        return positional && position < function.arguments().size()
                ? Optional.of(function.arguments().get(position))
                : Optional.empty();
    }

    private Optional<Typed> ofProject(Typed function, TypeFact fact, int position) {
        if (fact.kind() != TypeFact.Kind.INTERFACE) {
            return Optional.empty();
        }
        for (TypeFact level : members.withAncestors(fact)) {
            List<MethodFact> open = level.methods().stream()
                    .filter(method -> !method.hasBody() && !method.isStatic())
                    .toList();
            if (open.size() == 1 && position < open.get(0).parameters().size()) {
                return Optional.of(members.typed(
                        open.get(0).parameters().get(position).type(), level, members.bindings(function, level)));
            }
        }
        return Optional.empty();
    }

    /** The functional type that the place of an expression wants; nothing in a call, whose method has to be known. */
    private Optional<Typed> wanted(Expression function, int depth) {
        Node parent = function.getParentNode().orElse(null);
        if (parent instanceof EnclosedExpr enclosed) {
            return wanted(enclosed, depth);
        }
        if (parent instanceof ConditionalExpr conditional) {
            return wanted(conditional, depth);
        }
        if (parent instanceof CastExpr cast) {
            return Optional.of(types.ofType(cast.getType(), cast));
        }
        if (parent instanceof VariableDeclarator variable) {
            return Optional.of(types.ofType(variable.getType(), variable));
        }
        if (parent instanceof AssignExpr assign) {
            return types.of(assign.getTarget(), depth + 1);
        }
        return parent instanceof ReturnStmt
                        && Enclosing.nearest(parent, LambdaExpr.class).isEmpty()
                ? Enclosing.nearest(parent, MethodDeclaration.class)
                        .map(method -> types.ofType(method.getType(), method))
                : Optional.empty();
    }

    /**
     * The parameter of {@code c -> c.getName()} in {@code owners.sort(comparing(c -> c.getName()))}: what the call around the comparator
     * or collector goes over, or what the variable that keeps it compares.
     */
    Optional<Typed> keyed(MethodCallExpr call, LambdaExpr lambda, int depth) {
        int argument = call.getArguments().indexOf(lambda);
        boolean key = argument == 0 || argument == 1 && call.getNameAsString().startsWith("to");
        if (!KEYED.contains(call.getNameAsString()) || lambda.getParameters().size() != 1 || !key) {
            return Optional.empty();
        }
        Expression at = call;
        for (int i = 0; i < FARTHEST; i++) {
            Node parent = at.getParentNode().orElse(null);
            if (!(parent instanceof MethodCallExpr around)) {
                return wanted(at, depth)
                        .filter(type -> UNIFORM.contains(type.name()))
                        .flatMap(Typed::element);
            }
            Expression inner = at;
            boolean scope = around.getScope()
                    .filter(each -> Enclosing.isSameNode(each, inner))
                    .isPresent();
            if (!scope && !KEYED.contains(around.getNameAsString())) {
                return around.getScope()
                        .flatMap(each -> types.of(each, depth + 1))
                        .filter(Containers::isContainer)
                        .flatMap(Typed::element);
            }
            at = around;
        }
        return Optional.empty();
    }
}
