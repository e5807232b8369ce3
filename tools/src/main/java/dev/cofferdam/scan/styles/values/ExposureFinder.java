package dev.cofferdam.scan.styles.values;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.ExposedNames;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.strings.StringFolder;
import dev.cofferdam.scan.types.Typed;
import java.util.Optional;
import java.util.Set;

/** Classes that carry the value in and out under the same name, such as what an API shows: data transfer objects. */
final class ExposureFinder {

    private final Scan scan;
    private final String property;

    ExposureFinder(Scan scan, String property) {
        this.scan = scan;
        this.property = property;
    }

    /** The value that was just read goes into another object of the project, under its own name or another. */
    void findReader(Expression value) {
        Node parent = value.getParentNode().orElse(null);
        if (parent instanceof ObjectCreationExpr created) {
            carrier(scan.types().of(created), property)
                    .ifPresent(type -> add(type, property, "holds what was read from"));
        } else if (parent instanceof AssignExpr assign && Enclosing.isSameNode(assign.getValue(), value)) {
            assigned(assign.getTarget());
        } else if (parent instanceof MethodCallExpr call
                && call.getArguments().size() == 1
                && call.getScope().isPresent()
                && Enclosing.isSameNode(call.getArgument(0), value)) {
            String name = call.getNameAsString();
            if (name.matches("(set|with)[A-Z].*")) {
                fill(call.getScope().get(), Accessors.decapitalize(name.replaceFirst("^(set|with)", "")));
            } else if (name.equals(property)) {
                fill(StringFolder.root(call), property);
            }
        }
    }

    private void assigned(Expression target) {
        if (target instanceof FieldAccessExpr access && !(access.getScope() instanceof ThisExpr)) {
            fill(access.getScope(), access.getNameAsString());
        } else {
            String name = target instanceof FieldAccessExpr own
                    ? own.getNameAsString()
                    : target instanceof NameExpr bare ? bare.getNameAsString() : "";
            scan.types()
                    .context(target)
                    .filter(type -> name.equals(property) || isShown(type, name))
                    .ifPresent(type -> fill(type, name));
        }
    }

    /** A class may keep a value under another name for itself; an annotation says that others see it. */
    private static boolean isShown(TypeFact type, String field) {
        return type.field(field)
                .filter(found -> found.hasAny(ExposedNames.NAMING))
                .isPresent();
    }

    private void fill(TypeFact type, String field) {
        carrier(type, field).ifPresent(found -> add(found, field, "is filled from"));
    }

    private void fill(Expression object, String field) {
        carrier(scan.types().of(object), field).ifPresent(type -> add(type, field, "is filled from"));
    }

    /** The value that is about to be set comes out of another object of the project. */
    void findSource(Expression value) {
        if (value instanceof MethodCallExpr call
                && call.getScope().isPresent()
                && call.getArguments().isEmpty()) {
            boolean gets = Accessors.of(property).containsKey(call.getNameAsString())
                    || call.getNameAsString().equals(property);
            if (gets) {
                carrier(scan.types().of(call.getScope().get()), property)
                        .ifPresent(type -> add(type, property, "brings the value for"));
            }
        }
    }

    private static Optional<TypeFact> carrier(Optional<Typed> type, String field) {
        return type.flatMap(Typed::fact).flatMap(fact -> carrier(fact, field));
    }

    private static Optional<TypeFact> carrier(TypeFact type, String field) {
        Set<String> mapped = Set.of("Entity", "Embeddable", "MappedSuperclass");
        return Optional.of(type)
                .filter(fact -> !fact.hasAny(mapped) && fact.field(field).isPresent());
    }

    private void add(TypeFact type, String name, String how) {
        TypeFact.FieldFact field = type.field(name).orElseThrow();
        scan.add(new Hit(
                Spot.of(type, field.name(), field.line()),
                Access.EXPOSURE,
                Style.ACCESSOR,
                Confidence.LIKELY,
                field.name(),
                "`" + type.simpleName() + "." + field.name() + "` " + how + " " + scan.column()));
    }
}
