package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.DerivedQueryName;
import dev.cofferdam.scan.types.Repositories;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Callers of methods whose name is a name of the property: a derived query, a projection's getter. When the property gets another
 * name they do too.
 */
public final class DerivedCallFinder implements StyleFinder {

    private final Scan scan;
    private final Map<String, List<Named>> named = new LinkedHashMap<>();
    private final List<SourceFile> files;

    /** A method of the repository or of one of its projections, and the property in its name. */
    private record Named(TypeFact type, String property) {}

    public DerivedCallFinder(Scan scan) {
        this.scan = scan;
        for (Repositories.Repository repository : scan.repositories().all()) {
            scan.entities().of(repository.entityType()).ifPresent(entity -> RepositoryMethods.of(
                            repository.type(), scan)
                    .forEach(declared -> collect(repository, entity, declared)));
        }
        files = scan.index().mentioning(named.keySet());
        scan.index().want(files, named.keySet());
    }

    private void collect(Repositories.Repository repository, EntityFact entity, RepositoryMethods.Declared declared) {
        String name = declared.method().name();
        boolean derived = !declared.method().hasBody() && !declared.method().hasAny(RepositoryFinder.OWN_QUERY);
        if (derived) {
            DerivedQueryName.read(name, entity, scan.entities())
                    .flatMap(query -> query.naming(scan.column()))
                    .ifPresent(step -> add(
                            name,
                            repository.type(),
                            step.entity().entityName() + "." + step.property().path()));
        }
        RepositoryMethods.projection(declared, entity, scan).ifPresent(projection -> projection.methods().stream()
                .filter(getter -> !getter.hasBody())
                .forEach(getter -> Entities.mapping(entity, scan.column()).stream()
                        .filter(property -> Accessors.propertyOfGetter(getter.name())
                                .filter(property.name()::equals)
                                .isPresent())
                        .forEach(property ->
                                add(getter.name(), projection, entity.entityName() + "." + property.path()))));
    }

    private void add(String method, TypeFact type, String property) {
        named.computeIfAbsent(method, each -> new ArrayList<>()).add(new Named(type, property));
    }

    @Override
    public void find() {
        files.forEach(scan.fenced(this, file -> scan.index().walk(file, Expression.class, expression -> {
            if (expression instanceof MethodCallExpr call && call.getScope().isPresent()) {
                find(call, call.getNameAsString(), call.getScope().get());
            } else if (expression instanceof MethodReferenceExpr reference) {
                find(reference, reference.getIdentifier(), reference.getScope());
            }
        })));
    }

    private void find(Expression at, String method, Expression scope) {
        List<Named> candidates = named.getOrDefault(method, List.of());
        if (candidates.isEmpty()) {
            return;
        }
        Optional<TypeFact> receiver = scan.types().of(scope).flatMap(Typed::fact);
        Optional<TypeFact> context = scan.types().context(at);
        if (receiver.isEmpty() || context.isEmpty()) {
            return;
        }
        candidates.stream()
                .filter(each -> scan.index().isSubtype(receiver.get(), each.type()))
                .findFirst()
                .ifPresent(each -> scan.add(new Hit(
                        Spot.of(
                                context.get(),
                                Enclosing.member(at).orElse(""),
                                at instanceof MethodCallExpr call
                                        ? JavaReader.line(call.getName())
                                        : JavaReader.line(at)),
                        Access.READ,
                        Style.DERIVED_QUERY,
                        Confidence.CERTAIN,
                        method,
                        "calls `" + each.type().simpleName() + "." + method + "`, whose name holds `" + each.property()
                                + "`, which maps " + scan.column())));
    }
}
