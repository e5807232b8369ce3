package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.EntityPath;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.statements.JpqlReader;
import dev.cofferdam.scan.statements.JpqlReading;
import dev.cofferdam.scan.statements.PanacheQuery;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.types.Typed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Panache of Quarkus: entities that find, change and save themselves, and repositories that do it for them, with queries in shorthand
 * (Quarkus guide "Simplified Hibernate ORM with Panache").
 */
public final class PanacheFinder implements StyleFinder {

    private static final Set<String> ENTITIES = Set.of("PanacheEntity", "PanacheEntityBase");
    private static final Set<String> REPOSITORIES = Set.of("PanacheRepository", "PanacheRepositoryBase");

    private static final Set<String> LOADS = Set.of(
            "find",
            "list",
            "stream",
            "findAll",
            "listAll",
            "streamAll",
            "findById",
            "findByIdOptional",
            "listByIds",
            "findByIds");
    private static final Set<String> QUERIES = Set.of("find", "list", "stream", "count", "delete", "update");
    private static final Set<String> SAVES = Set.of("persist", "persistAndFlush");
    private static final Set<String> SORTS = Set.of("by", "ascending", "descending", "and");

    private final Scan scan;
    private final WholeRows rows;
    private final Map<String, EntityFact> repositories = new HashMap<>();
    private final Map<String, EntityFact> entities = new HashMap<>();
    private final List<SourceFile> candidates;

    public PanacheFinder(Scan scan) {
        this.scan = scan;
        rows = new WholeRows(scan);
        for (TypeFact type : scan.index().below(ENTITIES)) {
            scan.entities().of(type).ifPresent(entity -> entities.put(type.name(), entity));
        }
        for (TypeFact type : scan.index().below(REPOSITORIES)) {
            entityOf(type).ifPresent(entity -> repositories.put(type.name(), entity));
        }
        Set<String> calls = new TreeSet<>(LOADS);
        calls.addAll(QUERIES);
        calls.addAll(SAVES);
        Set<String> names = new TreeSet<>();
        List.of(entities, repositories).forEach(known -> known.keySet().stream()
                .flatMap(name -> scan.index().type(name).stream())
                .forEach(type -> names.add(type.simpleName())));
        candidates = names.isEmpty()
                ? List.of()
                : scan.index().mentioning(names).stream()
                        .filter(file -> file.mentionsAny(calls))
                        .toList();
        scan.index().want(candidates, calls);
    }

    private Optional<EntityFact> entityOf(TypeFact repository) {
        return repository.supertypes().stream()
                .filter(use -> REPOSITORIES.contains(use.simpleName())
                        && !use.arguments().isEmpty())
                .map(use -> use.arguments().get(0))
                .map(TypeUse::name)
                .flatMap(name -> scan.index().resolve(name, repository).stream())
                .flatMap(type -> scan.entities().of(type).stream())
                .findFirst();
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
    }

    private void findIn(MethodCallExpr call) {
        String name = call.getNameAsString();
        if (!LOADS.contains(name) && !QUERIES.contains(name) && !SAVES.contains(name)) {
            return;
        }
        Optional<TypeFact> context = scan.types().context(call);
        Optional<EntityFact> entity = context.flatMap(type -> receiver(call, type));
        if (entity.isEmpty() || context.isEmpty()) {
            return;
        }
        Spot spot = Spot.of(context.get(), call.getName());
        if (SAVES.contains(name)) {
            rows.write(spot, entity.get(), Confidence.CERTAIN, name).ifPresent(scan::add);
            return;
        }
        boolean named = QUERIES.contains(name) && findQuery(call, entity.get(), spot);
        named |= findSorts(call, entity.get(), context.get(), spot);
        if (!named && LOADS.contains(name)) {
            rows.read(spot, entity.get(), Confidence.CERTAIN, name).ifPresent(scan::add);
        }
    }

