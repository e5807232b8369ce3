package dev.cofferdam.scan;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.type.Type;
import dev.cofferdam.scan.TypeFact.FieldFact;
import dev.cofferdam.scan.TypeFact.MethodFact;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Types of expressions from declarations, imports and what the common containers do. No class path, no overload resolution beyond
 * the number of arguments: a wrong guess would bind a usage to the wrong table, so it answers nothing instead.
 */
final class ExpressionTypes {

    private static final int DEEPEST = 24;

    /** Container methods that give what the container holds. */
    private static final Set<String> ELEMENT = Set.of(
            "get",
            "getFirst",
            "getLast",
            "first",
            "last",
            "next",
            "orElse",
            "orElseThrow",
            "orElseGet",
            "iterator",
            "findFirst",
            "findAny",
            "remove",
            "poll",
            "peek",
            "element",
            "pop",
            "join",
            "block",
            "getBody",
            "getObject",
            "getIfAvailable",
            "getIfUnique",
            "min",
            "max",
            "reduce",
            "getValue",
            "put",
            "getOrDefault",
            "blockFirst",
            "blockLast");

    /** Container methods that give a container of the same elements. */
    private static final Set<String> SAME = Set.of(
            "stream",
            "parallelStream",
            "filter",
            "sorted",
            "distinct",
            "limit",
            "skip",
            "peek",
            "toList",
            "getContent",
            "values",
            "or",
            "ofNullable",
            "collect",
            "subList",
            "reversed",
            "toSet",
            "takeWhile",
            "dropWhile",
            "iterator",
            "listIterator",
            "findFirst",
            "findAny",
            "min",
            "max",
            "parallel",
            "sequential",
            "onClose",
            "unordered",
            "reduce",
            "spliterator",
            "collectList");

    private static final Set<String> CONTAINERS = Set.of(
            "List",
            "ArrayList",
            "LinkedList",
            "Set",
            "HashSet",
            "LinkedHashSet",
            "TreeSet",
            "SortedSet",
            "Collection",
            "Iterable",
            "Iterator",
            "ListIterator",
            "Queue",
            "Deque",
            "ArrayDeque",
            "Optional",
            "Stream",
            "Page",
            "PageImpl",
            "Slice",
            "Streamable",
            "Window",
            "Map",
            "HashMap",
            "LinkedHashMap",
            "TreeMap",
            "ConcurrentHashMap",
            "Flux",
            "Mono",
            "CompletableFuture",
            "Future",
            "ListenableFuture",
            "ObjectProvider",
            "Supplier",
            "ResponseEntity",
            "HttpEntity",
            "AtomicReference",
            "ImmutableList",
            "ImmutableSet",
            "Entry",
            "ThreadLocal",
            "Callable",
            "Provider",
            TypeUse.ARRAY);

    private final JavaIndex index;
    private final Repositories repositories;

    ExpressionTypes(JavaIndex index, Repositories repositories) {
        this.index = index;
        this.repositories = repositories;
    }

    Optional<Typed> of(Expression expression) {
        return of(expression, 0);
    }

    private Optional<Typed> of(Expression expression, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (expression instanceof EnclosedExpr enclosed) {
            return of(enclosed.getInner(), depth + 1);
        }
        if (expression instanceof ThisExpr self) {
            return self.getTypeName().isPresent()
                    ? context(self)
                            .flatMap(type ->
                                    index.resolve(self.getTypeName().get().asString(), type))
                            .map(Typed::of)
                    : context(self)
                            .filter(type -> !Enclosing.isInAnonymousClass(self))
                            .map(Typed::of);
        }
        if (expression instanceof SuperExpr parent) {
            return context(parent).flatMap(type -> type.superclass().map(use -> typed(use, type, Map.of())));
        }
        if (expression instanceof StringLiteralExpr || expression instanceof TextBlockLiteralExpr) {
            return Optional.of(Typed.library("String"));
        }
        if (expression instanceof NameExpr name) {
            return ofName(name.getNameAsString(), name, depth);
        }
        if (expression instanceof FieldAccessExpr access) {
            return ofField(access, depth);
        }
        if (expression instanceof ObjectCreationExpr created) {
            return Optional.of(ofType(created.getType(), created));
        }
        if (expression instanceof CastExpr cast) {
            return Optional.of(ofType(cast.getType(), cast));
        }
        if (expression instanceof ClassExpr type) {
            return Optional.of(Typed.library("Class", ofType(type.getType(), type)));
        }
        if (expression instanceof TypeExpr type) {
            return Optional.of(ofType(type.getType(), type));
        }
        if (expression instanceof ConditionalExpr conditional) {
            return of(conditional.getThenExpr(), depth + 1).or(() -> of(conditional.getElseExpr(), depth + 1));
        }
        if (expression instanceof AssignExpr assign) {
            return of(assign.getTarget(), depth + 1);
        }
        if (expression instanceof ArrayAccessExpr access) {
            return of(access.getName(), depth + 1).flatMap(Typed::element);
        }
        return expression instanceof MethodCallExpr call ? ofCall(call, depth) : Optional.empty();
    }

