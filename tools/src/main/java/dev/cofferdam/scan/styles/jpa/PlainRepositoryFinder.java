package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Repositories;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Spring Data's own interfaces as the type of a variable: {@code JpaRepository<Owner, Long> owners}, with no interface of the project. */
public final class PlainRepositoryFinder implements StyleFinder {

    private final Scan scan;
    private final WholeRows rows;
    private final List<SourceFile> candidates;

    public PlainRepositoryFinder(Scan scan) {
        this.scan = scan;
        rows = new WholeRows(scan);
        Set<String> entities = new TreeSet<>();
        scan.entities().all().stream()
                .filter(entity -> scan.entities().concerns(entity, scan.column()))
                .forEach(entity -> entities.add(entity.type().simpleName()));
        candidates = entities.isEmpty()
                ? List.of()
                : scan.index().mentioning(Repositories.BASES).stream()
                        .filter(file -> file.mentionsAny(entities) && file.mentionsAny(Repositories.INHERITED))
                        .toList();
        scan.index().want(candidates, Repositories.INHERITED);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
    }

    private void findIn(MethodCallExpr call) {
        String name = call.getNameAsString();
        if (call.getScope().isEmpty() || !Repositories.isInherited(name)) {
            return;
        }
        Optional<EntityFact> entity = scan.types()
                .of(call.getScope().get())
                .filter(type -> type.fact().isEmpty() && Repositories.BASES.contains(type.name()))
                .flatMap(type -> type.arguments().stream().findFirst())
                .flatMap(Typed::fact)
                .flatMap(scan.entities()::of);
        Optional<TypeFact> context = scan.types().context(call);
        if (entity.isEmpty() || context.isEmpty()) {
            return;
        }
        Spot spot = Spot.of(context.get(), call.getName());
        (Repositories.writesWholeEntities(name)
                        ? rows.write(spot, entity.get(), Confidence.CERTAIN, name)
                        : rows.read(spot, entity.get(), Confidence.CERTAIN, name))
                .ifPresent(scan::add);
    }
}
