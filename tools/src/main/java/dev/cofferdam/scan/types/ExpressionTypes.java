package dev.cofferdam.scan.types;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
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
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.type.Type;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Types of expressions from declarations, imports and what the common containers do. No class path, no overload resolution beyond
 * the number of arguments: a wrong guess would bind a usage to the wrong table, so it answers nothing instead.
 */
public final class ExpressionTypes {

    private static final int DEEPEST = 24;
    /** A library's class by its full name. */
    private static final Pattern QUALIFIED = Pattern.compile("([a-z][a-z0-9_]*\\.)+[A-Z]\\w*");

    private static final Set<String> COLLECT_MAPS =
            Set.of("groupingBy", "partitioningBy", "toMap", "toUnmodifiableMap", "toConcurrentMap");

    private final JavaIndex index;
    private final Repositories repositories;
    private final TypeMembers members;
    private final LibraryCalls library;
    private final DeclaredTypes declared;
    private final Inference inference;

    public ExpressionTypes(JavaIndex index, Repositories repositories) {
        this.index = index;
        this.repositories = repositories;
        members = new TypeMembers(index);
        library = new LibraryCalls(this);
        declared = new DeclaredTypes(this, members);
        inference = new Inference(this, members);
    }

    /** The type of an expression; empty where the sources do not tell. */
    public Optional<Typed> of(Expression expression) {
        return of(expression, 0);
    }

    /**
     * @param depth how many expressions led here; a declaration may refer to itself
     */
    Optional<Typed> of(Expression expression, int depth) {
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
            return context(parent).flatMap(type -> type.superclass().map(use -> members.typed(use, type, Map.of())));
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
            Typed made = ofType(created.getType(), created);
            boolean open = PlusCalls.isWrapper(made)
                    && made.element().isEmpty()
                    && !created.getArguments().isEmpty();
            // new QueryWrapper<>(owner): the entity is the condition, and its class says for what the wrapper is.
            return open
                    ? of(created.getArgument(0), depth + 1)
                            .map(of -> Typed.library(
                                    made.name(),
                                    of.name().equals("Class") ? of.element().orElse(of) : of))
                            .or(() -> Optional.of(made))
                    : Optional.of(made);
        }
        if (expression instanceof CastExpr cast) {
            return Optional.of(ofType(cast.getType(), cast));
        }
        if (expression instanceof ClassExpr type) {
            return Optional.of(Typed.library("Class", ofType(type.getType(), type)));
        }
        if (expression instanceof TypeExpr type) {
            // `owners::save` is parsed as if `owners` were a type.
            String name = type.getTypeAsString();
            return Character.isLowerCase(name.charAt(0)) && name.indexOf('.') < 0
                    ? ofName(name, type, depth)
                    : Optional.of(ofType(type.getType(), type));
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
    public Optional<TypeFact> context(Node node) {
        return index.around(node);
    }

    /** The type that declares the constant or field of a name, inherited and statically imported ones included. */
    Optional<TypeFact> declaring(String field, TypeFact context) {
        return index.constant(field, context).map(JavaIndex.Constant::owner);
    }

    /** The type that the source writes at a node. */
    public Typed ofType(Type type, Node at) {
        TypeUse use = TypeUse.of(type);
        return context(at)
                .map(context -> members.typed(use, context, variables(at, context)))
                .orElse(Typed.library(use.simpleName()));
    }

    /** Type variables of the generic methods around a node, seen as their bounds. */
    private Map<String, Typed> variables(Node at, TypeFact context) {
        Map<String, Typed> bound = new HashMap<>();
        Optional<MethodDeclaration> method =
                at instanceof MethodDeclaration own ? Optional.of(own) : Enclosing.nearest(at, MethodDeclaration.class);
        method.ifPresent(around -> around.getTypeParameters()
                .forEach(variable -> bound.put(
                        variable.getNameAsString(),
                        members.ofVariable(
                                new TypeFact.Variable(
                                        variable.getNameAsString(),
                                        variable.getTypeBound().stream()
                                                .findFirst()
                                                .map(TypeUse::of)),
                                context,
                                bound))));
        return bound;
    }

    /** A variable, else a field, else the name of a type. */
    private Optional<Typed> ofName(String name, Node at, int depth) {
        Optional<Node> local = LocalNames.declaration(name, at);
        if (local.isPresent()) {
            return declared.of(local.get(), depth);
        }
        return context(at).flatMap(context -> index.constant(name, context)
                .map(found ->
                        members.typed(found.field().type(), found.owner(), members.bindings(context, found.owner())))
                .or(() -> index.resolve(name, context).map(Typed::of))
                .or(() -> Character.isUpperCase(name.charAt(0)) ? Optional.of(Typed.library(name)) : Optional.empty()));
    }

    private Optional<Typed> ofField(FieldAccessExpr access, int depth) {
        Optional<Typed> scope = of(access.getScope(), depth + 1);
        if (scope.isPresent() && scope.get().fact().isPresent()) {
            TypeFact owner = scope.get().fact().get();
            Optional<Typed> field = members.field(owner, access.getNameAsString(), scope.get());
            if (field.isPresent()) {
                return field;
            }
        }
        return context(access)
                .flatMap(context -> index.resolve(access.toString(), context))
                .map(Typed::of)
                .or(() ->
                        scope.isEmpty() && QUALIFIED.matcher(access.toString()).matches()
                                ? Optional.of(Typed.library(access.getNameAsString()))
                                : Optional.empty());
    }

    private Optional<Typed> ofCall(MethodCallExpr call, int depth) {
        String name = call.getNameAsString();
        if (call.getScope().isEmpty()) {
            return context(call).flatMap(context -> declaredResult(Typed.of(context), call, depth)
                    .or(() -> outerResult(context, call, depth))
                    .or(() -> importedResult(context, call, depth))
                    .or(() -> ofOwnMapper(context, name))
                    .or(() -> library.sameAsArgument(call, depth))
                    .or(() ->
                            call.getArguments().isEmpty() ? LibraryCalls.inherited(name) : library.mock(call, depth)));
        }
        Optional<Typed> receiver = of(call.getScope().get(), depth + 1);
        if (receiver.isEmpty()) {
            return library.mock(call, depth);
        }
        Typed type = receiver.get();
        if (type.fact().isPresent()) {
            return declaredResult(type, call, depth)
                    .or(() -> synthesized(type, call))
                    .or(() -> inheritedFromLibrary(type, call, depth));
        }
        return Containers.isContainer(type) ? ofContainerCall(type, call, depth) : library.result(type, call, depth);
    }

    /** {@code lambdaQuery()}, {@code getById(id)} in a service of MyBatis-Plus. */
    private Optional<Typed> ofOwnMapper(TypeFact context, String method) {
        return repositories.mapper(context).flatMap(mapper -> repositories.resultOf(mapper, method));
    }

    /** The entity of a mapper or service of MyBatis-Plus. */
    Optional<Typed> mappedBy(Typed mapper) {
        return mapper.fact()
                .flatMap(repositories::mapper)
                .map(Repositories.Repository::entityType)
                .map(Typed::of);
    }

    private Optional<Typed> outerResult(TypeFact context, MethodCallExpr call, int depth) {
        int dollar = context.name().lastIndexOf('$');
        return dollar < 0
                ? Optional.empty()
                : index.type(context.name().substring(0, dollar), context.path())
                        .flatMap(outer -> declaredResult(Typed.of(outer), call, depth));
    }

    private Optional<Typed> importedResult(TypeFact context, MethodCallExpr call, int depth) {
        return index.staticImports(call.getNameAsString(), context).stream()
                .flatMap(owner -> declaredResult(Typed.of(owner), call, depth).stream())
                .findFirst();
    }

    private Optional<Typed> declaredResult(Typed receiver, MethodCallExpr call, int depth) {
        return members.method(
                        receiver.fact().orElseThrow(),
                        call.getNameAsString(),
                        call.getArguments().size())
                .map(found -> inference.result(found, receiver, call, depth));
    }

    /** Accessors that a record or Lombok makes, and Lombok's builder, which is taken for the type it builds. */
    private Optional<Typed> synthesized(Typed receiver, MethodCallExpr call) {
        // withTelephone(x) of Lombok, and a builder's or a fluent setter.
        boolean same = call.getArguments().size() == 1
                && members.field(
                                receiver.fact().orElseThrow(),
                                Accessors.decapitalize(call.getNameAsString().replaceFirst("^with(?=[A-Z])", "")),
                                receiver)
                        .isPresent();
        return same ? Optional.of(receiver) : synthesized(receiver, call.getNameAsString());
    }

    private Optional<Typed> synthesized(Typed receiver, String name) {
        TypeFact type = receiver.fact().orElseThrow();
        if (name.equals("builder") || name.equals("toBuilder") || name.equals("build")) {
            return Optional.of(receiver);
        }
        String property = Accessors.propertyOfGetter(name).orElse(name);
        return members.field(type, property, receiver).or(() -> members.field(type, name, receiver));
    }

    private Optional<Typed> inheritedFromLibrary(Typed receiver, MethodCallExpr call, int depth) {
        return repositories
                .of(receiver.fact().orElseThrow())
                .or(() -> repositories.mapper(receiver.fact().orElseThrow()))
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
            return ofFunction(call.getArgument(0), container, depth)
                    .map(result -> name.equals("flatMap") ? result : Typed.library(container.name(), result));
        }
        boolean collects = name.equals("collect")
                && call.getArguments().size() == 1
                && call.getArgument(0) instanceof MethodCallExpr collector
                && COLLECT_MAPS.contains(collector.getNameAsString());
        return collects
                ? collected(container, (MethodCallExpr) call.getArgument(0), depth)
                : Containers.result(container, name);
    }

