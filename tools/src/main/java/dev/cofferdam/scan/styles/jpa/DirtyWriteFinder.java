package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
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
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Methods that change an entity which the persistence context watches. At the end of the transaction Hibernate writes all updatable
 * columns of its row, whichever was changed, unless the entity says {@code @DynamicUpdate} (Hibernate ORM User Guide, "Dynamic updates").
 */
public final class DirtyWriteFinder implements StyleFinder {

    private static final Set<String> TRANSACTIONAL = Set.of("Transactional", "UnitOfWork", "Transaction");
    private static final Set<String> STORES =
            Set.of("save", "saveAll", "saveAndFlush", "merge", "update", "saveOrUpdate");

    private static final Set<String> DETACHES = Set.of("detach", "evict");

    private final Scan scan;
    private final ManagedOrigin origins;
    private final HandedToHelper handed;
    private final Persisting persisting;
    private final Map<EntityFact, DirtyingCalls> entities = new LinkedHashMap<>();
    private final List<SourceFile> candidates = new ArrayList<>();

    public DirtyWriteFinder(Scan scan) {
        this.scan = scan;
        origins = new ManagedOrigin(scan);
        persisting = new Persisting(scan.types());
        handed = new HandedToHelper(scan, origins, this::isInTransaction);
        Set<String> words = new TreeSet<>();
        for (EntityFact entity : scan.entities().all()) {
            if (isWrittenWhole(entity)) {
                DirtyingCalls calls = DirtyingCalls.of(entity, scan);
                entities.put(entity, calls);
                words.addAll(calls.names());
            }
        }
        if (words.isEmpty()) {
            return;
        }
        scan.index().mentioning(words).stream()
                .filter(file -> !file.isTest()
                        && entities.keySet().stream()
                                .anyMatch(entity -> scan.carriers(entity.type()).mayBeIn(file)))
                .forEach(candidates::add);
        scan.index().want(candidates, words);
    }

