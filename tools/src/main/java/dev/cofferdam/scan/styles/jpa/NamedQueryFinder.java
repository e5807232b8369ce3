package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.types.Repositories;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who keeps a query under a name, and who runs it by that name: calls of an entity manager or session, and repository methods whose name is the query's. */
public final class NamedQueryFinder implements StyleFinder {

    private static final Set<String> CALLS = Set.of(
            "createNamedQuery",
            "getNamedQuery",
            "getNamedNativeQuery",
            "createNamedSelectionQuery",
            "createNamedMutationQuery");

    private final Scan scan;
    private final NamedQueries queries;
    private final List<SourceFile> candidates;

    public NamedQueryFinder(Scan scan) {
        this.scan = scan;
        queries = new NamedQueries(scan);
        candidates = queries.byName().isEmpty() ? List.of() : scan.index().mentioning(CALLS);
        scan.index().want(candidates, CALLS);
    }

    @Override
    public void find() {
        new QueryBundleFinder(scan, queries).find();
        new ColumnResults(scan).find();
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
        if (!queries.byName().isEmpty()) {
            scan.repositories().all().forEach(this::findIn);
        }
    }

    private void findIn(MethodCallExpr call) {
        if (!CALLS.contains(call.getNameAsString()) || call.getArguments().isEmpty()) {
            return;
        }
        Expression argument = call.getArgument(0);
        scan.types().context(call).ifPresent(context -> scan.index()
                .text(ConstantText.of(argument), context)
                .ifPresent(name -> add(
                        name,
                        Spot.of(context, Enclosing.member(call).orElse(""), JavaReader.line(argument)),
                        argument.isStringLiteralExpr() ? name : argument.toString())));
    }

    /** Spring Data looks for a query named after the entity and the method before it derives one from the method's name. */
    private void findIn(Repositories.Repository repository) {
        Optional<EntityFact> entity = scan.entities().of(repository.entityType());
        for (MethodFact method :
                entity.isEmpty() ? List.<MethodFact>of() : repository.type().methods()) {
            boolean own = method.hasBody()
                    || method.annotation("Query")
                            .filter(query -> query.member("value").isPresent())
                            .isPresent();
            String name = named(method, repository.type()).orElse(entity.get().entityName() + "." + method.name());
            if (!own) {
                add(name, Spot.of(repository.type(), method.name(), method.line()), method.name());
            }
        }
    }

    private Optional<String> named(MethodFact method, TypeFact type) {
        return method.annotation("Query").flatMap(query -> query.member("name")).flatMap(name -> scan.index()
                .text(name, type));
    }

    private void add(String name, Spot spot, String token) {
        for (NamedQueries.Use use : queries.byName().getOrDefault(name, List.of())) {
            scan.add(new Hit(
                    spot,
                    use.access(),
                    use.style(),
                    use.confidence(),
                    token,
                    "runs the query `" + name + "`, which " + use.what() + ": " + scan.column()));
        }
    }
}
