package dev.cofferdam.scan.styles.values;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.types.TypeMembers;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Mappers that MapStruct implements: properties of one name are copied without a word, others by {@code @Mapping} (MapStruct reference
 * guide, "Basic mappings"). The usage is the mapper's method, or the annotation that names the property.
 */
public final class MapStructFinder implements StyleFinder {

    private static final Set<String> MAPPERS = Set.of("Mapper", "MapperConfig");

    private final Scan scan;
    private final MappedRows rows;
    private final TypeMembers members;

    public MapStructFinder(Scan scan) {
        this.scan = scan;
        rows = new MappedRows(scan);
        members = new TypeMembers(scan.index());
    }

    @Override
    public void find() {
        if (rows.mappings().isEmpty()) {
            return;
        }
        for (String annotation : MAPPERS) {
            scan.index().annotated(annotation).stream()
                    .filter(this::isOfMapStruct)
                    .forEach(type -> scan.fenced(this, type, () -> findIn(type)));
        }
    }

    /** MyBatis has an annotation of the same name. */
    private boolean isOfMapStruct(TypeFact type) {
        SourceFile file = scan.index().source(type.path());
        return file.mentions("mapstruct");
    }

    private void findIn(TypeFact mapper) {
        Set<String> seen = new TreeSet<>();
        for (TypeFact level : members.withAncestors(mapper)) {
            Map<String, Typed> bound = members.bindings(mapper, level);
            for (MethodFact method : level.methods()) {
                String signature = method.name() + method.parameters().size();
                if (!method.hasBody() && !method.isStatic() && seen.add(signature)) {
                    judge(mapper, level, method, bound);
                }
            }
        }
    }

    private void judge(TypeFact mapper, TypeFact level, MethodFact method, Map<String, Typed> bound) {
        MapStructMethod mapping = MapStructMethod.of(level, method, bound, members);
        boolean own = level.name().equals(mapper.name());
        Spot spot = Spot.of(mapper, own ? method.name() : mapper.simpleName(), own ? method.line() : mapper.line());
        Set<String> named = new TreeSet<>();
        for (MapStructMethod.Told told : mapping.told()) {
            named.add(told.target());
            findTold(mapping, told, own ? Spot.of(mapper, method.name(), told.line()) : spot);
        }
        if (mapping.copiesByName()) {
            mapping.target()
                    .flatMap(Typed::fact)
                    .flatMap(rows::of)
                    .map(Entities.Mapping::property)
                    .map(property -> property.name())
                    .filter(name -> !named.contains(name) && mapping.hasSource(name, rows))
                    .ifPresent(name ->
                            add(spot, Access.WRITE, method.name(), "sets `" + name + "` from what has the name"));
            mapping.sources().values().stream()
                    .flatMap(source -> source.fact().flatMap(rows::of).stream())
                    .map(found -> found.property().name())
                    .filter(name -> !named.contains(name)
                            && mapping.target()
                                    .flatMap(Typed::fact)
                                    .filter(type -> rows.has(type, name))
                                    .isPresent())
                    .findFirst()
                    .ifPresent(
                            name -> add(spot, Access.READ, method.name(), "takes `" + name + "` to what has the name"));
        }
    }

    private void findTold(MapStructMethod mapping, MapStructMethod.Told told, Spot spot) {
        boolean sets = !told.ignored()
                && mapping.target()
                        .filter(type -> rows.leadsThere(type, pieces(told.target())))
                        .isPresent();
        if (sets) {
            add(spot, Access.WRITE, last(told.target()), "`@Mapping` sets `" + told.target() + "`");
        }
        List<String> path = pieces(told.source());
        boolean takes = !told.source().isEmpty()
                && (mapping.sources().values().stream().anyMatch(type -> rows.leadsThere(type, path))
                        || path.size() > 1
                                && Optional.ofNullable(mapping.sources().get(path.get(0)))
                                        .filter(type -> rows.leadsThere(type, path.subList(1, path.size())))
                                        .isPresent());
        if (takes || mapping.expressionReads(told, rows)) {
            add(spot, Access.READ, last(told.source()), "`@Mapping` takes `" + told.source() + told.expression() + "`");
        }
    }

    private static List<String> pieces(String path) {
        return List.of(path.split("\\.", -1));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private void add(Spot spot, Access access, String token, String how) {
        scan.add(new Hit(
                spot,
                access,
                Style.ACCESSOR,
                Confidence.CERTAIN,
                token,
                "the mapper's method " + how + ", which maps " + scan.column()));
    }
}
