package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.statements.DerivedQueryName;
import dev.cofferdam.scan.styles.sql.StatementFinder;
import dev.cofferdam.scan.types.Repositories;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Spring Data repositories: queries derived from method names, and the inherited methods that project code calls. Methods with a
 * query in a string are {@link StatementFinder}'s.
 */
public final class RepositoryFinder implements StyleFinder {

    static final Set<String> OWN_QUERY = Set.of("Query", "NativeQuery", "Procedure");

    private final Scan scan;

    private final InheritedCalls calls;
    private final QueryProjections projections;
    private final DerivedProjections projected;

    public RepositoryFinder(Scan scan) {
        this.scan = scan;
        calls = new InheritedCalls(scan);
        projections = new QueryProjections(scan);
        projected = new DerivedProjections(scan);
        for (Repositories.Repository repository : scan.repositories().all()) {
            if (scan.entities()
                    .of(repository.entityType())
                    .filter(this::concerns)
                    .isPresent()) {
                calls.want(repository);
            }
        }
    }

    @Override
    public void find() {
        for (Repositories.Repository repository : scan.repositories().all()) {
            scan.entities()
                    .of(repository.entityType())
                    .ifPresent(entity -> scan.fenced(this, repository.type(), () -> findIn(repository, entity)));
        }
    }

    private void findIn(Repositories.Repository repository, EntityFact entity) {
        for (RepositoryMethods.Declared declared : RepositoryMethods.of(repository.type(), scan)) {
            findDeclared(repository, entity, declared);
        }
        if (concerns(entity)) {
            findInherited(repository, entity);
        }
    }

    private boolean concerns(EntityFact entity) {
        return scan.entities().concerns(entity, scan.column());
    }

    private void findDeclared(
            Repositories.Repository repository, EntityFact entity, RepositoryMethods.Declared declared) {
        MethodFact method = declared.method();
        String through = scan.index().isSame(declared.in(), repository.type())
                ? ""
                : "; `" + repository.type().simpleName() + "` inherits it";
        if (method.hasBody() || method.hasAny(OWN_QUERY)) {
            findNativeResult(repository, entity, declared);
            projections.find(declared, entity);
            return;
        }
        if (Repositories.isInherited(method.name())) {
            addWhole(entity, declared.spot(), method.name(), method.name(), Optional.of(declared), through);
            addMergeRead(entity, method.name(), declared.spot(), method.name(), through);
            return;
        }
        Optional<DerivedQueryName> derived = DerivedQueryName.read(method.name(), entity, scan.entities());
        if (derived.isEmpty()) {
            return;
        }
        Optional<DerivedQueryName.Step> named = derived.get().naming(scan.column());
        if (named.isPresent()) {
            scan.add(new Hit(
                    declared.spot(),
                    Access.READ,
                    Style.DERIVED_QUERY,
                    Confidence.CERTAIN,
                    method.name(),
                    "the method's name is a query on `" + named.get().entity().entityName() + "."
                            + named.get().property().path() + "`, which maps " + scan.column() + through));
            if (derived.get().subject() == DerivedQueryName.Subject.FIND) {
                RepositoryMethods.projection(declared, entity, scan)
                        .ifPresent(projection -> projected.findMembers(entity, projection));
            }
            return;
        }
        boolean loads = derived.get().subject() == DerivedQueryName.Subject.FIND
                || derived.get().subject() == DerivedQueryName.Subject.DELETE;
        if (loads) {
            addWhole(entity, declared.spot(), method.name(), method.name(), Optional.of(declared), through);
        }
    }

    /** A native query whose result is the entity reads what it maps, whatever the select list says. */
    private void findNativeResult(
            Repositories.Repository repository, EntityFact entity, RepositoryMethods.Declared declared) {
        MethodFact method = declared.method();
        boolean isNative = method.has("NativeQuery")
                || method.annotation("Query")
                        .filter(query -> query.isTrue("nativeQuery"))
                        .isPresent();
        boolean returnsEntity = mentions(method.type(), repository.entityType(), declared.in());
        if (isNative && returnsEntity && scan.entities().loads(entity, scan.column())) {
            scan.add(new Hit(
                    declared.spot(),
                    Access.READ,
                    Style.ENTITY_READ,
                    Confidence.CERTAIN,
                    method.name(),
                    "the rows are mapped to `" + entity.entityName() + "`, so the result must hold the column"));
        }
    }

    private boolean mentions(TypeUse use, TypeFact wanted, TypeFact context) {
        return scan.index()
                        .resolve(use.name(), context)
                        .filter(type -> scan.index().isSame(type, wanted))
                        .isPresent()
                || use.arguments().stream().anyMatch(each -> mentions(each, wanted, context));
    }

