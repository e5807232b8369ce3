package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.types.Containers;
import dev.cofferdam.scan.types.ExpressionTypes;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What becomes of a value inside its method: whether it is asked for more than itself, or handed to another method. */
final class Loading {

    private static final int DEEPEST = 6;

    /** Library calls that keep or pass on a collection without looking into it. */
    private static final Set<String> KEEPS = Set.of(
            "add",
            "put",
            "requireNonNull",
            "requireNonNullElse",
            "nonNull",
            "isNull",
            "notNull",
            "ofNullable",
            "of",
            "isInitialized",
            "identityHashCode",
            "evict",
            "just",
            "unmodifiableSet",
            "unmodifiableList",
            "unmodifiableCollection",
            "unmodifiableSortedSet",
            "unmodifiableMap",
            "synchronizedSet",
            "synchronizedList",
            "synchronizedCollection");
    /** Library calls that ask what they are given to speak for itself. */
    private static final Set<String> ASKS =
            Set.of("equals", "hash", "toString", "valueOf", "initialize", "unproxy", "append");
    /** What templates look into. */
    private static final Set<String> CONTEXTS =
            Set.of("VelocityContext", "Model", "ModelMap", "ModelAndView", "Context");

    /** Collectors and comparators that compare what the function gives. */
    private static final Set<String> BY_KEY = Set.of("groupingBy", "toMap", "comparing", "thenComparing");

    private static final Set<String> HASHED = Set.of("HashSet", "LinkedHashSet", "TreeSet");

    private static final Set<String> OVER_ELEMENTS = Set.of(
            "map",
            "filter",
            "flatMap",
            "forEach",
            "anyMatch",
            "allMatch",
            "noneMatch",
            "mapToInt",
            "mapToLong",
            "mapToDouble",
            "mapToObj",
            "peek",
            "sorted");

    private final ExpressionTypes types;
    private final Walk walk;
    private final Listener listener;

    /** Who is told. */
    interface Listener {
        /** Rows are read at this node. */
        void loaded(Node at);

        /** The value is an argument of this call of the project's. */
        void handed(MethodCallExpr call, int argument);
    }

    Loading(ExpressionTypes types, Walk walk, Listener listener) {
        this.types = types;
        this.walk = walk;
        this.listener = listener;
    }

    void follow(Node value) {
        follow(value, 0);
    }

    private void follow(Node value, int depth) {
        Node parent = value.getParentNode().orElse(null);
        if (parent == null || depth > DEEPEST) {
            return;
        }
        if (parent instanceof EnclosedExpr
                || parent instanceof CastExpr
                || parent instanceof ConditionalExpr choice && !Enclosing.isSameNode(choice.getCondition(), value)) {
            follow(parent, depth + 1);
        } else if (parent instanceof MethodCallExpr call) {
            followInto(call, value);
        } else if (parent instanceof ForEachStmt loop && Enclosing.isSameNode(loop.getIterable(), value)) {
            listener.loaded(value);
        } else if (parent instanceof ObjectCreationExpr created) {
            boolean copied =
                    walk.isCollection() && Containers.isKnown(created.getType().getNameAsString());
            if (copied) {
                listener.loaded(created);
            }
        } else if (parent instanceof BinaryExpr binary && binary.getOperator() == BinaryExpr.Operator.PLUS) {
            listener.loaded(value);
        } else if (parent instanceof MethodReferenceExpr reference) {
            if (walk.isLoadedBy(reference.getIdentifier())) {
                listener.loaded(reference);
            }
        } else {
            followName(parent, value, depth);
        }
    }

    /** Into a variable, a pattern or the next step of a stream. */
    private void followName(Node parent, Node value, int depth) {
        if (parent instanceof VariableDeclarator variable) {
            followUses(variable, variable.getNameAsString(), depth);
        } else if (parent instanceof AssignExpr assign
                && assign.getTarget() instanceof NameExpr name
                && Enclosing.isSameNode(assign.getValue(), value)) {
            LocalNames.declaration(name.getNameAsString(), name)
                    .ifPresent(declared -> followUses(declared, name.getNameAsString(), depth));
        } else if (parent instanceof InstanceOfExpr check) {
            check.getPattern()
                    .filter(TypePatternExpr.class::isInstance)
                    .map(TypePatternExpr.class::cast)
                    .ifPresent(pattern -> followUses(pattern, pattern.getNameAsString(), depth));
        } else if (parent instanceof ExpressionStmt statement
                && statement.getParentNode().orElse(null) instanceof LambdaExpr lambda) {
            followElements(lambda, depth);
        }
    }

