package dev.cofferdam.scan.hits;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.Member;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The mapped class itself goes out: an annotation gives its property a name in JSON, XML or a message, or a handler of requests returns or
 * takes the class as it is, and the property's name is the one that others see.
 */
public final class ExposedNames implements StyleFinder {

    /** Annotations that give a member a name for the outside: Jackson, JSON-B, Gson, Fastjson, JAXB and their kin. */
    public static final Set<String> NAMING = Set.of(
            "JsonProperty",
            "JsonAlias",
            "JsonGetter",
            "JsonSetter",
            "JsonbProperty",
            "SerializedName",
            "JSONField",
            "XmlElement",
            "XmlAttribute",
            "XStreamAlias",
            "CsvBindByName",
            "ExcelProperty",
            "GraphQLField",
            "GraphQLName");

    private static final Set<String> HIDING =
            Set.of("JsonIgnore", "JsonbTransient", "XmlTransient", "JsonBackReference");
    private static final Set<String> HANDLERS = Set.of(
            "RequestMapping",
            "GetMapping",
            "PostMapping",
            "PutMapping",
            "PatchMapping",
            "DeleteMapping",
            "QueryMapping",
            "MutationMapping",
            "SchemaMapping",
            "GET",
            "POST",
            "PUT",
            "PATCH",
            "DELETE");

    private final Scan scan;

    public ExposedNames(Scan scan) {
        this.scan = scan;
    }

    @Override
    public void find() {
        Set<String> seen = new HashSet<>();
        scan.entities()
                .mappings(scan.column())
                .forEach(mapping -> scan.fenced(this, mapping.property().declaring(), () -> findIn(mapping, seen)));
    }

    private void findIn(Entities.Mapping mapping, Set<String> seen) {
        PropertyFact property = mapping.property();
        List<Member> members = members(property);
        Optional<AnnotationFact> named = members.stream()
                .flatMap(member -> member.annotations().stream())
                .filter(each -> NAMING.contains(each.name()))
                .findFirst();
        boolean hidden = members.stream().anyMatch(member -> member.hasAny(HIDING));
        boolean first = seen.add(
                property.declaring().path() + ":" + property.declaring().name() + "#" + property.name());
        if (named.isPresent() && first) {
            addNamed(property, named.get());
        } else if (!hidden && first) {
            addHandled(mapping.entity().type(), property);
        }
    }

    /** The field and its accessors: either may bear the annotation. */
    private static List<Member> members(PropertyFact property) {
        TypeFact declaring = property.declaring();
        Set<String> accessors = Accessors.of(property.name()).keySet();
        List<Member> members = new ArrayList<>(List.of(property.member()));
        declaring.field(property.name()).ifPresent(members::add);
        declaring.methods().stream()
                .filter(method -> accessors.contains(method.name()))
                .forEach(members::add);
        return members;
    }

    private void addNamed(PropertyFact property, AnnotationFact annotation) {
        String shown = Stream.of("value", "name", "column")
                .flatMap(member -> annotation.member(member).stream())
                .flatMap(value -> scan.index().text(value, property.declaring()).stream())
                .findFirst()
                .orElse(property.name());
        add(
                property,
                annotation.line(),
                Confidence.CERTAIN,
                isOnLine(property.declaring(), annotation.line(), shown) ? shown : annotation.name(),
                "`@" + annotation.name() + "` shows it to the outside as `" + shown + "`");
    }

    private boolean isOnLine(TypeFact type, int line, String word) {
        List<String> lines = scan.index().source(type.path()).lines();
        return line <= lines.size() && Tokens.has(lines.get(line - 1), word);
    }

    private void addHandled(TypeFact entity, PropertyFact property) {
        List<String> handlers = scan.index().mentioning(Set.of(entity.simpleName())).stream()
                .filter(file -> !file.isTest() && file.mentionsAny(HANDLERS))
                .flatMap(file -> scan.index().facts(file.path()).types().stream())
                .filter(ExposedNames::answersWithBodies)
                .flatMap(type -> type.methods().stream()
                        .filter(method -> method.hasAny(HANDLERS) && handles(type, method, entity))
                        .map(method -> type.simpleName() + "#" + method.name()))
                .distinct()
                .toList();
        if (!handlers.isEmpty()) {
            add(
                    property,
                    property.member().line(),
                    Confidence.LIKELY,
                    property.member().name(),
                    "`" + entity.simpleName() + "` goes through `" + handlers.get(0) + "`"
                            + (handlers.size() > 1 ? " and " + (handlers.size() - 1) + " more handlers" : "")
                            + " as it is, so the property's name is seen outside");
        }
    }

    /** A controller of pages hands its model to a template, which names what it shows. */
    private static boolean answersWithBodies(TypeFact type) {
        return type.hasAny(Set.of("RestController", "Path"))
                || type.methods().stream()
                        .anyMatch(method -> method.hasAny(Set.of("ResponseBody", "QueryMapping", "MutationMapping")));
    }

    private boolean handles(TypeFact type, MethodFact method, TypeFact entity) {
        return mentions(method.type(), type, entity)
                || method.parameters().stream()
                        .filter(parameter -> parameter.annotations().stream()
                                .anyMatch(each -> each.name().equals("RequestBody")))
                        .anyMatch(parameter -> mentions(parameter.type(), type, entity));
    }

    private boolean mentions(TypeUse use, TypeFact context, TypeFact entity) {
        return scan.index()
                        .resolve(use.name(), context)
                        .filter(type -> scan.index().isSame(type, entity))
                        .isPresent()
                || use.arguments().stream().anyMatch(argument -> mentions(argument, context, entity));
    }

    private void add(PropertyFact property, int line, Confidence confidence, String token, String why) {
        scan.add(new Hit(
                Spot.of(property.declaring(), property.member().name(), line),
                Access.EXPOSURE,
                Style.API_NAME,
                confidence,
                token,
                why));
    }
}
