package dev.cofferdam.scan.styles.jpa;

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
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hibernate Search: a search loads the entities that it hits, and an index is filled from whole entities with what is embedded in
 * them. Which entities these are is said by {@code @Indexed} when the code leaves it open.
 */
public final class SearchIndexFinder implements StyleFinder {

    private static final Set<String> SESSIONS = Set.of("SearchSession", "SearchMapping", "FullTextEntityManager");
    private static final Set<String> CALLS = Set.of("search", "scope", "massIndexer", "createIndexer");

    private final Scan scan;
    private final List<EntityFact> indexed;
    private final List<SourceFile> files;

    public SearchIndexFinder(Scan scan) {
        this.scan = scan;
        indexed = indexed(scan);
        files = indexed.isEmpty()
                ? List.of()
                : scan.index().mentioning(SESSIONS).stream()
                        .filter(file -> !file.isTest() && file.mentionsAny(CALLS))
                        .toList();
        scan.index().want(files, CALLS);
    }

    /** Entities that are indexed, themselves or by what they inherit. */
    static List<EntityFact> indexed(Scan scan) {
        return scan.entities().all().stream()
                .filter(entity -> Stream.concat(
                                Stream.of(entity.type()), scan.index().ancestors(entity.type()).stream())
                        .anyMatch(type -> type.has("Indexed")))
                .toList();
    }

    @Override
    public void find() {
        files.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, call -> {
            boolean starts = CALLS.contains(call.getNameAsString())
                    && call.getScope().isPresent()
                    && scan.types()
                            .of(call.getScope().get())
                            .flatMap(Typed::fact)
                            .isEmpty();
            if (starts) {
                findIn(call);
            }
        })));
    }

    private void findIn(MethodCallExpr call) {
        List<EntityFact> named = call.getArguments().stream()
                .flatMap(argument -> scan.types().of(argument).stream())
                .flatMap(type -> type.element().flatMap(Typed::fact).stream())
                .flatMap(type -> scan.entities().of(type).stream())
                .toList();
        Optional<TypeFact> context = scan.types().context(call);
        if (context.isPresent()) {
            Spot spot = Spot.of(context.get(), Enclosing.member(call).orElse(""), JavaReader.line(call.getName()));
            (named.isEmpty() ? indexed : named).forEach(entity -> add(spot, entity, call.getNameAsString()));
        }
    }

    private void add(Spot spot, EntityFact entity, String token) {
        WholeRows rows = new WholeRows(scan);
        rows.read(spot, entity, Confidence.LIKELY, token).ifPresent(scan::add);
        if (token.equals("search")) {
            return;
        }
        entity.properties().stream()
                .filter(property ->
                        property.isAssociation() && property.member().has("IndexedEmbedded"))
                .filter(property -> property.target()
                        .flatMap(scan.entities()::of)
                        .filter(target -> scan.entities().loads(target, scan.column())
                                || !scan.entities()
                                        .eagerPath(target, scan.column())
                                        .isEmpty())
                        .isPresent())
                .forEach(property -> scan.add(new Hit(
                        spot,
                        Access.READ,
                        Style.ASSOCIATION_READ,
                        Confidence.LIKELY,
                        token,
                        "the index of `" + entity.entityName() + "` embeds `" + property.path()
                                + "`, whose rows are read")));
    }
}
