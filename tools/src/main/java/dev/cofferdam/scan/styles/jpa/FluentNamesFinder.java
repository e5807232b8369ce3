package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
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
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.EntityPath;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Repositories;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names of properties in fluent calls whose chain says the entity: {@code owners.findBy(spec, q -> q.project("telephone"))} of Spring
 * Data, {@code session.byNaturalId(Owner.class).using("telephone", x)} of Hibernate.
 */
public final class FluentNamesFinder implements StyleFinder {

    private static final Set<String> NATURAL = Set.of("byNaturalId", "byMultipleNaturalId");

    private final Scan scan;
    private final List<SourceFile> candidates;

    public FluentNamesFinder(Scan scan) {
        this.scan = scan;
        candidates = scan.entities().mappings(scan.column()).isEmpty()
                ? List.of()
                : scan.index().mentioning(Set.of("project", "byNaturalId")).stream()
                        .filter(file -> file.mentions("findBy") || file.mentions("using"))
                        .toList();
        scan.index().want(candidates, Set.of("project", "byNaturalId"));
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
    }

    private void findIn(MethodCallExpr call) {
        if (call.getNameAsString().equals("project")) {
            projected(call).ifPresent(entity -> call.getArguments().forEach(name -> judge(call, name, entity)));
        } else if (call.getNameAsString().equals("using")
                && !call.getArguments().isEmpty()) {
            loaded(call).ifPresent(entity -> judge(call, call.getArgument(0), entity));
        }
    }

    /** The entity of the repository that is handed the lambda. */
    private Optional<EntityFact> projected(MethodCallExpr call) {
        return Enclosing.nearest(call, LambdaExpr.class)
                .flatMap(lambda -> lambda.getParentNode())
                .filter(MethodCallExpr.class::isInstance)
                .map(MethodCallExpr.class::cast)
                .filter(find -> find.getNameAsString().equals("findBy"))
                .flatMap(MethodCallExpr::getScope)
                .flatMap(scan.types()::of)
                .flatMap(type -> type.fact()
                        .flatMap(scan.repositories()::of)
                        .map(Repositories.Repository::entityType)
                        .or(() -> Repositories.BASES.contains(type.name())
                                ? type.arguments().stream().findFirst().flatMap(Typed::fact)
                                : Optional.empty()))
                .flatMap(scan.entities()::of);
    }

    private Optional<EntityFact> loaded(MethodCallExpr call) {
        Optional<Expression> at = call.getScope();
        while (at.isPresent() && at.get() instanceof MethodCallExpr each) {
            if (NATURAL.contains(each.getNameAsString()) && !each.getArguments().isEmpty()) {
                return scan.types()
                        .of(each.getArgument(0))
                        .flatMap(Typed::element)
                        .flatMap(Typed::fact)
                        .flatMap(scan.entities()::of);
            }
            at = each.getScope();
        }
        return Optional.empty();
    }

    private void judge(MethodCallExpr call, Expression name, EntityFact entity) {
        Optional<TypeFact> context = scan.types().context(call);
        if (!name.isStringLiteralExpr() || context.isEmpty()) {
            return;
        }
        String path = name.asStringLiteralExpr().asString();
        boolean ours = EntityPath.of(entity).follow(path, scan.entities()).stream()
                .anyMatch(property -> Entities.maps(property, scan.column()));
        if (ours) {
            scan.claim(context.get(), name);
            scan.add(new Hit(
                            Spot.of(context.get(), name),
                            Access.READ,
                            Style.CRITERIA,
                            Confidence.CERTAIN,
                            path.substring(path.lastIndexOf('.') + 1),
                            "`" + call.getNameAsString() + "` names `" + entity.entityName() + "." + path
                                    + "`, which maps " + scan.column())
                    .at(JavaReader.column(name)));
        }
    }
}
