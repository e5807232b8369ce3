package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.EntityPath;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.FileFacts;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * QueryDSL over entities: paths that begin at a generated class ({@code QOwner.owner.telephone}), under its own name, an alias, a static
 * import or a field. The classes are made at build time from the entities, so their names are made from these.
 */
public final class QuerydslFinder implements StyleFinder {

    private static final int DEEPEST = 12;
    private static final Set<String> SAME = Set.of("any", "as", "desc", "asc", "coalesce");
    private static final Set<String> ROWS = Set.of("selectFrom", "select", "selectDistinct", "fetchJoin");

    private final Scan scan;
    private final Map<String, EntityFact> classes = new HashMap<>();
    private final Set<String> properties = new TreeSet<>();
    private final List<SourceFile> candidates;

    public QuerydslFinder(Scan scan) {
        this.scan = scan;
        scan.entities()
                .mappings(scan.column())
                .forEach(mapping -> properties.add(mapping.property().name()));
        scan.entities().all().forEach(entity -> classes.put(queryClass(entity), entity));
        Set<String> rows = new TreeSet<>();
        scan.entities().all().stream()
                .filter(entity -> scan.entities().loads(entity, scan.column())
                        || !scan.entities().eagerPath(entity, scan.column()).isEmpty())
                .forEach(entity -> rows.add(queryClass(entity)));
        List<SourceFile> library =
                properties.isEmpty() ? List.of() : scan.index().mentioning(Set.of("querydsl"));
        // A query may live in a class that only imports the generated ones.
        Set<String> all = library.isEmpty() ? Set.of() : classes.keySet();
        candidates = library.isEmpty()
                ? List.of()
                : scan.index().mentioning(all).stream()
                        .filter(file ->
                                file.mentionsAny(properties) || file.mentionsAny(rows) && file.mentionsAny(ROWS))
                        .filter(file -> !isGenerated(file))
                        .toList();
        Set<String> words = new TreeSet<>(properties);
        words.addAll(ROWS);
        scan.index().want(candidates, words);
    }

    /** Nested classes are joined with an underscore. */
    private static String queryClass(EntityFact entity) {
        String name = entity.type().name();
        return "Q" + name.substring(name.lastIndexOf('.') + 1).replace('$', '_');
    }

