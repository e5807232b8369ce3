package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.ConstantNames;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.EntityPath;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.strings.StringFolder;
import dev.cofferdam.scan.types.Typed;
import dev.cofferdam.scan.words.Tokens;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Queries put together by calls: JPA's criteria and its static metamodel, Hibernate's older criteria, and what Spring Data takes as names
 * of properties (sorts, examples, criteria of its relational modules). The entity behind the receiver decides, not the name.
 */
public final class CriteriaFinder implements StyleFinder {

    private static final Set<String> LIBRARY = Set.of(
            "CriteriaBuilder",
            "CriteriaQuery",
            "CriteriaUpdate",
            "createCriteriaUpdate",
            "HibernateCriteriaBuilder",
            "Root",
            "Path",
            "From",
            "Join",
            "Specification",
            "Criteria",
            "DetachedCriteria",
            "Restrictions",
            "Projections",
            "Order",
            "Property",
            "ExampleMatcher",
            "Sort",
            "JpaSort",
            "PageRequest",
            "PathBuilder",
            "Query",
            "Update");
    /** On an object: the receiver says which entity. */
    private static final Set<String> STEPS =
            Set.of("get", "join", "fetch", "joinList", "joinSet", "joinMap", "getString", "getNumber", "getEnum");
    /** Classes whose static methods, or chains that begin with one, take names. */
    private static final Set<String> STATIC = Set.of(
            "Restrictions",
            "Projections",
            "Order",
            "Sort",
            "JpaSort",
            "PageRequest",
            "ExampleMatcher",
            "Property",
            "Subqueries",
            "Criteria",
            "Update",
            "Expression");

    private static final Set<String> STATIC_IMPORTS = Set.of("where", "eq", "ilike", "asc", "desc", "property");
    private static final Set<String> STARTS = Set.of("createCriteria", "forClass");

    private final Scan scan;
    private final CriteriaRoots roots;
    private final NamedEntities entities;
    private final Set<String> properties = new TreeSet<>();
    private final Set<String> metamodels = new TreeSet<>();
    private final Set<String> attributes = new TreeSet<>();
    /** Fields that hold the property's name; a query's path may be asked for by one of them. */
    private final Set<String> constants = new TreeSet<>();

    private final Set<SourceFile> candidates = new LinkedHashSet<>();

    public CriteriaFinder(Scan scan) {
        this.scan = scan;
        roots = new CriteriaRoots(scan);
        entities = new NamedEntities(scan);
        for (Entities.Mapping mapping : scan.entities().mappings(scan.column())) {
            String property = mapping.property().name();
            properties.add(property);
            attributes.add(property);
            attributes.add(constant(property));
            metamodels.add(mapping.entity().type().simpleName() + "_");
            metamodels.add(mapping.property().declaring().simpleName() + "_");
        }
        if (properties.isEmpty()) {
            return;
        }
        if (scan.entities().mappings(scan.column()).stream()
                .anyMatch(mapping -> scan.entities().isRelational(mapping.entity()))) {
            // Its criteria take the column's name as well.
            properties.add(scan.column().column());
        }
        Set<String> quoted = Tokens.last(properties);
        constants.addAll(ConstantNames.of(properties, scan.index()));
        List<SourceFile> named = scan.index().mentioning(LIBRARY).stream()
                .filter(file -> file.mentionsAny(quoted) || file.mentionsAny(constants))
                .toList();
        Set<String> words = new TreeSet<>(quoted);
        words.addAll(Tokens.constants(constants));
        scan.index().want(named, words);
        List<SourceFile> typed = scan.index().mentioning(metamodels).stream()
                .filter(file -> file.mentionsAny(attributes))
                .toList();
        scan.index().want(typed, metamodels);
        candidates.addAll(named);
        candidates.addAll(typed);
        wantWholeRows();
    }

    private void wantWholeRows() {
        Set<String> entities = new TreeSet<>();
        scan.entities().all().stream()
                .filter(entity -> scan.entities().loads(entity, scan.column())
                        || !scan.entities().eagerPath(entity, scan.column()).isEmpty())
                .forEach(entity -> entities.add(entity.type().simpleName()));
        Set<String> starts = new TreeSet<>(STARTS);
        starts.add("CriteriaQuery");
        List<SourceFile> whole = scan.index().mentioning(starts).stream()
                .filter(file -> file.mentionsAny(entities))
                .toList();
        starts.add("from");
        scan.index().want(whole, starts);
        candidates.addAll(whole);
    }