    private void addWhole(
            EntityFact entity,
            Spot spot,
            String method,
            String token,
            Optional<RepositoryMethods.Declared> declared,
            String callers) {
        if (scan.entities().isRelational(entity) && method.matches("(delete|remove)[A-Z]?.*")) {
            return;
        }
        boolean writes = Repositories.writesWholeEntities(method);
        if (writes) {
            addWrite(spot, entity, token, callers);
            if (scan.entities().isRelational(entity) || !entity.hasAssignedIdentifier()) {
                return;
            }
            // With an identifier that the application gives, a save cannot tell new from old and asks the database
            // first.
        }
        Optional<TypeFact> projection = declared.flatMap(each -> RepositoryMethods.projection(each, entity, scan));
        if (projection.isPresent()) {
            projected.find(spot, entity, token, projection.get());
            return;
        }
        if (scan.entities().loads(entity, scan.column())) {
            scan.add(new Hit(
                    spot,
                    Access.READ,
                    Style.ENTITY_READ,
                    Confidence.CERTAIN,
                    token,
                    "reads whole rows of `" + entity.entityName() + "`" + callers));
            return;
        }
        List<PropertyFact> path = scan.entities().eagerPath(entity, scan.column());
        if (!path.isEmpty()) {
            scan.add(new Hit(
                    spot,
                    Access.READ,
                    Style.ASSOCIATION_READ,
                    Confidence.CERTAIN,
                    token,
                    "loading `" + entity.entityName() + "` loads " + words(path) + " with it" + callers));
            return;
        }
        if (method.startsWith("delete") || method.startsWith("remove")) {
            new WholeRows(scan).delete(spot, entity, Confidence.CERTAIN, token).ifPresent(scan::add);
        }
    }

    /** A row that has its identifier is merged, for which it is selected; a new one is inserted without. */
    private void addMergeRead(EntityFact entity, String method, Spot spot, String token, String callers) {
        boolean merges = Repositories.writesWholeEntities(method)
                && !scan.entities().isRelational(entity)
                && !entity.hasAssignedIdentifier();
        if (!merges) {
            return;
        }
        new WholeRows(scan)
                .read(spot, entity, Confidence.LIKELY, token)
                .map(hit -> new Hit(
                        hit.spot(),
                        hit.access(),
                        hit.style(),
                        hit.confidence(),
                        hit.token(),
                        hit.reason() + " first, when it is not new" + callers))
                .ifPresent(scan::add);
    }

    private void addWrite(Spot spot, EntityFact entity, String token, String callers) {
        boolean direct = scan.entities().withSubclasses(entity).stream()
                .flatMap(each -> Entities.mapping(each, scan.column()).stream())
                .flatMap(property -> property.columns().stream())
                .anyMatch(mapped -> Entities.isColumn(mapped, scan.column()) && mapped.writable());
        List<PropertyFact> cascade = direct ? List.of() : scan.entities().cascadePath(entity, scan.column());
        if (!direct && cascade.isEmpty()) {
            return;
        }
        String what = direct
                ? "writes every column of the row of `" + entity.entityName() + "`"
                        + (entity.dynamicUpdate() ? " on insert, the changed ones on update" : "")
                : "saving `" + entity.entityName() + "` saves " + words(cascade) + " with it";
        scan.add(new Hit(spot, Access.WRITE, Style.ENTITY_WRITE, Confidence.CERTAIN, token, what + callers));
    }

    /** {@code owner.address} for messages. */
    public static String words(List<PropertyFact> path) {
        return path.stream()
                .map(property -> "`" + property.declaring().simpleName() + "." + property.path() + "`")
                .collect(Collectors.joining(", "));
    }

    /** Inherited methods count where project code calls them on this repository; the usage stands at the repository. */
    private void findInherited(Repositories.Repository repository, EntityFact entity) {
        calls.of(repository).forEach((method, places) -> {
            boolean declared = RepositoryMethods.of(repository.type(), scan).stream()
                    .anyMatch(each -> each.method().name().equals(method));
            if (!declared) {
                addInherited(repository, entity, method, places);
            }
        });
    }

    private void addInherited(
            Repositories.Repository repository, EntityFact entity, String method, List<InheritedCalls.Call> calls) {
        List<InheritedCalls.Call> production =
                calls.stream().filter(call -> !call.test()).toList();
        if (production.isEmpty()) {
            // Only tests call it: the place is theirs, so that it counts as a test.
            Spot spot = calls.get(0).spot();
            addWhole(entity, spot, method, method, Optional.empty(), "; called by tests alone");
            return;
        }
        List<String> callers =
                production.stream().map(InheritedCalls.Call::words).distinct().toList();
        String more = callers.size() > 3 ? " and " + (callers.size() - 3) + " more" : "";
        String inherited =
                "; inherited, called by " + String.join(", ", callers.subList(0, Math.min(3, callers.size()))) + more;
        Spot spot = Spot.of(repository.type(), method, repository.type().line());
        String token = repository.type().simpleName();
        addWhole(entity, spot, method, token, Optional.empty(), inherited);
        if (!production.stream().allMatch(InheritedCalls.Call::ofNew)) {
            addMergeRead(entity, method, spot, token, inherited);
        }
    }
}