    /** The project's type around a node. */
    Optional<TypeFact> context(Node node) {
        return Enclosing.typeName(node).flatMap(index::type);
    }

    Typed ofType(Type type, Node at) {
        TypeUse use = TypeUse.of(type);
        return context(at).map(context -> typed(use, context, Map.of())).orElse(Typed.library(use.simpleName()));
    }

    /** A written type resolved inside a type, type variables replaced. */
    Typed typed(TypeUse use, TypeFact context, Map<String, Typed> bound) {
        Typed variable = bound.get(use.name());
        if (variable != null) {
            return variable;
        }
        List<Typed> arguments = use.arguments().stream()
                .map(each -> typed(each, context, bound))
                .toList();
        Optional<TypeFact> fact = index.resolve(use.name(), context);
        return new Typed(fact.map(TypeFact::simpleName).orElse(use.simpleName()), fact, arguments);
    }

    /** A variable, else a field, else the name of a type. */
    private Optional<Typed> ofName(String name, Node at, int depth) {
        Optional<Declared> local = local(name, at);
        if (local.isPresent()) {
            return ofDeclared(local.get(), depth);
        }
        return context(at).flatMap(context -> index.constant(name, context)
                .map(found -> typed(found.field().type(), found.owner(), bindings(context, found.owner())))
                .or(() -> index.resolve(name, context).map(Typed::of))
                .or(() -> Character.isUpperCase(name.charAt(0)) ? Optional.of(Typed.library(name)) : Optional.empty()));
    }

    /** Where a local name is declared: a parameter or a variable. */
    private record Declared(Node node) {}

    /** Whether a bare name means a local variable or parameter at this place. */
    boolean isLocal(String name, Node at) {
        return local(name, at).isPresent();
    }

    /** The variable that a bare name means at this place, when it is a local one and no parameter. */
    Optional<VariableDeclarator> variable(String name, Node at) {
        return local(name, at)
                .map(Declared::node)
                .filter(VariableDeclarator.class::isInstance)
                .map(VariableDeclarator.class::cast);
    }

    /** The declaration of a local name, searched outward through blocks, lambdas and parameters. */
    private Optional<Declared> local(String name, Node at) {
        Node below = at;
        for (Node node = at;
                node != null;
                below = node, node = node.getParentNode().orElse(null)) {
            if (node instanceof com.github.javaparser.ast.body.TypeDeclaration<?>) {
                return Optional.empty();
            }
            for (Node child : node.getChildNodes()) {
                if (Enclosing.isSameNode(child, below) && !(child instanceof ExpressionStmt)) {
                    break;
                }
                Optional<Node> found = declares(child, name);
                if (found.isPresent()) {
                    return found.map(Declared::new);
                }
                if (Enclosing.isSameNode(child, below)) {
                    break;
                }
            }
            Optional<Node> pattern = pattern(node, below, name);
            if (pattern.isPresent()) {
                return pattern.map(Declared::new);
            }
        }
        return Optional.empty();
    }

    private static Optional<Node> declares(Node child, String name) {
        if (child instanceof Parameter parameter && parameter.getNameAsString().equals(name)) {
            return Optional.of(parameter);
        }
        if (child instanceof ExpressionStmt statement
                && statement.getExpression().isVariableDeclarationExpr()) {
            return declares(statement.getExpression(), name);
        }
        if (child instanceof com.github.javaparser.ast.expr.VariableDeclarationExpr declaration) {
            return declaration.getVariables().stream()
                    .filter(each -> each.getNameAsString().equals(name))
                    .map(Node.class::cast)
                    .findFirst();
        }
        return Optional.empty();
    }

