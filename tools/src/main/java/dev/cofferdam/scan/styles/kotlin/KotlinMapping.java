package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Property;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which properties of Kotlin's and Java's entities stand for the column, and under the names of which types they are reached. */
final class KotlinMapping {

    private static final Pattern NAME = Pattern.compile(
            "(?:Column|JoinColumn|Table|Entity)\\s*\\(\\s*(?:[^()\"]*?\\bname\\s*=\\s*|value\\s*=\\s*)?\"([^\"]+)\"");

    private static final Pattern ENTITY = Pattern.compile("@(?:[\\w.:]*\\.)?(?:Entity|Table|MappedEntity)\\b");
    private static final Pattern OVERRIDE = Pattern.compile(
            "AttributeOverride\\s*\\(\\s*name\\s*=\\s*\"([\\w.]+)\"[^\"]*?\\bname\\s*=\\s*\"([^\"]+)\"");

    private final Scan scan;
    private final KotlinTypes types;
    /** By property: simple names of the types on which it stands for the column. */
    private final Map<String, Set<String>> targets = new LinkedHashMap<>();

    private final Set<String> entities = new TreeSet<>();
    /** By simple name: full names, which tell an entity from a class of the same name elsewhere. */
    private final Map<String, Set<String>> fullNames = new LinkedHashMap<>();

    KotlinMapping(Scan scan, KotlinTypes types) {
        this.scan = scan;
        this.types = types;
    }

    /** By property: simple names of the types on which it stands for the column. */
    Map<String, Set<String>> targets() {
        return targets;
    }

    /** Simple names of all entities on the table. */
    Set<String> entities() {
        return entities;
    }

    void addTarget(KotlinType type, String property) {
        addTarget(type.name(), type.fullName(), property);
    }

    private void addTarget(String type, String fullName, String property) {
        targets.computeIfAbsent(property, name -> new TreeSet<>()).add(type);
        entities.add(type);
        fullNames.computeIfAbsent(type, name -> new TreeSet<>()).add(fullName);
    }

    /** Whether a simple name means the entity in a file: what that imports, else its package, when others bear the name. */
    boolean isMeant(KotlinSource source, String type) {
        Set<String> own = fullNames.getOrDefault(type, Set.of());
        Optional<String> imported = source.imported(type);
        if (imported.isPresent()) {
            return own.contains(imported.get());
        }
        boolean alone = types.allNamed(type).stream().allMatch(each -> own.contains(each.fullName()));
        return alone || own.stream().anyMatch(source::sees);
    }

    /** Entities of Java, which Kotlin reaches by the same names. */
    void readJava() {
        for (Entities.Mapping mapping : scan.entities().mappings(scan.column())) {
            addTarget(mapping.entity().type(), mapping.property().name());
            scan.index()
                    .descendants(mapping.entity().type())
                    .forEach(below -> addTarget(below, mapping.property().name()));
        }
    }

    private void addTarget(TypeFact type, String property) {
        addTarget(type.simpleName(), type.name(), property);
    }

    void readKotlin() {
        Set<String> managed = new TreeSet<>();
        types.all().stream().filter(KotlinMapping::isRepository).forEach(each -> managed.addAll(each.supertypes()));
        for (KotlinType type : types.all()) {
            boolean entity =
                    ENTITY.matcher(type.annotations()).find() || type.isData() && managed.contains(type.name());
            if (entity && tableOf(type).equalsIgnoreCase(scan.column().table().name())) {
                entities.add(type.name());
                types.levels(type).forEach(level -> readProperties(type, level));
            }
        }
    }

    static boolean isRepository(KotlinType type) {
        return type.kind().equals("interface")
                && type.supertypes().stream().anyMatch(name -> name.endsWith("Repository"));
    }

    private String tableOf(KotlinType entity) {
        return scan.naming().strategy().physical(named(entity.annotations()).orElse(entity.name()));
    }

    /** By what the code says; several names of one annotation are told apart by the pattern. */
    private static Optional<String> named(String annotations) {
        Matcher named = NAME.matcher(annotations);
        Optional<String> name = Optional.empty();
        while (named.find()) {
            boolean entity = named.group().startsWith("Entity");
            name = entity && name.isPresent() ? name : Optional.of(named.group(1));
        }
        return name;
    }

    private void readProperties(KotlinType entity, KotlinType level) {
        for (Property property : level.properties()) {
            if (isTransient(property)) {
                continue;
            }
            if (property.annotations().contains("Embedded")) {
                types.typeOf(property).flatMap(types::named).ifPresent(part -> readEmbedded(entity, property, part));
            } else if (column(property).equalsIgnoreCase(scan.column().column())) {
                add(entity, level, property);
            }
        }
    }

    /** {@code @Embedded var contact: Contact}: the parts' columns are the entity's, under their own names or overridden ones. */
    private void readEmbedded(KotlinType entity, Property embedded, KotlinType part) {
        Map<String, String> overrides = new LinkedHashMap<>();
        Matcher override = OVERRIDE.matcher(embedded.annotations());
        while (override.find()) {
            overrides.put(override.group(1), override.group(2));
        }
        for (Property property : part.properties()) {
            String column = Optional.ofNullable(overrides.get(property.name())).orElseGet(() -> column(property));
            if (scan.naming()
                    .strategy()
                    .physical(column)
                    .equalsIgnoreCase(scan.column().column())) {
                add(entity, part, property);
            }
        }
    }

    static boolean isTransient(Property property) {
        return property.annotations().contains("Transient")
                || property.annotations().contains("ToMany")
                || property.annotations().contains("mappedBy")
                || property.rest().strip().startsWith("get()");
    }

    private String column(Property property) {
        boolean association = property.annotations().contains("ToOne");
        String implicit = association ? property.name() + "_id" : property.name();
        return scan.naming().strategy().physical(named(property.annotations()).orElse(implicit));
    }

    private void add(KotlinType entity, KotlinType level, Property property) {
        addTarget(entity, property.name());
        if (level.properties().contains(property) && !types.levels(entity).contains(level)) {
            addTarget(level, property.name());
        }
        types.all().stream()
                .filter(below -> types.levels(below).contains(entity))
                .forEach(below -> addTarget(below, property.name()));
        scan.add(new Hit(
                new Spot(
                        level.source().file().path(),
                        level.source().file().lineAt(property.offset()),
                        Optional.of(level.fullName()),
                        Optional.of(property.name())),
                Access.MAPPING,
                Style.MAPPING,
                Confidence.LIKELY,
                property.name(),
                "a property of `" + entity.name() + "`, read by its words, maps " + scan.column()));
    }

    /** Chains of properties that lead from a type to one that stands for the column: {@code OwnerTelephone} for a pet. */
    Set<String> pathsFrom(String type) {
        Set<String> paths = new LinkedHashSet<>();
        targets.forEach((property, on) -> {
            if (on.contains(type)) {
                paths.add(capital(property));
            }
            types.named(type).stream()
                    .flatMap(each -> types.levels(each).stream())
                    .flatMap(level -> level.properties().stream())
                    .filter(each -> types.typeOf(each).filter(on::contains).isPresent())
                    .forEach(each -> paths.add(capital(each.name()) + "_?" + capital(property)));
        });
        return paths;
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