    /** The entity that the call is about: of the class or object before the dot, else of the class around it. */
    private Optional<EntityFact> receiver(MethodCallExpr call, TypeFact context) {
        Optional<Expression> scope = call.getScope();
        if (scope.isEmpty() || scope.get() instanceof ThisExpr) {
            boolean own =
                    context.methods().stream().anyMatch(each -> each.name().equals(call.getNameAsString()));
            return own ? Optional.empty() : known(context);
        }
        if (scope.get() instanceof NameExpr name && !LocalNames.isLocal(name.getNameAsString(), name)) {
            Optional<EntityFact> type = scan.index()
                    .resolve(name.getNameAsString(), context)
                    .flatMap(each -> Optional.ofNullable(entities.get(each.name())));
            if (type.isPresent()) {
                return type;
            }
        }
        return scan.types().of(scope.get()).flatMap(Typed::fact).flatMap(this::known);
    }

    private Optional<EntityFact> known(TypeFact type) {
        return Optional.ofNullable(repositories.get(type.name()))
                .or(() -> Optional.ofNullable(entities.get(type.name())));
    }

    /** Whether the query names the column; one that is put together elsewhere could. */
    private boolean findQuery(MethodCallExpr call, EntityFact entity, Spot spot) {
        if (call.getArguments().isEmpty() || !scan.folder().mayBeText(call.getArgument(0))) {
            return false;
        }
        FoldedText text = scan.folder().fold(call.getArgument(0));
        if (text.hasHoles() && scan.entities().loads(entity, scan.column())) {
            scan.undecided(
                    spot,
                    "a query of Panache that is put together, handed to `" + call.getNameAsString() + "`",
                    "the part that is not shown could name " + scan.column());
        }
        String query = PanacheQuery.of(call.getNameAsString(), text.text(), entity.entityName());
        JpqlReading reading = JpqlReader.read(
                query,
                scan.entities(),
                entity.entityName(),
                scan.types().context(call).orElseThrow().path());
        boolean named = false;
        for (JpqlReading.PathUse use : reading.uses()) {
            if (Entities.maps(use.property(), scan.column())) {
                named = true;
                scan.claim(scan.types().context(call).orElseThrow(), call.getArgument(0));
                add(
                        spot,
                        use.access(),
                        use.property().name(),
                        entity,
                        use.property().path(),
                        call.getNameAsString());
            }
        }
        return named;
    }

    /** {@code Sort.by("name").and("city")} as an argument. */
    private boolean findSorts(MethodCallExpr call, EntityFact entity, TypeFact context, Spot spot) {
        boolean named = false;
        for (MethodCallExpr sort :
                call.findAll(MethodCallExpr.class, each -> SORTS.contains(each.getNameAsString()) && isSort(each))) {
            for (Expression argument : sort.getArguments()) {
                if (argument.isStringLiteralExpr()) {
                    String path = argument.asStringLiteralExpr().asString();
                    Optional<PropertyFact> property = EntityPath.of(entity).follow(path, scan.entities());
                    // Whether it is the column's or not: the entity is known here, and elsewhere guessed.
                    property.ifPresent(each -> scan.claim(context, argument));
                    if (property.filter(each -> Entities.maps(each, scan.column()))
                            .isPresent()) {
                        named = true;
                        add(spot, Access.READ, path.substring(path.lastIndexOf('.') + 1), entity, path, "Sort");
                    }
                }
            }
        }
        return named;
    }

    private static boolean isSort(MethodCallExpr call) {
        Expression first = call;
        while (first instanceof MethodCallExpr each && each.getScope().isPresent()) {
            first = each.getScope().get();
        }
        String name = first.toString();
        return name.equals("Sort") || name.endsWith(".Sort");
    }

    private void add(Spot spot, Access access, String token, EntityFact entity, String path, String call) {
        scan.add(new Hit(
                spot,
                access,
                Style.JPQL,
                Confidence.CERTAIN,
                token,
                "the query in Panache's shorthand names `" + entity.entityName() + "." + path + "`, which maps "
                        + scan.column() + ", handed to `" + call + "`"));
    }
}
