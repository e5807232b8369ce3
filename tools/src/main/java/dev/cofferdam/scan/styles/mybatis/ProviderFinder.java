package dev.cofferdam.scan.styles.mybatis;

import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code @SelectProvider(type = OwnerSql.class, method = "byCity")}: the mapper's method sends what a method of another class puts together.
 * That method's usages are found by others before; each is one of the mapper's method too, which is what code calls.
 */
public final class ProviderFinder implements StyleFinder {

    private static final Set<String> PROVIDERS =
            Set.of("SelectProvider", "InsertProvider", "UpdateProvider", "DeleteProvider");

    private final Scan scan;
    private final List<SourceFile> mappers;

    public ProviderFinder(Scan scan) {
        this.scan = scan;
        mappers = scan.index().mentioning(PROVIDERS);
    }

    @Override
    public void find() {
        List<Hit> found = scan.hits();
        mappers.forEach(scan.fenced(this, file -> {
            for (TypeFact type : scan.index().facts(file.path()).types()) {
                type.methods().forEach(method -> method.annotations().stream()
                        .filter(annotation -> PROVIDERS.contains(annotation.name()))
                        .forEach(annotation -> findSent(type, method, annotation, found)));
            }
        }));
    }

    private void findSent(TypeFact mapper, MethodFact method, AnnotationFact annotation, List<Hit> found) {
        Optional<TypeFact> provider = annotation
                .member("type")
                .or(() -> annotation.member("value"))
                .filter(ConstantText.Name.class::isInstance)
                .flatMap(name -> scan.index().resolve(((ConstantText.Name) name).name(), mapper));
        if (provider.isEmpty()) {
            return;
        }
        String maker = maker(provider.get(), method, annotation, mapper);
        found.stream()
                .filter(hit -> hit.style() == Style.SQL_STRING || hit.style() == Style.STAR)
                .filter(hit -> hit.spot()
                                .className()
                                .filter(provider.get().name()::equals)
                                .isPresent()
                        && hit.spot().member().filter(maker::equals).isPresent())
                .forEach(hit -> scan.add(new Hit(
                        Spot.of(mapper, method.name(), annotation.line()),
                        hit.access(),
                        hit.style(),
                        hit.confidence(),
                        maker,
                        hit.reason() + ", by `" + provider.get().simpleName() + "#" + maker
                                + "`, which the mapper calls")));
    }

    /** Without a name MyBatis takes the mapper's own method's, else {@code provideSql} ({@code ProviderSqlSource}). */
    private String maker(TypeFact provider, MethodFact method, AnnotationFact annotation, TypeFact mapper) {
        return annotation
                .member("method")
                .flatMap(name -> scan.index().text(name, mapper))
                .orElse(
                        provider.methods().stream().anyMatch(each -> each.name().equals(method.name()))
                                ? method.name()
                                : "provideSql");
    }
}
