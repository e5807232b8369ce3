package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.type.Type;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.mapping.EntityPath;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.strings.StringFolder;
import dev.cofferdam.scan.types.TypeMembers;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which entity an expression of a criteria query stands for: roots, joins, paths, and the criteria of Hibernate and Spring Data. */
final class CriteriaRoots {

    private static final int DEEPEST = 12;
    private static final Set<String> STEPS = Set.of("get", "join", "fetch", "joinList", "joinSet", "joinMap");
    private static final Set<String> SAME = Set.of("alias", "on", "as", "treatAs", "getParent", "where");
    private static final Set<String> SUBCRITERIA = Set.of("createCriteria", "createAlias");

    private final Scan scan;

    CriteriaRoots(Scan scan) {
        this.scan = scan;
    }

    /** The entity of a JPA root, join or path. */
    Optional<EntityPath> of(Expression expression) {
        return of(expression, 0);
    }

    private Optional<EntityPath> of(Expression expression, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (expression instanceof EnclosedExpr enclosed) {
            return of(enclosed.getInner(), depth + 1);
        }
        if (expression instanceof CastExpr cast) {
            return ofTypeArgument(cast.getType(), cast).or(() -> of(cast.getExpression(), depth + 1));
        }
        if (expression instanceof MethodCallExpr call) {
            return ofCall(call, depth);
        }
        Optional<EntityPath> typed = scan.types()
                .of(expression)
                .filter(type -> type.fact().isEmpty())
                .flatMap(Typed::element)
                .flatMap(Typed::fact)
                .flatMap(scan.entities()::of)
                .map(EntityPath::of);
        return typed.isPresent() || !(expression instanceof NameExpr name) ? typed : ofName(name, depth);
    }

    /** {@code var root = query.from(Owner.class)}, and the parameter of a specification's lambda. */
    private Optional<EntityPath> ofName(NameExpr name, int depth) {
        Optional<Node> declared = LocalNames.declaration(name.getNameAsString(), name);
        if (declared.isPresent() && declared.get() instanceof Parameter parameter) {
            return parameter
                    .getParentNode()
                    .filter(LambdaExpr.class::isInstance)
                    .flatMap(lambda -> ofSpecification((LambdaExpr) lambda, 0));
        }
        return LocalNames.variable(name.getNameAsString(), name)
                .flatMap(VariableDeclarator::getInitializer)
                .flatMap(value -> of(value, depth + 1));
    }

    private Optional<EntityPath> ofCall(MethodCallExpr call, int depth) {
        String name = call.getNameAsString();
        Optional<Expression> argument = call.getArguments().stream().findFirst();
        if (argument.filter(ClassExpr.class::isInstance).isPresent()
                && Set.of("from", "join", "entity", "correlate", "createCriteriaUpdate", "createCriteriaDelete")
                        .contains(name)) {
            return ofClass((ClassExpr) argument.get());
        }
        if (name.equals("treat") && call.getArguments().size() == 2 && call.getArgument(1) instanceof ClassExpr type) {
            return ofClass(type);
        }
        if (SAME.contains(name) || name.equals("correlate") || name.equals("getRoot")) {
            return call.getScope().flatMap(scope -> of(scope, depth + 1));
        }
        if (STEPS.contains(name) && argument.isPresent() && call.getScope().isPresent()) {
            return of(call.getScope().get(), depth + 1)
                    .flatMap(at -> stepName(argument.get()).flatMap(step -> at.step(step, scan.entities())));
        }
        return scan.types()
                .of(call)
                .filter(type -> type.fact().isEmpty())
                .flatMap(Typed::element)
                .flatMap(Typed::fact)
                .flatMap(scan.entities()::of)
                .map(EntityPath::of);
    }

    /** A property's name in a string, or as an attribute of the static metamodel. */
    private static Optional<String> stepName(Expression argument) {
        if (argument instanceof StringLiteralExpr literal) {
            return Optional.of(literal.asString());
        }
        return argument instanceof FieldAccessExpr access
                        && access.getScope().toString().endsWith("_")
                ? Optional.of(access.getNameAsString())
                : Optional.empty();
    }

    private Optional<EntityPath> ofClass(ClassExpr type) {
        return scan.types()
                .ofType(type.getType(), type)
                .fact()
                .flatMap(scan.entities()::of)
                .map(EntityPath::of);
    }

    private Optional<EntityPath> ofTypeArgument(Type type, Node at) {
        return scan.types()
                .ofType(type, at)
                .element()
                .flatMap(Typed::fact)
                .flatMap(scan.entities()::of)
                .map(EntityPath::of);
    }

    /** The entity of {@code Specification<Owner>}, by where the lambda goes to. */
    private Optional<EntityPath> ofSpecification(Expression lambda, int depth) {
        Node parent = lambda.getParentNode().orElse(null);
        if (depth > DEEPEST || parent == null) {
            return Optional.empty();
        }
        if (parent instanceof VariableDeclarator variable) {
            return ofTypeArgument(variable.getType(), variable);
        }
        if (parent instanceof CastExpr cast) {
            return ofTypeArgument(cast.getType(), cast);
        }
        if (parent instanceof ReturnStmt) {
            return Enclosing.nearest(parent, MethodDeclaration.class)
                    .flatMap(method -> ofTypeArgument(method.getType(), method));
        }
        if (parent instanceof MethodCallExpr call) {
            return ofReceiver(call).or(() -> ofParameter(call, lambda)).or(() -> ofSpecification(call, depth + 1));
        }
        return parent instanceof Expression around ? ofSpecification(around, depth + 1) : Optional.empty();
    }

