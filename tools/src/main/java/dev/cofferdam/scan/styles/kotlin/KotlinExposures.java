package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.ExposedNames;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Property;
import dev.cofferdam.scan.words.Tokens;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Names for the outside in Kotlin: {@code @SerialName("telephone")} and its kin at a property of the entity, or of a class that bears its
 * name, as {@code OwnerDto} does, where either name is the column's.
 */
final class KotlinExposures {

    private final Scan scan;
    private final KotlinMapping mapping;
    private final Set<String> naming = new TreeSet<>(ExposedNames.NAMING);
    private final Set<String> owners = new LinkedHashSet<>();

    KotlinExposures(Scan scan, KotlinMapping mapping) {
        this.scan = scan;
        this.mapping = mapping;
        // Of kotlinx.serialization and of Moshi.
        naming.addAll(Set.of("SerialName", "JsonNames", "Json"));
        Stream.concat(scan.tableWords().stream(), mapping.entities().stream()).forEach(name -> owners.add(bare(name)));
    }

    /** {@code owners}, {@code Owner} and {@code OwnerResponse} are about the same thing. */
    private static String bare(String name) {
        String plain = name.replace("_", "").toLowerCase(Locale.ROOT);
        String subject = plain.replaceAll(
                "(dto|json|model|view|input|output|out|in|response|request|payload|message|event|entity|row|record)$",
                "");
        return subject.replaceAll("s$", "");
    }

    void find() {
        Set<String> names = names();
        scan.tree().files().stream()
                .filter(file -> file.extension().equals("kt")
                        && !file.isTest()
                        && file.mentionsAny(names)
                        && file.mentionsAny(naming))
                .forEach(file -> scan.tree().faults().guard(this, file.path(), () -> {
                    KotlinSource source = new KotlinSource(file);
                    source.types().forEach(type -> findIn(source, type));
                }));
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(Tokens.formsOf(scan.column().column()));
        names.addAll(mapping.targets().keySet());
        return names;
    }

    private void findIn(KotlinSource source, KotlinType type) {
        for (Property property : type.properties()) {
            boolean mapped =
                    mapping.targets().getOrDefault(property.name(), Set.of()).contains(type.name())
                            && mapping.isMeant(source, type.name());
            Optional<AnnotationFact> named = KotlinAnnotations.of(property.annotations(), 1).stream()
                    .filter(each -> naming.contains(each.name()))
                    .findFirst();
            Optional<String> shown = named.flatMap(KotlinExposures::text);
            boolean called = names().contains(property.name())
                    || shown.filter(names()::contains).isPresent();
            if (named.isPresent() && (mapped || called && owners.contains(bare(type.name())))) {
                add(source, type, property, named.get().name(), shown.orElse(property.name()));
            }
        }
    }

    private static Optional<String> text(AnnotationFact annotation) {
        return Stream.of("value", "name")
                .flatMap(member -> annotation.member(member).stream())
                .filter(ConstantText.Literal.class::isInstance)
                .map(literal -> ((ConstantText.Literal) literal).text())
                .findFirst();
    }

    private void add(KotlinSource source, KotlinType type, Property property, String annotation, String shown) {
        scan.add(new Hit(
                        new Spot(
                                source.file().path(),
                                source.file().lineAt(property.offset()),
                                Optional.of(type.fullName()),
                                Optional.of(property.name())),
                        Access.EXPOSURE,
                        Style.API_NAME,
                        Confidence.LIKELY,
                        property.name(),
                        "`@" + annotation + "` shows it to the outside as `" + shown + "`; Kotlin, read by its words")
                .at(source.columnAt(property.offset())));
    }
}