    /** {@code x instanceof Owner owner} in a condition that governs the place: around it, to its left, or before it in the block. */
    private static Optional<Node> pattern(Node node, Node below, String name) {
        List<Node> conditions = new java.util.ArrayList<>();
        if (node instanceof IfStmt branch) {
            conditions.add(branch.getCondition());
        } else if (node instanceof BinaryExpr both && Enclosing.isSameNode(below, both.getRight())) {
            conditions.add(both.getLeft());
        } else if (node instanceof ConditionalExpr conditional) {
            conditions.add(conditional.getCondition());
        } else if (node instanceof BlockStmt block) {
            block.getStatements().stream()
                    .takeWhile(each -> !Enclosing.isSameNode(each, below))
                    .filter(IfStmt.class::isInstance)
                    .forEach(each -> conditions.add(((IfStmt) each).getCondition()));
        }
        return conditions.stream()
                .flatMap(condition ->
                        condition
                                .findFirst(TypePatternExpr.class, each -> each.getNameAsString()
                                        .equals(name))
                                .stream())
                .map(Node.class::cast)
                .findFirst();
    }

    private Optional<Typed> ofDeclared(Declared declared, int depth) {
        if (declared.node() instanceof TypePatternExpr pattern) {
            return Optional.of(ofType(pattern.getType(), pattern));
        }
        if (declared.node() instanceof Parameter parameter) {
            boolean untyped =
                    parameter.getType().isUnknownType() || parameter.getType().isVarType();
            if (!untyped) {
                Typed type = ofType(parameter.getType(), parameter);
                return Optional.of(parameter.isVarArgs() ? Typed.library(TypeUse.ARRAY, type) : type);
            }
            return parameter
                    .getParentNode()
                    .filter(LambdaExpr.class::isInstance)
                    .flatMap(lambda -> ofLambdaParameter((LambdaExpr) lambda, parameter, depth));
        }
        VariableDeclarator variable = (VariableDeclarator) declared.node();
        if (!variable.getType().isVarType()) {
            return Optional.of(ofType(variable.getType(), variable));
        }
        Optional<Typed> iterated = variable.getParentNode()
                .flatMap(Node::getParentNode)
                .filter(ForEachStmt.class::isInstance)
                .flatMap(loop -> of(((ForEachStmt) loop).getIterable(), depth + 1))
                .flatMap(Typed::element);
        return iterated.or(() -> variable.getInitializer().flatMap(value -> of(value, depth + 1)));
    }

    /** In {@code owners.stream().map(o -> ...)} the parameter is what the receiver holds. */
    private Optional<Typed> ofLambdaParameter(LambdaExpr lambda, Parameter parameter, int depth) {
        int position = lambda.getParameters().indexOf(parameter);
        Optional<MethodCallExpr> call =
                lambda.getParentNode().filter(MethodCallExpr.class::isInstance).map(MethodCallExpr.class::cast);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        Optional<Typed> receiver = call.get().getScope().flatMap(scope -> of(scope, depth + 1));
        if (receiver.filter(type -> isContainer(type)).isPresent()) {
            Typed container = receiver.get();
            boolean pair =
                    container.arguments().size() == 2 && lambda.getParameters().size() == 2;
            return pair ? Optional.of(container.arguments().get(position)) : container.element();
        }
        // The project's own functional parameters: withOwner(id, owner -> ...).
        return receiver.flatMap(Typed::fact)
                .or(() -> call.get().getScope().isEmpty() ? context(lambda) : Optional.empty())
                .flatMap(type -> method(
                        type,
                        call.get().getNameAsString(),
                        call.get().getArguments().size()))
                .flatMap(found -> {
                    int argument = call.get().getArguments().indexOf(lambda);
                    TypeUse use = found.method().parameters().get(argument).type();
                    return position < use.arguments().size()
                            ? Optional.of(typed(use.arguments().get(position), found.owner(), Map.of()))
                            : Optional.empty();
                });
    }

    private static boolean isContainer(Typed type) {
        return type.fact().isEmpty()
                && CONTAINERS.contains(type.name())
                && !type.arguments().isEmpty();
    }

    private Optional<Typed> ofField(FieldAccessExpr access, int depth) {
        Optional<Typed> scope = of(access.getScope(), depth + 1);
        if (scope.isPresent() && scope.get().fact().isPresent()) {
            TypeFact owner = scope.get().fact().get();
            Optional<Typed> field = field(owner, access.getNameAsString(), scope.get());
            if (field.isPresent()) {
                return field;
            }
        }
        return context(access)
                .flatMap(context -> index.resolve(access.toString(), context))
                .map(Typed::of);
    }

    private Optional<Typed> field(TypeFact type, String name, Typed receiver) {
        for (TypeFact level : withAncestors(type)) {
            Optional<FieldFact> field = level.field(name);
            if (field.isPresent()) {
                return Optional.of(typed(field.get().type(), level, bindings(receiver, level)));
            }
        }
        return Optional.empty();
    }