    /** {@code owners.findAll((root, query, builder) -> ...)}, and what is called on a variable that holds a specification. */
    private Optional<EntityPath> ofReceiver(MethodCallExpr call) {
        Optional<Typed> receiver = call.getScope().flatMap(scan.types()::of);
        return receiver.flatMap(Typed::fact)
                .flatMap(scan.repositories()::of)
                .flatMap(repository -> scan.entities().of(repository.entityType()))
                .or(() -> receiver.filter(type -> type.fact().isEmpty())
                        .flatMap(Typed::element)
                        .flatMap(Typed::fact)
                        .flatMap(scan.entities()::of))
                .map(EntityPath::of);
    }

    /** The project's own method may say what it takes. */
    private Optional<EntityPath> ofParameter(MethodCallExpr call, Expression argument) {
        int position = call.getArguments().indexOf(argument);
        Optional<TypeFact> receiver = call.getScope().isEmpty()
                ? scan.types().context(call)
                : scan.types().of(call.getScope().get()).flatMap(Typed::fact);
        TypeMembers members = new TypeMembers(scan.index());
        return receiver.flatMap(type -> members.method(
                        type, call.getNameAsString(), call.getArguments().size()))
                .filter(found -> position >= 0)
                .map(found -> members.typed(
                        found.method().parameters().get(position).type(), found.owner(), java.util.Map.of()))
                .flatMap(Typed::element)
                .flatMap(Typed::fact)
                .flatMap(scan.entities()::of)
                .map(EntityPath::of);
    }

    /**
     * What a name handed to a static method of a criteria library is about: the entity whose class, repository or criteria stands in the
     * same chain of calls, else the only one in the member. An alias before the first dot is replaced by what it stands for.
     *
     * @param sure whether the chain itself says so
     */
    record Criteria(EntityPath entity, boolean sure) {}

    Optional<Criteria> around(Expression expression) {
        Expression chain = outermost(expression);
        Optional<EntityPath> here = single(entities(chain)).or(() -> ofRoot(chain, 0));
        if (here.isPresent()) {
            return here.map(each -> new Criteria(each, true));
        }
        return Enclosing.memberNode(expression)
                .flatMap(member -> single(entities(member)))
                .map(each -> new Criteria(each, false));
    }

    /** The path that an alias of Hibernate's criteria stands for in a member; the name itself when it is none. */
    static String unaliased(String name, Node at) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return name;
        }
        String alias = name.substring(0, dot);
        Optional<Node> member = Enclosing.memberNode(at);
        List<MethodCallExpr> calls =
                member.map(node -> node.findAll(MethodCallExpr.class)).orElse(List.of());
        for (MethodCallExpr call : calls) {
            boolean declares = call.getArguments().size() >= 2
                    && call.getArgument(1) instanceof StringLiteralExpr second
                    && second.asString().equals(alias);
            if (declares
                    && SUBCRITERIA.contains(call.getNameAsString())
                    && call.getArgument(0) instanceof StringLiteralExpr path) {
                return unaliased(path.asString(), at) + name.substring(dot);
            }
            if (declares && call.getArgument(0) instanceof ClassExpr) {
                return name.substring(dot + 1);
            }
        }
        return name;
    }

    private static Expression outermost(Expression expression) {
        Expression at = expression;
        while (at.getParentNode().orElse(null) instanceof Expression parent
                && !(parent instanceof LambdaExpr)
                && !parent.isAssignExpr()
                && !parent.isVariableDeclarationExpr()) {
            at = parent;
        }
        return at;
    }

    /** The variable that a chain starts from, by what it was made from: {@code DetachedCriteria.forClass(Owner.class)}. */
    private Optional<EntityPath> ofRoot(Expression chain, int depth) {
        Expression root = chain instanceof MethodCallExpr call ? StringFolder.root(call) : chain;
        if (depth > DEEPEST || !(root instanceof NameExpr name)) {
            return Optional.empty();
        }
        Optional<Expression> value =
                LocalNames.variable(name.getNameAsString(), name).flatMap(VariableDeclarator::getInitializer);
        return value.flatMap(
                each -> single(entities(each)).or(() -> ofRoot(each, depth + 1).flatMap(at -> subcriteria(each, at))));
    }

    private Optional<EntityPath> subcriteria(Expression chain, EntityPath at) {
        Optional<EntityPath> found = Optional.of(at);
        for (Expression each = chain; each instanceof MethodCallExpr call; ) {
            if (call.getNameAsString().equals("createCriteria")
                    && call.getArgument(0) instanceof StringLiteralExpr path) {
                found = found.flatMap(place -> place.step(path.asString(), scan.entities()));
            }
            Optional<Expression> scope = call.getScope();
            if (scope.isEmpty()) {
                break;
            }
            each = scope.get();
        }
        return found;
    }

    private List<EntityPath> entities(Node node) {
        List<EntityPath> found = new ArrayList<>();
        node.walk(ClassExpr.class, type -> ofClass(type).ifPresent(found::add));
        node.walk(MethodCallExpr.class, call -> call.getScope()
                .filter(scope -> scope instanceof NameExpr || scope instanceof FieldAccessExpr)
                .flatMap(scan.types()::of)
                .flatMap(Typed::fact)
                .flatMap(scan.repositories()::of)
                .flatMap(repository -> scan.entities().of(repository.entityType()))
                .map(EntityPath::of)
                .ifPresent(found::add));
        return found;
    }

    private static Optional<EntityPath> single(List<EntityPath> paths) {
        return paths.stream().distinct().count() == 1 ? Optional.of(paths.get(0)) : Optional.empty();
    }
}
