package dev.cofferdam.scan.styles.mybatis;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * MyBatis runs another statement for each row when a result says so: {@code one = @One(select = "...")}, {@code <association select="...">}.
 * Whoever sends the outer statement reads what the inner one reads. Knows the readers from what the other finders added.
 */
public final class NestedSelects implements StyleFinder {

    private static final int DEEPEST = 6;

    private final Scan scan;
    private final MyBatisFinder mapperFiles;
    private final Set<String> readers = new TreeSet<>();
    private final Set<String> nested = new LinkedHashSet<>();

    public NestedSelects(Scan scan, MyBatisFinder mapperFiles) {
        this.scan = scan;
        this.mapperFiles = mapperFiles;
    }

    /** A result that runs another statement, and where. */
    private record Outer(Spot spot, String select) {}

    @Override
    public void find() {
        scan.hits().stream()
                .filter(hit -> hit.access() == Access.READ && hit.confidence() != Confidence.POSSIBLE)
                .filter(hit -> hit.style() != Style.ACCESSOR)
                .forEach(hit -> id(hit.spot()).ifPresent(readers::add));
        if (readers.isEmpty()) {
            return;
        }
        List<Outer> outers = new ArrayList<>(ofMapperFiles());
        outers.addAll(ofAnnotations());
        // An inner statement may have inner ones of its own.
        for (int depth = 0; depth < DEEPEST && addRound(outers); depth++) {
            readers.addAll(nested);
        }
    }

    private static Optional<String> id(Spot spot) {
        return spot.className().flatMap(type -> spot.member().map(member -> type.replace('$', '.') + "." + member));
    }

    private boolean addRound(List<Outer> outers) {
        boolean more = false;
        for (Outer outer : outers) {
            String id = id(outer.spot()).orElseThrow();
            if (readers.contains(outer.select()) && nested.add(id)) {
                more = true;
                String name = outer.select().substring(outer.select().lastIndexOf('.') + 1);
                scan.add(new Hit(
                        outer.spot(),
                        Access.READ,
                        Style.ASSOCIATION_READ,
                        Confidence.CERTAIN,
                        name,
                        "each row runs `" + outer.select() + "`, which reads " + scan.column()));
            }
        }
        return more;
    }

    private List<Outer> ofMapperFiles() {
        List<Outer> outers = new ArrayList<>();
        for (MyBatisMapper mapper : mapperFiles.mappers()) {
            for (MyBatisMapper.Statement statement : mapper.statements()) {
                List<String> maps = mapper.withExtended(statement.resultMap());
                mapper.results().stream()
                        .filter(result ->
                                maps.contains(result.map()) && !result.select().isEmpty())
                        .forEach(result -> outers.add(new Outer(
                                new Spot(
                                        mapper.file().path(),
                                        mapper.file().lineAt(statement.offset()),
                                        Optional.of(mapper.namespace()),
                                        Optional.of(statement.id())),
                                qualified(result.select(), mapper.namespace()))));
            }
        }
        return outers;
    }

    private static String qualified(String select, String namespace) {
        return select.contains(".") ? select : namespace + "." + select;
    }

    private List<Outer> ofAnnotations() {
        List<Outer> outers = new ArrayList<>();
        scan.index().typesMentioning(Set.of("ibatis")).stream()
                .filter(type -> type.kind() == TypeFact.Kind.INTERFACE)
                .forEach(type -> {
                    Map<String, List<AnnotationFact>> maps = new HashMap<>();
                    type.methods()
                            .forEach(method -> method.annotation("Results").ifPresent(all -> all.member("id")
                                    .flatMap(id -> scan.index().text(id, type))
                                    .ifPresent(id -> maps.put(id, all.nested("value")))));
                    type.methods().forEach(method -> results(type, method, maps)
                            .forEach(result -> add(outers, type, method, result)));
                });
        return outers;
    }

    /** Written at the method, or at another one that gave them a name. */
    private List<AnnotationFact> results(TypeFact type, MethodFact method, Map<String, List<AnnotationFact>> maps) {
        List<AnnotationFact> all = new ArrayList<>(method.annotations());
        method.annotation("Results").ifPresent(each -> all.addAll(each.nested("value")));
        method.annotation("ResultMap")
                .flatMap(each -> each.member("value"))
                .flatMap(value -> scan.index().text(value, type))
                .ifPresent(id -> all.addAll(maps.getOrDefault(id, List.of())));
        return all.stream().filter(each -> each.name().equals("Result")).toList();
    }

    private void add(List<Outer> outers, TypeFact type, MethodFact method, AnnotationFact result) {
        for (String member : List.of("one", "many")) {
            result.nested(member).stream()
                    .flatMap(each -> each.member("select").stream())
                    .flatMap(select -> scan.index().text(select, type).stream())
                    .forEach(select -> outers.add(new Outer(
                            Spot.of(type, method.name(), result.line()),
                            qualified(select, type.name().replace('$', '.')))));
        }
    }
}