    private List<TypeFact> withAncestors(TypeFact type) {
        List<TypeFact> levels = new java.util.ArrayList<>(List.of(type));
        levels.addAll(index.ancestors(type));
        return levels;
    }

    /** A method and the type that declares it. */
    record Found(TypeFact owner, MethodFact method) {}

    /** The nearest declaration with this name and number of parameters. */
    Optional<Found> method(TypeFact type, String name, int arguments) {
        return withAncestors(type).stream()
                .flatMap(level -> level.methods().stream()
                        .filter(each ->
                                each.name().equals(name) && each.parameters().size() == arguments)
                        .map(each -> new Found(level, each)))
                .findFirst();
    }

    private Optional<Typed> ofCall(MethodCallExpr call, int depth) {
        String name = call.getNameAsString();
        if (call.getScope().isEmpty()) {
            return context(call).flatMap(context -> declaredResult(Typed.of(context), call, depth)
                    .or(() -> outerResult(context, call, depth)));
        }
        Optional<Typed> receiver = of(call.getScope().get(), depth + 1);
        if (receiver.isEmpty()) {
            return Optional.empty();
        }
        Typed type = receiver.get();
        if (type.fact().isPresent()) {
            return declaredResult(type, call, depth)
                    .or(() -> synthesized(type, name))
                    .or(() -> inheritedFromLibrary(type, call, depth));
        }
        return isContainer(type) ? ofContainerCall(type, call, depth) : ofLibraryCall(type, call, depth);
    }

    private Optional<Typed> outerResult(TypeFact context, MethodCallExpr call, int depth) {
        int dollar = context.name().lastIndexOf('$');
        return dollar < 0
                ? Optional.empty()
                : index.type(context.name().substring(0, dollar))
                        .flatMap(outer -> declaredResult(Typed.of(outer), call, depth));
    }

    private Optional<Typed> declaredResult(Typed receiver, MethodCallExpr call, int depth) {
        return method(
                        receiver.fact().orElseThrow(),
                        call.getNameAsString(),
                        call.getArguments().size())
                .map(found -> {
                    Map<String, Typed> bound = new HashMap<>(bindings(receiver, found.owner()));
                    // <T> T get(Class<T> type, ...): the argument says what T is.
                    for (int i = 0; i < call.getArguments().size(); i++) {
                        TypeUse parameter = found.method().parameters().get(i).type();
                        if (parameter.name().equals("Class")
                                && !parameter.arguments().isEmpty()) {
                            int at = i;
                            of(call.getArgument(at), depth + 1)
                                    .flatMap(Typed::element)
                                    .ifPresent(type -> bound.put(
                                            parameter.arguments().get(0).name(), type));
                        }
                    }
                    return typed(found.method().type(), found.owner(), bound);
                });
    }

    /** Accessors that a record or Lombok makes, and Lombok's builder, which is taken for the type it builds. */
    private Optional<Typed> synthesized(Typed receiver, String name) {
        TypeFact type = receiver.fact().orElseThrow();
        if (name.equals("builder") || name.equals("toBuilder") || name.equals("build")) {
            return Optional.of(receiver);
        }
        String property = Accessors.propertyOfGetter(name).orElse(name);
        return field(type, property, receiver).or(() -> field(type, name, receiver));
    }

    private Optional<Typed> inheritedFromLibrary(Typed receiver, MethodCallExpr call, int depth) {
        return repositories
                .of(receiver.fact().orElseThrow())
                .flatMap(repository -> repositories.resultOf(repository, call.getNameAsString()))
                .or(() -> call.getNameAsString().startsWith("save")
                                && !call.getArguments().isEmpty()
                        ? of(call.getArgument(0), depth + 1)
                        : Optional.empty());
    }

    private Optional<Typed> ofContainerCall(Typed container, MethodCallExpr call, int depth) {
        String name = call.getNameAsString();
        if (Set.of("map", "flatMap", "mapToObj", "thenApply").contains(name)
                && call.getArguments().size() == 1) {
            return ofFunction(call.getArgument(0), depth)
                    .map(result -> name.equals("flatMap") ? result : Typed.library(container.name(), result));
        }
        boolean optional =
                Set.of("findFirst", "findAny", "min", "max", "reduce").contains(name);
        if (optional) {
            return container.element().map(each -> Typed.library("Optional", each));
        }
        if (SAME.contains(name)) {
            return container
                    .element()
                    .map(each -> Typed.library(name.equals("toList") ? "List" : container.name(), each));
        }
        if (name.equals("entrySet")) {
            return Optional.of(Typed.library("Set", new Typed("Entry", Optional.empty(), container.arguments())));
        }
        if (name.equals("keySet") || name.equals("getKey")) {
            Typed key = container.arguments().get(0);
            return Optional.of(name.equals("getKey") ? key : Typed.library("Set", key));
        }
        return ELEMENT.contains(name) ? container.element() : Optional.empty();
    }