    /** A map of groups, or of what a function makes of each element; what another collector makes of the groups is not followed. */
    private Optional<Typed> collected(Typed container, MethodCallExpr collector, int depth) {
        boolean maps = collector.getNameAsString().startsWith("to");
        Typed key = Typed.library("Object");
        if (maps && collector.getArguments().size() > 1) {
            Expression value = collector.getArgument(1);
            boolean same = value.toString().endsWith("identity()");
            return (same ? container.element() : ofFunction(value, container, depth))
                    .map(each -> Typed.library("Map", key, each));
        }
        return maps || collector.getArguments().size() > 1
                ? Optional.empty()
                : container.element().map(each -> Typed.library("Map", key, Typed.library("List", each)));
    }

    private Optional<Typed> ofFunction(Expression function, Typed container, int depth) {
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
            Optional<Typed> element = container.element().filter(Containers::isContainer);
            if (element.isPresent()) {
                return Containers.result(element.get(), reference.getIdentifier());
            }
            Optional<Typed> scope = of(reference.getScope(), depth + 1);
            if (reference.getIdentifier().equals("new")) {
                return scope;
            }
            return scope.flatMap(Typed::fact).flatMap(type -> members.withAncestors(type).stream()
                    .flatMap(level -> level.methods().stream()
                            .filter(each -> each.name().equals(reference.getIdentifier()))
                            .map(each -> members.typed(each.type(), level, members.bindings(scope.get(), level))))
                    .findFirst()
                    .or(() -> synthesized(scope.get(), reference.getIdentifier())));
        }
        return Optional.empty();
    }
}
