package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.OpenPlaces;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.TextOrigins;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A property's name that does not stand where it is used: a person is asked, unless the source shows all that it can be. */
final class UnshownProperty {

    private static final Set<String> TEXT_TYPES = Set.of("String", "CharSequence", "String[]", "Object");

    private final Scan scan;
    private final TextOrigins origins;
    private final OpenPlaces places;
    private final Set<String> properties = new TreeSet<>();

    UnshownProperty(Scan scan) {
        this.scan = scan;
        origins = new TextOrigins(scan);
        places = new OpenPlaces(scan);
        scan.entities()
                .mappings(scan.column())
                .forEach(mapping -> properties.add(mapping.property().name()));
    }

    /** Whether any property maps the column; otherwise no name can be its. */
    boolean isMapped() {
        return !properties.isEmpty();
    }

    /** Whether an argument can hold a name: neither a literal nor an object. */
    boolean mayBeName(Expression argument) {
        return !argument.isLiteralExpr()
                && scan.types()
                        .of(argument)
                        .map(type -> TEXT_TYPES.contains(type.name()))
                        .orElse(!argument.isConditionalExpr());
    }

    /**
     * Judges the names that a call is handed.
     *
     * @param elsewhere those that another finder judges when the source shows them
     */
    void judge(MethodCallExpr call, TypeFact type, List<Expression> names, Predicate<Expression> elsewhere) {
        List<String> open =
                names.stream().flatMap(name -> origins.of(name).open().stream()).toList();
        if (!open.isEmpty()) {
            places.add(call, type, open);
            return;
        }
        names.stream().filter(elsewhere.negate()).forEach(name -> shown(name)
                .ifPresent(value -> add(call, type, name, value)));
    }

    private Optional<String> shown(Expression name) {
        return origins.of(name).texts().stream()
                .map(text -> text.text(""))
                .filter(properties::contains)
                .findFirst();
    }

    private void add(MethodCallExpr call, TypeFact type, Expression name, String value) {
        scan.add(new Hit(
                Spot.of(type, call.getName()),
                Access.READ,
                Style.CRITERIA,
                Confidence.LIKELY,
                name.toString(),
                "`" + name + "` can be `" + value + "`, the property that maps " + scan.column()));
    }

    /** Tells what has to be asked. */
    void tell() {
        places.tell("a query is sorted or filtered by a property whose name the source does not show");
    }
}