    private void followInto(MethodCallExpr call, Node value) {
        boolean receiver = call.getScope()
                .filter(scope -> Enclosing.isSameNode(scope, value))
                .isPresent();
        if (receiver) {
            if (walk.isLoadedBy(call.getNameAsString())) {
                listener.loaded(call);
            }
            return;
        }
        int argument = indexOf(call.getArguments(), value);
        if (argument < 0) {
            return;
        }
        Optional<Typed> scope = call.getScope().isPresent()
                ? types.of(call.getScope().get())
                : types.context(call).map(Typed::of);
        if (scope.flatMap(Typed::fact).isPresent()) {
            listener.handed(call, argument);
        } else if (scope.or(() -> qualified(call))
                .filter(type -> isAskedByLibrary(type, call.getNameAsString()))
                .isPresent()) {
            listener.loaded(call);
        }
    }

    /** {@code org.springframework.util.CollectionUtils.isEmpty(pets)} */
    private static Optional<Typed> qualified(MethodCallExpr call) {
        return call.getScope()
                .filter(FieldAccessExpr.class::isInstance)
                .map(scope -> ((FieldAccessExpr) scope).getNameAsString())
                .filter(name -> Character.isUpperCase(name.charAt(0)))
                .map(Typed::library);
    }

    private boolean isAskedByLibrary(Typed scope, String method) {
        if (walk.isCollection()) {
            return !KEEPS.contains(method) && !method.startsWith("set") && !method.startsWith("assert");
        }
        return ASKS.contains(method) || CONTEXTS.contains(scope.name());
    }

    private static int indexOf(List<Expression> arguments, Node value) {
        for (int i = 0; i < arguments.size(); i++) {
            if (Enclosing.isSameNode(arguments.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    /** Everywhere that the name means this declaration. */
    void followUses(Node declared, String name, int depth) {
        Enclosing.memberNode(declared)
                .ifPresent(member -> member.walk(NameExpr.class, use -> {
                    boolean same = use.getNameAsString().equals(name)
                            && LocalNames.declaration(name, use)
                                    .filter(found -> Enclosing.isSameNode(found, declared))
                                    .isPresent();
                    if (same) {
                        follow(use, depth + 1);
                    }
                }));
    }

    /** {@code Visit::getPet}, whose results are the next step's, or are hashed and compared. */
    void followReference(MethodReferenceExpr getter) {
        followElements(getter, 0);
        boolean key = getter.getParentNode()
                .filter(parent -> parent instanceof MethodCallExpr call && BY_KEY.contains(call.getNameAsString()))
                .isPresent();
        if (walk.compares() && (key || isHashedIn(getter))) {
            listener.loaded(getter);
        }
    }

    /** What the method takes from the association goes into a hashed collection: {@code new HashSet<>(pets)}. */
    private boolean isHashedIn(Node getter) {
        return Enclosing.memberNode(getter)
                .flatMap(member -> member.findFirst(
                        ObjectCreationExpr.class,
                        created -> HASHED.contains(created.getType().getNameAsString())
                                && created.getArguments().size() == 1
                                && types.of(created.getArgument(0))
                                        .flatMap(Typed::element)
                                        .filter(element ->
                                                element.is(walk.target().type()))
                                        .isPresent()))
                .isPresent();
    }

    /** {@code visits.map(v -> v.getPet()).map(p -> p.getName())}: the second step asks what the first one gave. */
    private void followElements(Expression function, int depth) {
        Optional<MethodCallExpr> next = function.getParentNode()
                .filter(step -> step instanceof MethodCallExpr call
                        && call.getNameAsString().equals("map"))
                .flatMap(Node::getParentNode)
                .filter(MethodCallExpr.class::isInstance)
                .map(MethodCallExpr.class::cast);
        if (next.isEmpty()) {
            return;
        }
        String name = next.get().getNameAsString();
        if (walk.compares() && isHashing(next.get())) {
            listener.loaded(next.get());
        } else if (OVER_ELEMENTS.contains(name) && next.get().getArguments().size() == 1) {
            followStep(next.get().getArgument(0), depth);
        }
    }

    private static boolean isHashing(MethodCallExpr step) {
        return step.getNameAsString().equals("distinct")
                || step.getArguments().stream()
                        .anyMatch(argument -> argument instanceof MethodCallExpr collector
                                && collector.getNameAsString().equals("toSet"));
    }

    private void followStep(Expression step, int depth) {
        if (step instanceof MethodReferenceExpr reference) {
            boolean test = reference.getScope().toString().equals("Objects");
            if (!test && walk.isLoadedBy(reference.getIdentifier())) {
                listener.loaded(reference);
            }
        } else if (step instanceof LambdaExpr lambda && lambda.getParameters().size() == 1) {
            Parameter element = lambda.getParameter(0);
            followUses(element, element.getNameAsString(), depth);
        }
    }
}