    /** A generated class that was committed is made anew from its entity. */
    private boolean isGenerated(SourceFile file) {
        return scan.index().facts(file.path()).types().stream().anyMatch(type -> type.superclass()
                .filter(parent -> Set.of("EntityPathBase", "BeanPath", "RelationalPathBase")
                        .contains(parent.simpleName()))
                .isPresent());
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> {
            scan.index().walk(file, Expression.class, this::findIn);
        }));
    }

    private void findIn(Expression expression) {
        if (expression instanceof FieldAccessExpr access && properties.contains(access.getNameAsString())) {
            findProperty(access);
        } else if (expression instanceof MethodCallExpr call && ROWS.contains(call.getNameAsString())) {
            call.getArguments().forEach(argument -> findRows(call, argument));
        }
    }

    private void findProperty(FieldAccessExpr access) {
        Optional<EntityPath> at = of(access.getScope(), 0);
        Optional<PropertyFact> property =
                at.flatMap(place -> place.property(access.getNameAsString(), scan.entities()));
        Optional<TypeFact> context = scan.types().context(access);
        boolean maps =
                property.filter(each -> Entities.maps(each, scan.column())).isPresent();
        if (!maps || context.isEmpty() || goesOn(access, property.get())) {
            return;
        }
        scan.add(new Hit(
                        Spot.of(context.get(), Enclosing.member(access).orElse(""), JavaReader.line(access.getName())),
                        accessOf(access),
                        Style.CRITERIA,
                        Confidence.CERTAIN,
                        access.getNameAsString(),
                        "a QueryDSL path names `" + at.get().entity().entityName() + "."
                                + property.get().path() + "`, which maps " + scan.column())
                .at(JavaReader.column(access.getName())));
    }

    /** {@code pet.owner.name} names the key of the owner only on the way, which the join reads all the same; a class's constant does not. */
    private static boolean goesOn(FieldAccessExpr access, PropertyFact property) {
        return property.kind() == PropertyFact.Kind.TO_MANY
                || access.getScope() instanceof NameExpr scope
                        && scope.getNameAsString().startsWith("Q")
                        && scope.getNameAsString().substring(1).equalsIgnoreCase(access.getNameAsString());
    }

    private void findRows(MethodCallExpr call, Expression argument) {
        Optional<EntityPath> at = of(argument, 0);
        Optional<TypeFact> context = scan.types().context(call);
        if (at.isPresent() && at.get().prefix().isEmpty() && context.isPresent()) {
            Spot spot = Spot.of(context.get(), Enclosing.member(call).orElse(""), JavaReader.line(call.getName()));
            new WholeRows(scan)
                    .read(spot, at.get().entity(), Confidence.CERTAIN, call.getNameAsString())
                    .ifPresent(scan::add);
        }
    }

    /** The entity that a path has reached. */
    private Optional<EntityPath> of(Expression expression, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (expression instanceof EnclosedExpr enclosed) {
            return of(enclosed.getInner(), depth + 1);
        }
        if (expression instanceof ObjectCreationExpr created) {
            return entity(created.getType().getNameAsString());
        }
        if (expression instanceof FieldAccessExpr access) {
            boolean ofClass =
                    access.getScope() instanceof NameExpr scope && classes.containsKey(scope.getNameAsString())
                            || access.getScope() instanceof FieldAccessExpr qualified
                                    && classes.containsKey(qualified.getNameAsString());
            return ofClass
                    ? entity(lastName(access.getScope()))
                    : of(access.getScope(), depth + 1)
                            .flatMap(at -> at.step(access.getNameAsString(), scan.entities()))
                            .or(() -> typed(access));
        }
        if (expression instanceof MethodCallExpr call && call.getScope().isPresent()) {
            return SAME.contains(call.getNameAsString()) ? of(call.getScope().get(), depth + 1) : Optional.empty();
        }
        return expression instanceof NameExpr name ? ofName(name, depth) : Optional.empty();
    }

    private static String lastName(Expression scope) {
        return scope instanceof FieldAccessExpr access ? access.getNameAsString() : scope.toString();
    }

    private Optional<EntityPath> ofName(NameExpr name, int depth) {
        Optional<EntityPath> typed = typed(name);
        if (typed.isPresent()) {
            return typed;
        }
        String text = name.getNameAsString();
        if (LocalNames.isLocal(text, name)) {
            return LocalNames.variable(text, name)
                    .flatMap(VariableDeclarator::getInitializer)
                    .flatMap(value -> of(value, depth + 1));
        }
        return scan.types()
                .context(name)
                .flatMap(context -> imported(text, scan.index().file(context)));
    }

    private Optional<EntityPath> typed(Expression expression) {
        return scan.types().of(expression).map(Typed::name).flatMap(this::entity);
    }

    /** {@code import static app.QOwner.owner;} or all of the class, whose variable is called like the entity. */
    private Optional<EntityPath> imported(String name, FileFacts facts) {
        List<String> found = new ArrayList<>();
        for (String each : facts.staticImports()) {
            String owner = each.substring(0, each.lastIndexOf('.'));
            String type = owner.substring(owner.lastIndexOf('.') + 1);
            boolean all = each.endsWith(".*") && type.equalsIgnoreCase("Q" + name);
            if (classes.containsKey(type) && (all || each.endsWith("." + name))) {
                found.add(type);
            }
        }
        return found.isEmpty() ? Optional.empty() : entity(found.get(0));
    }

    private Optional<EntityPath> entity(String queryClass) {
        return Optional.ofNullable(classes.get(queryClass)).map(EntityPath::of);
    }

    private static Access accessOf(FieldAccessExpr path) {
        Node parent = path.getParentNode().orElse(null);
        if (!(parent instanceof MethodCallExpr call) || !call.getArguments().contains(path)) {
            return Access.READ;
        }
        boolean first = Enclosing.isSameNode(call.getArgument(0), path);
        boolean set = Set.of("set", "setNull").contains(call.getNameAsString()) && first;
        return set || call.getNameAsString().equals("columns") ? Access.WRITE : Access.READ;
    }
}