    /** As the generators of the static metamodel name the string constants: {@code lastName -> LAST_NAME}. */
    private static String constant(String property) {
        return property.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> {
            scan.index().walk(file, Expression.class, this::findIn);
        }));
    }

    private void findIn(Expression expression) {
        if (expression instanceof StringLiteralExpr literal) {
            String value = literal.getValue();
            String last = value.substring(value.lastIndexOf('.') + 1);
            if (properties.contains(last)
                    && literal.getParentNode().orElse(null) instanceof MethodCallExpr call
                    && call.getArguments().contains(literal)) {
                findString(literal, value, last, call);
            }
        } else if (isConstant(expression)
                && expression.getParentNode().orElse(null) instanceof MethodCallExpr call
                && call.getArguments().contains(expression)) {
            scan.types()
                    .context(expression)
                    .flatMap(context -> scan.index().text(ConstantText.of(expression), context))
                    .filter(properties::contains)
                    .ifPresent(value -> findConstant(expression, value, call));
        } else if (expression instanceof FieldAccessExpr access
                && attributes.contains(access.getNameAsString())
                && access.getScope() instanceof NameExpr scope
                && metamodels.contains(scope.getNameAsString())) {
            findAttribute(access, scope.getNameAsString());
        } else if (expression instanceof MethodCallExpr call
                && !call.getArguments().isEmpty()
                && call.getArgument(0) instanceof ClassExpr) {
            findWhole(call);
        }
    }

    private boolean isConstant(Expression expression) {
        return expression instanceof NameExpr name && constants.contains(name.getNameAsString())
                || expression instanceof FieldAccessExpr access
                        && constants.contains(access.getNameAsString())
                        && !metamodels.contains(access.getScope().toString());
    }

    /** Only where a path is at hand: a constant may be the key of anything else. */
    private void findConstant(Expression name, String value, MethodCallExpr call) {
        if (isRoot(call)
                || call.getScope().isPresent() && STEPS.contains(call.getNameAsString()) && isPath(call)
                || isStatic(call)) {
            findString(name, value, value, call);
        }
    }

    private void findString(Expression literal, String value, String property, MethodCallExpr call) {
        Optional<TypeFact> context = scan.types().context(literal);
        if (context.isEmpty()) {
            return;
        }
        boolean first = Enclosing.isSameNode(call.getArgument(0), literal);
        boolean step = first && STEPS.contains(call.getNameAsString())
                || first && call.getNameAsString().equals("set") && isUpdate(call);
        if (step && call.getScope().isPresent() && isPath(call)) {
            Optional<EntityPath> root = roots.of(call.getScope().get());
            judge(literal, value, context.get(), root.map(each -> new CriteriaRoots.Criteria(each, true)), property);
        } else if (isStatic(call)) {
            judge(literal, value, context.get(), roots.around(literal), property);
        } else {
            // A helper of the house: like(root, "telephone").
            call.getArguments().stream()
                    .filter(each -> !Enclosing.isSameNode(each, literal))
                    .flatMap(each -> roots.of(each).stream())
                    .findFirst()
                    .filter(each -> isRoot(call))
                    .ifPresent(root -> judge(
                            literal,
                            value,
                            context.get(),
                            Optional.of(new CriteriaRoots.Criteria(root, false)),
                            property));
        }
    }

    private boolean isRoot(MethodCallExpr call) {
        return call.getArguments().stream()
                .flatMap(each -> scan.types().of(each).stream())
                .anyMatch(type -> Set.of("Root", "Path", "From", "Join", "CriteriaUpdate", "EntityPath")
                        .contains(type.name()));
    }

    /** Whether the receiver can be a path of a criteria query: by its type, else by having one behind it or by its name. */
    private boolean isPath(MethodCallExpr call) {
        Expression scope = call.getScope().orElseThrow();
        Optional<Typed> type = scan.types().of(scope);
        if (type.isPresent()) {
            return Set.of(
                                    "Root",
                                    "Path",
                                    "From",
                                    "Join",
                                    "ListJoin",
                                    "SetJoin",
                                    "Fetch",
                                    "CriteriaUpdate",
                                    "PathBuilder")
                            .contains(type.get().name())
                    || type.get().name().startsWith("Jpa");
        }
        return roots.of(scope).isPresent()
                || StringFolder.root(call).toString().matches("root|r|path|from|join\\w*|\\w+(Root|Join|Path)");
    }

    private boolean isUpdate(MethodCallExpr call) {
        return call.getScope()
                .flatMap(scan.types()::of)
                .filter(type -> type.name().equals("CriteriaUpdate"))
                .isPresent();
    }

    /** {@code Restrictions.eq("x", 1)}, {@code Sort.by("x").and(...)}, {@code where("x").is(1)}. */
    private static boolean isStatic(MethodCallExpr call) {
        Expression root = StringFolder.root(call);
        boolean named = root instanceof NameExpr name && STATIC.contains(name.getNameAsString())
                || root instanceof FieldAccessExpr access
                        && STATIC.contains(access.toString()
                                .replaceFirst("^([a-z]\\w*\\.)+", "")
                                .replaceFirst("\\..*", ""));
        boolean bare = root instanceof MethodCallExpr start
                && start.getScope().isEmpty()
                && STATIC_IMPORTS.contains(start.getNameAsString())
                && start.findCompilationUnit()
                        .filter(unit -> unit.getImports().stream()
                                .anyMatch(each -> each.isStatic() && mayImport(each.getNameAsString(), start)))
                        .isPresent();
        return named
                || bare
                || Set.of("createAlias", "setFetchMode", "withMatcher", "withIgnorePaths")
                        .contains(call.getNameAsString());
    }

    private static boolean mayImport(String imported, MethodCallExpr start) {
        return STATIC.stream()
                .anyMatch(each ->
                        imported.endsWith("." + each) || imported.endsWith("." + each + "." + start.getNameAsString()));
    }

    private void judge(
            Expression literal,
            String value,
            TypeFact context,
            Optional<CriteriaRoots.Criteria> root,
            String property) {
        if (scan.isClaimed(context, literal) && isInSort(literal)) {
            // Panache has a class of the same name, and whoever knows it has said whose property it is.
            return;
        }
        scan.claim(context, literal);
        String path = CriteriaRoots.unaliased(value, literal);
        if (root.isPresent()) {
            Optional<PropertyFact> named = root.get().entity().follow(path, scan.entities());
            boolean maps =
                    named.filter(each -> Entities.maps(each, scan.column())).isPresent();
            if (maps) {
                add(
                        literal,
                        context,
                        property,
                        root.get().sure() ? Confidence.CERTAIN : Confidence.LIKELY,
                        "a query names `" + root.get().entity().entity().entityName() + "." + path + "`, which maps "
                                + scan.column()
                                + (root.get().sure() ? "" : "; it is the only entity in sight"));
                return;
            }
            if (isColumn(root.get().entity(), path)) {
                add(literal, context, property, Confidence.CERTAIN, "criteria name the column");
                return;
            }
            if (named.isPresent() || root.get().sure()) {
                return;
            }
        }
        unresolved(property, context)
                .ifPresent(confidence -> add(
                        literal,
                        context,
                        property,
                        confidence,
                        "a property's name handed to a query or sort whose entity was not found"));
    }

    private static boolean isInSort(Expression literal) {
        return literal.getParentNode().orElse(null) instanceof MethodCallExpr call
                && StringFolder.root(call).toString().matches("(?:.*\\.)?Sort");
    }

    private boolean isColumn(EntityPath root, String path) {
        return scan.entities().isRelational(root.entity())
                && path.equalsIgnoreCase(scan.column().column())
                && maps(root.entity());
    }

    /** Without the entity the file decides: it must name an entity with the column, and better no other that has such a property. */
    private Optional<Confidence> unresolved(String property, TypeFact context) {
        List<EntityFact> having = entities.having(property);
        List<EntityFact> named = entities.having(property, context);
        boolean ours = named.stream().anyMatch(this::maps);
        if (having.stream().allMatch(this::maps) && !having.isEmpty()) {
            return Optional.of(Confidence.LIKELY);
        }
        return ours
                ? Optional.of(named.stream().allMatch(this::maps) ? Confidence.LIKELY : Confidence.POSSIBLE)
                : Optional.empty();
    }

    private boolean maps(EntityFact entity) {
        return !Entities.mapping(entity, scan.column()).isEmpty();
    }

    private void findAttribute(FieldAccessExpr access, String metamodel) {
        Optional<TypeFact> context = scan.types().context(access);
        if (context.isEmpty()) {
            return;
        }
        String type = metamodel.substring(0, metamodel.length() - 1);
        boolean shared = scan.entities().mappings(scan.column()).stream()
                .noneMatch(mapping -> mapping.entity().type().simpleName().equals(type));
        Optional<EntityPath> root = access.getParentNode().orElse(null) instanceof MethodCallExpr call
                ? call.getScope().flatMap(roots::of)
                : Optional.empty();
        boolean other = root.filter(each -> !ours(each)).isPresent();
        if (shared && other) {
            return;
        }
        add(
                access,
                context.get(),
                access.getNameAsString(),
                shared && root.isEmpty() ? Confidence.POSSIBLE : Confidence.CERTAIN,
                "the static metamodel's `" + access + "`, which maps " + scan.column());
    }

    private boolean ours(EntityPath path) {
        return scan.entities().withSubclasses(path.entity()).stream().anyMatch(this::maps);
    }

    private void findWhole(MethodCallExpr call) {
        Optional<TypeFact> context = scan.types().context(call);
        Optional<EntityFact> entity = scan.types()
                .ofType(((ClassExpr) call.getArgument(0)).getType(), call)
                .fact()
                .flatMap(scan.entities()::of);
        if (context.isEmpty() || entity.isEmpty() || !selectsRows(call, entity.get())) {
            return;
        }
        boolean sent = !call.getNameAsString().equals("forClass");
        Spot spot = Spot.of(context.get(), Enclosing.member(call).orElse(""), JavaReader.line(call.getName()));
        new WholeRows(scan)
                .read(spot, entity.get(), sent ? Confidence.CERTAIN : Confidence.LIKELY, call.getNameAsString())
                .ifPresent(scan::add);
    }

    /** A query of JPA returns what its type says; one of Hibernate's whole rows unless it has a projection. */
    private boolean selectsRows(MethodCallExpr call, EntityFact entity) {
        if (call.getNameAsString().equals("from")) {
            return call.getScope()
                    .flatMap(scope -> scan.types().of(scope).or(() -> initial(scope)))
                    .filter(query -> query.name().equals("CriteriaQuery"))
                    .flatMap(Typed::element)
                    .flatMap(Typed::fact)
                    .filter(type -> scan.index().isSame(type, entity.type()))
                    .isPresent();
        }
        boolean projected = Enclosing.memberNode(call)
                .filter(member -> member.findFirst(MethodCallExpr.class, each -> each.getNameAsString()
                                .equals("setProjection"))
                        .isPresent())
                .isPresent();
        // Captors of mocks have a method of that name too.
        boolean ofCriteria = !call.getNameAsString().equals("forClass")
                || call.getScope()
                        .filter(scope -> scope.toString().endsWith("DetachedCriteria"))
                        .isPresent();
        return STARTS.contains(call.getNameAsString()) && ofCriteria && !projected;
    }

    /** {@code var query = builder.createQuery(Owner.class)}. */
    private Optional<Typed> initial(Expression scope) {
        return Optional.of(scope)
                .filter(NameExpr.class::isInstance)
                .flatMap(name -> LocalNames.variable(scope.toString(), scope))
                .flatMap(variable -> variable.getInitializer())
                .filter(value -> value instanceof MethodCallExpr made
                        && made.getNameAsString().equals("createQuery")
                        && made.getArguments().size() == 1)
                .flatMap(value -> scan.types().of(((MethodCallExpr) value).getArgument(0)))
                .flatMap(Typed::element)
                .map(entity -> Typed.library("CriteriaQuery", entity));
    }

    private void add(Expression at, TypeFact context, String token, Confidence confidence, String reason) {
        Spot spot = Spot.of(context, at);
        scan.add(new Hit(spot, accessOf(at), Style.CRITERIA, confidence, token, reason).at(JavaReader.column(at)));
    }

    /** The first argument of {@code set} or {@code update} is written, as a name or as a path. */
    private static Access accessOf(Expression named) {
        Node below = named;
        for (Node at = named.getParentNode().orElse(null); at instanceof MethodCallExpr call; ) {
            String name = call.getNameAsString();
            boolean argument = !call.getArguments().isEmpty() && Enclosing.isSameNode(call.getArgument(0), below);
            if (argument && call.getArguments().size() == 2 && (name.equals("set") || name.equals("update"))) {
                return Access.WRITE;
            }
            if (argument && !STEPS.contains(name)) {
                return Access.READ;
            }
            below = at;
            at = at.getParentNode().orElse(null);
        }
        return Access.READ;
    }
}