    private Optional<Typed> ofFunction(Expression function, int depth) {
        if (function instanceof LambdaExpr lambda) {
            if (lambda.getExpressionBody().isPresent()) {
                return of(lambda.getExpressionBody().get(), depth + 1);
            }
            return lambda.getBody()
                    .findFirst(ReturnStmt.class)
                    .flatMap(ReturnStmt::getExpression)
                    .flatMap(value -> of(value, depth + 1));
        }
        if (function instanceof MethodReferenceExpr reference) {
            Optional<Typed> scope = of(reference.getScope(), depth + 1);
            if (reference.getIdentifier().equals("new")) {
                return scope;
            }
            return scope.flatMap(Typed::fact).flatMap(type -> withAncestors(type).stream()
                    .flatMap(level -> level.methods().stream()
                            .filter(each -> each.name().equals(reference.getIdentifier()))
                            .map(each -> typed(each.type(), level, bindings(scope.get(), level))))
                    .findFirst()
                    .or(() -> synthesized(scope.get(), reference.getIdentifier())));
        }
        return Optional.empty();
    }

    /** The few library calls whose result is an entity or a container of them. */
    private Optional<Typed> ofLibraryCall(Typed receiver, MethodCallExpr call, int depth) {
        String name = call.getNameAsString();
        if (Set.of("of", "ofNullable", "asList", "copyOf", "just", "singletonList", "singleton")
                        .contains(name)
                && !call.getArguments().isEmpty()
                && Character.isUpperCase(receiver.name().charAt(0))) {
            Optional<Typed> first = of(call.getArgument(0), depth + 1);
            boolean copy = name.equals("copyOf");
            return copy
                    ? first
                    : first.map(each ->
                            Typed.library(CONTAINERS.contains(receiver.name()) ? receiver.name() : "List", each));
        }
        boolean manager = Set.of("EntityManager", "Session", "StatelessSession", "TestEntityManager")
                .contains(receiver.name());
        if (manager && !call.getArguments().isEmpty()) {
            Optional<Typed> first = of(call.getArgument(0), depth + 1);
            if (Set.of("find", "getReference", "get", "load", "byId").contains(name)) {
                return first.filter(each -> each.name().equals("Class")).flatMap(Typed::element);
            }
            if (name.equals("createQuery") && call.getArguments().size() == 2) {
                return of(call.getArgument(1), depth + 1)
                        .filter(each -> each.name().equals("Class"))
                        .flatMap(Typed::element)
                        .map(each -> Typed.library("TypedQuery", each));
            }
            return Set.of("merge", "persistAndFlush", "persistFlushFind", "persist")
                            .contains(name)
                    ? first
                    : Optional.empty();
        }
        if (receiver.name().equals("TypedQuery") || receiver.name().equals("Query")) {
            return switch (name) {
                case "getResultList", "list", "getResultStream" ->
                    receiver.element().map(each -> Typed.library("List", each));
                case "getSingleResult", "getSingleResultOrNull", "uniqueResult" -> receiver.element();
                default -> Optional.of(receiver);
            };
        }
        return Optional.empty();
    }

    private Map<String, Typed> bindings(TypeFact from, TypeFact declaring) {
        return bindings(Typed.of(from), declaring);
    }

    /** What the type variables of a supertype are, seen from a receiver. */
    Map<String, Typed> bindings(Typed receiver, TypeFact declaring) {
        Map<String, Map<String, Typed>> known = new LinkedHashMap<>();
        TypeFact start = receiver.fact().orElseThrow();
        known.put(start.name(), start.bind(receiver.arguments()));
        for (TypeFact level : withAncestors(start)) {
            Map<String, Typed> bound = known.getOrDefault(level.name(), Map.of());
            for (TypeUse use : level.supertypes()) {
                index.resolve(use.name(), level)
                        .ifPresent(parent -> known.putIfAbsent(
                                parent.name(),
                                parent.bind(use.arguments().stream()
                                        .map(each -> typed(each, level, bound))
                                        .toList())));
            }
        }
        return known.getOrDefault(declaring.name(), Map.of());
    }
}