    private boolean isWrittenWhole(EntityFact entity) {
        return !entity.dynamicUpdate()
                && !scan.entities().isRelational(entity)
                && entity.properties().stream().anyMatch(property -> UpdatedColumns.isIdentifier(entity, property))
                && UpdatedColumns.updates(entity, scan.column());
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> {
            List<MethodDeclaration> methods = new ArrayList<>();
            scan.index().unit(file.path()).walk(MethodDeclaration.class, methods::add);
            methods.forEach(this::findIn);
        }));
    }

    private void findIn(MethodDeclaration method) {
        Optional<TypeFact> context = scan.types().context(method);
        boolean outer = Enclosing.memberNode(method)
                .filter(member -> Enclosing.isSameNode(member, method))
                .isPresent();
        if (context.isEmpty() || !outer || method.getBody().isEmpty()) {
            return;
        }
        if (ReadOnly.is(method, context.get(), TRANSACTIONAL)) {
            return;
        }
        boolean transactional = isTransactional(method, context.get());
        Optional<Dirtied> first = Optional.empty();
        for (Expression change : method.findAll(Expression.class, DirtyWriteFinder::mayChange)) {
            Optional<Dirtied> dirtied = dirtied(change, context.get(), transactional, method);
            boolean surer = dirtied.isPresent()
                    && (first.isEmpty()
                            || dirtied.get().confidence().compareTo(first.get().confidence()) < 0);
            if (surer) {
                first = dirtied;
            }
        }
        first.ifPresent(each -> add(each, context.get(), method));
    }

    private static boolean mayChange(Expression expression) {
        return expression instanceof MethodCallExpr
                || expression instanceof MethodReferenceExpr
                || expression instanceof AssignExpr;
    }

    /** An entity that an expression changes. */
    private record Dirtied(Expression change, EntityFact entity, Confidence confidence) {

        /** The method or field by which it is changed. */
        Node name() {
            return change instanceof MethodCallExpr call
                    ? call.getName()
                    : change instanceof AssignExpr assign ? assign.getTarget() : change;
        }
    }

    private Optional<Dirtied> dirtied(
            Expression change, TypeFact context, boolean transactional, MethodDeclaration method) {
        for (Map.Entry<EntityFact, DirtyingCalls> each : entities.entrySet()) {
            Optional<Expression> changed = each.getValue().changes(change, this::isOf);
            if (changed.isPresent()
                    && !isDetachedBefore(changed.get(), change, method)
                    && !scan.index().isSubtype(context, each.getKey().type())) {
                ManagedOrigin.Origin origin = origin(changed.get(), change, method);
                if (origin == ManagedOrigin.Origin.HANDED && !transactional) {
                    return handed.isLoaded(changed.get(), method, context)
                            ? Optional.of(new Dirtied(change, each.getKey(), Confidence.LIKELY))
                            : Optional.empty();
                }
                return confidence(origin, transactional, method)
                        .map(confidence -> new Dirtied(change, each.getKey(), confidence));
            }
        }
        return Optional.empty();
    }

    private ManagedOrigin.Origin origin(Expression changed, Expression change, MethodDeclaration method) {
        if (change instanceof MethodReferenceExpr reference) {
            return handed.origin(reference);
        }
        ManagedOrigin.Origin given = origins.of(changed);
        if (given == ManagedOrigin.Origin.LOADED) {
            return given;
        }
        if (persisting.isEarlier(changed, change, method)) {
            return ManagedOrigin.Origin.LOADED;
        }
        return persisting.isLater(changed, change, method) ? ManagedOrigin.Origin.OTHER : given;
    }

    private boolean isInTransaction(MethodDeclaration caller) {
        return scan.types()
                .context(caller)
                .filter(type -> isTransactional(caller, type) && !ReadOnly.is(caller, type, TRANSACTIONAL))
                .isPresent();
    }

    private boolean isOf(Expression expression, TypeFact wanted) {
        return scan.types()
                .of(expression)
                .flatMap(Typed::fact)
                .filter(type -> scan.index().isSubtype(type, wanted))
                .isPresent();
    }

    /** Outside of a transaction nothing is watched; where none is in sight and nothing is stored, one is likely open around. */
    private static Optional<Confidence> confidence(
            ManagedOrigin.Origin origin, boolean transactional, MethodDeclaration method) {
        return switch (origin) {
            case OTHER -> Optional.empty();
            case HANDED -> transactional ? Optional.of(Confidence.LIKELY) : Optional.empty();
            case LOADED ->
                transactional
                        ? Optional.of(Confidence.CERTAIN)
                        : stores(method) ? Optional.empty() : Optional.of(Confidence.LIKELY);
        };
    }

    /** What was taken out of the persistence context is not written (Jakarta Persistence 3.2.6). */
    private static boolean isDetachedBefore(Expression changed, Expression change, Node method) {
        return method.findFirst(
                        MethodCallExpr.class,
                        each -> DETACHES.contains(each.getNameAsString())
                                && each.getArguments().contains(changed)
                                && Enclosing.nearest(each, BlockStmt.class)
                                        .filter(block -> block.isAncestorOf(change))
                                        .isPresent()
                                && each.getEnd().isPresent()
                                && change.getEnd().isPresent()
                                && each.getEnd().get().isBefore(change.getEnd().get()))
                .isPresent();
    }

    private static boolean stores(Node method) {
        return method.findFirst(MethodCallExpr.class, call -> STORES.contains(call.getNameAsString()))
                .isPresent();
    }

    private boolean isTransactional(MethodDeclaration method, TypeFact type) {
        boolean own = method.getAnnotations().stream()
                .anyMatch(each -> TRANSACTIONAL.contains(each.getName().getIdentifier()));
        return own
                || type.hasAny(TRANSACTIONAL)
                || scan.index().ancestors(type).stream().anyMatch(each -> each.hasAny(TRANSACTIONAL));
    }

    private void add(Dirtied dirtied, TypeFact context, MethodDeclaration method) {
        String name = dirtied.change() instanceof MethodReferenceExpr reference
                ? reference.getIdentifier()
                : dirtied.name().toString();
        scan.add(new Hit(
                Spot.of(context, method.getNameAsString(), JavaReader.line(dirtied.name())),
                Access.WRITE,
                Style.DIRTY_WRITE,
                dirtied.confidence(),
                name,
                "`" + name + "` changes a `" + dirtied.entity().entityName()
                        + "` that the persistence context watches, so all columns of its row are written when it is flushed"
                        + (dirtied.confidence() == Confidence.CERTAIN
                                ? ""
                                : "; where it comes from, or that a transaction is open, does not stand here")));
    }
}
