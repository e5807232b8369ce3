package dev.cofferdam.scan;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.Hit.Spot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whole entities through an entity manager or session: find, persist, merge and their kin. */
final class ManagerFinder {

    private static final Set<String> MANAGERS = Set.of(
            "EntityManager", "Session", "StatelessSession", "HibernateTemplate", "TestEntityManager", "SessionFactory");
    private static final Set<String> READS =
            Set.of("find", "get", "load", "refresh", "byId", "loadAll", "getReference");
    private static final Set<String> WRITES = Set.of(
            "persist",
            "merge",
            "save",
            "update",
            "saveOrUpdate",
            "insert",
            "upsert",
            "persistAndFlush",
            "persistFlushFind",
            "persistAndGetId");

    private final Scan scan;

    private final List<SourceFile> candidates;

    ManagerFinder(Scan scan) {
        this.scan = scan;
        Set<String> entities = new TreeSet<>();
        scan.entities().all().stream()
                .filter(entity -> scan.entities().concerns(entity, scan.column()))
                .forEach(entity -> entities.add(entity.type().simpleName()));
        Set<String> calls = new TreeSet<>(READS);
        calls.addAll(WRITES);
        candidates = scan.index().mentioning(MANAGERS).stream()
                .filter(file -> file.mentionsAny(entities) && file.mentionsAny(calls))
                .toList();
        scan.index().want(candidates, calls);
    }

    void find() {
        candidates.forEach(file -> scan.index().unit(file.path()).walk(MethodCallExpr.class, this::findIn));
    }

    private void findIn(MethodCallExpr call) {
        boolean reads = READS.contains(call.getNameAsString());
        boolean known = reads || WRITES.contains(call.getNameAsString());
        if (!known || call.getScope().isEmpty() || call.getArguments().isEmpty()) {
            return;
        }
        boolean manager = scan.types()
                .of(call.getScope().get())
                .filter(type -> MANAGERS.contains(type.name()))
                .isPresent();
        Optional<EntityFact> entity = manager ? entity(call.getArgument(0)) : Optional.empty();
        Optional<TypeFact> context = scan.types().context(call);
        if (entity.isEmpty() || context.isEmpty()) {
            return;
        }
        Spot spot = Spot.of(context.get(), Enclosing.member(call).orElse(""), JavaReader.line(call.getName()));
        WholeRows rows = new WholeRows(scan);
        (reads
                        ? rows.read(spot, entity.get(), Confidence.CERTAIN, call.getNameAsString())
                        : rows.write(spot, entity.get(), Confidence.CERTAIN, call.getNameAsString()))
                .ifPresent(scan::add);
    }

    private Optional<EntityFact> entity(Expression argument) {
        return scan.types()
                .of(argument)
                .map(type -> type.name().equals("Class") ? type.element().orElse(type) : type)
                .flatMap(Typed::fact)
                .flatMap(scan.entities()::of);
    }
}
