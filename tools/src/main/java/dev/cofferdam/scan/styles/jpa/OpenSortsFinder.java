package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Repositories;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Repository methods that sort by what somebody outside asks for: a {@code Pageable} or {@code Sort} that a handler is given names any
 * property of the entity (Spring Data reference, "Paging and Sorting"). Asked about once for each method, whoever calls it.
 */
public final class OpenSortsFinder implements StyleFinder {

    static final Set<String> REQUESTS = Set.of("Pageable", "Sort", "PageRequest");

    private static final int MOST_TOLD = 3;

    private final Scan scan;
    private final SortOrigins origins;
    private final Set<SourceFile> candidates = new LinkedHashSet<>();
    private final Map<String, Asked> asked = new TreeMap<>();

    /** A method of a repository, and who is handed what it sorts by. */
    private record Asked(Spot spot, String words, Set<String> by) {}

    public OpenSortsFinder(Scan scan) {
        this.scan = scan;
        origins = new SortOrigins(scan);
        Set<String> names = new TreeSet<>();
        for (Repositories.Repository repository : scan.repositories().all()) {
            if (isOurs(repository)) {
                names.add(repository.type().simpleName());
            }
        }
        if (names.isEmpty()) {
            return;
        }
        scan.index().mentioning(names).stream()
                .filter(file -> !file.isTest() && file.mentionsAny(REQUESTS))
                .forEach(candidates::add);
        scan.index().want(candidates, REQUESTS);
    }

    private boolean isOurs(Repositories.Repository repository) {
        return scan.entities()
                .of(repository.entityType())
                .filter(entity -> scan.entities().loads(entity, scan.column()))
                .isPresent();
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
        asked.values()
                .forEach(each -> scan.undecided(
                        each.spot(),
                        each.words() + " is sorted by what its callers ask for",
                        "a request may name the property of " + scan.column() + ": it is handed to " + few(each.by())));
    }

    private void findIn(MethodCallExpr call) {
        Optional<Repositories.Repository> repository = call.getScope()
                .flatMap(scan.types()::of)
                .flatMap(Typed::fact)
                .flatMap(scan.repositories()::of)
                .filter(this::isOurs);
        if (repository.isEmpty()) {
            return;
        }
        Set<String> outside = call.getArguments().stream()
                .filter(origins::isRequest)
                .flatMap(argument -> origins.outside(argument).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!outside.isEmpty()) {
            ask(repository.get().type(), call.getNameAsString(), outside);
        }
    }

    private void ask(TypeFact repository, String method, Set<String> outside) {
        Optional<RepositoryMethods.Declared> declared = RepositoryMethods.of(repository, scan).stream()
                .filter(each -> each.method().name().equals(method))
                .findFirst();
        Spot spot = declared.map(RepositoryMethods.Declared::spot)
                .orElseGet(() -> Spot.of(repository, method, repository.line()));
        asked.computeIfAbsent(
                        repository.name() + "#" + method,
                        key -> new Asked(
                                spot, "`" + repository.simpleName() + "#" + method + "`", new LinkedHashSet<>()))
                .by()
                .addAll(outside);
    }

    private static String few(Set<String> all) {
        List<String> told = new ArrayList<>(all);
        return String.join(", ", told.subList(0, Math.min(MOST_TOLD, told.size())))
                + (told.size() > MOST_TOLD ? " and " + (told.size() - MOST_TOLD) + " more" : "");
    }
}
