package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.Parameter;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Projections behind a derived query: Spring Data takes the names of their members for names of properties. */
final class DerivedProjections {

    private static final int DEEPEST = 3;

    private final Scan scan;

    DerivedProjections(Scan scan) {
        this.scan = scan;
    }

    /** What a method selects that returns the projection, and the members that say so. */
    void find(Spot spot, EntityFact entity, String token, TypeFact projection) {
        boolean open = projection.methods().stream().anyMatch(method -> method.has("Value"));
        if (findMembers(entity, projection)) {
            add(
                    spot,
                    Style.DERIVED_QUERY,
                    token,
                    "the projection `" + projection.simpleName() + "` selects the property that maps " + scan.column());
        } else if (open && scan.entities().loads(entity, scan.column())) {
            // The expression may ask for anything, so the query is not narrowed (Spring Data JPA, "Open Projections").
            add(
                    spot,
                    Style.ENTITY_READ,
                    token,
                    "the open projection `" + projection.simpleName() + "` reads whole rows of `" + entity.entityName()
                            + "`");
        }
    }

    /** Members that name the property; whether there is one that narrows the query to it. */
    boolean findMembers(EntityFact entity, TypeFact projection) {
        addExpressions(entity, projection);
        return addMembers(entity, projection, 0);
    }

    private boolean addMembers(EntityFact entity, TypeFact projection, int depth) {
        boolean found = false;
        for (PropertyFact property : Entities.mapping(entity, scan.column())) {
            Optional<Spot> member = member(projection, property.name());
            member.ifPresent(spot -> add(
                    spot,
                    Style.DERIVED_QUERY,
                    spot.member().filter(name -> !name.equals("<init>")).orElse(property.name()),
                    "a projection's member is the name of `" + entity.entityName() + "." + property.path()
                            + "`, which maps " + scan.column()));
            found |= member.isPresent();
        }
        found |= addNested(entity, projection, depth);
        return found;
    }

    /** {@code DeptView getDept()}: a projection of what the property refers to. */
    private boolean addNested(EntityFact entity, TypeFact projection, int depth) {
        boolean found = false;
        for (PropertyFact property : entity.properties()) {
            Optional<EntityFact> target =
                    property.isAssociation() ? property.target().flatMap(scan.entities()::of) : Optional.empty();
            Optional<TypeFact> nested = target.isPresent() && depth < DEEPEST
                    ? getter(projection, property.name())
                            .flatMap(
                                    method -> scan.index().resolve(method.type().name(), projection))
                            .filter(type -> type.kind() == TypeFact.Kind.INTERFACE)
                    : Optional.empty();
            found |= nested.isPresent() && addMembers(target.get(), nested.get(), depth + 1);
        }
        return found;
    }

    private static Optional<TypeFact.MethodFact> getter(TypeFact projection, String property) {
        return projection.methods().stream()
                .filter(method -> Accessors.propertyOfGetter(method.name())
                        .filter(property::equals)
                        .isPresent())
                .findFirst();
    }

    private Optional<Spot> member(TypeFact projection, String property) {
        return getter(projection, property)
                .map(TypeFact.Member.class::cast)
                .or(() -> projection.field(property))
                .map(member -> Spot.of(projection, member.name(), member.line()))
                .or(() -> parameter(projection, property));
    }

    /** The parameters of a class's constructor are its select list (Spring Data JPA, "Class-based Projections"). */
    private Optional<Spot> parameter(TypeFact projection, String property) {
        if (projection.kind() != TypeFact.Kind.CLASS) {
            return Optional.empty();
        }
        return scan.index().whole(projection.path()).findAll(ConstructorDeclaration.class).stream()
                .filter(each -> Enclosing.typeName(each)
                        .filter(projection.name()::equals)
                        .isPresent())
                .flatMap(each -> each.getParameters().stream())
                .filter(each -> each.getNameAsString().equals(property))
                .map((Parameter each) -> Spot.of(projection, "<init>", JavaReader.line(each)))
                .findFirst();
    }

    /** {@code @Value("#{target.telephone}")} reads the property of the whole row by its name. */
    private void addExpressions(EntityFact entity, TypeFact projection) {
        for (PropertyFact property : Entities.mapping(entity, scan.column())) {
            Pattern named = Pattern.compile("\\btarget\\." + Pattern.quote(property.name()) + "\\b");
            expressions(projection, named)
                    .forEach(spot -> add(
                            spot,
                            Style.DERIVED_QUERY,
                            property.name(),
                            "a projection's expression reads `" + entity.entityName() + "." + property.path()
                                    + "`, which maps " + scan.column()));
        }
    }

    private Stream<Spot> expressions(TypeFact projection, Pattern named) {
        return projection.methods().stream().flatMap(method -> method.annotation("Value").stream()
                .filter(value -> value.member("value")
                        .flatMap(text -> scan.index().text(text, projection))
                        .filter(text -> named.matcher(text).find())
                        .isPresent())
                .map(value -> Spot.of(projection, method.name(), value.line())));
    }

    private void add(Spot spot, Style style, String token, String reason) {
        scan.add(new Hit(spot, Access.READ, style, Confidence.CERTAIN, token, reason));
    }
}
