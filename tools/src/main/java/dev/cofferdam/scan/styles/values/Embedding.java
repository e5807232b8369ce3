package dev.cofferdam.scan.styles.values;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of several embedded objects of one class a receiver is: each keeps the same property in another column, or in another table, and
 * only the way to it tells which. Of an object that is handed over nothing tells.
 */
final class Embedding {

    private static final int FARTHEST = 4;

    private final Scan scan;
    private final Entities.Mapping mapping;
    private final String ours;
    private final Set<String> embedded = new TreeSet<>();
    private final boolean several;

    Embedding(Scan scan, Entities.Mapping mapping) {
        this.scan = scan;
        this.mapping = mapping;
        String path = mapping.property().path();
        int last = path.lastIndexOf('.');
        ours = last < 0 ? "" : path.substring(path.lastIndexOf('.', last - 1) + 1, last);
        int places = 0;
        for (EntityFact entity : ours.isEmpty()
                ? Set.<EntityFact>of()
                : Set.copyOf(scan.entities().all())) {
            for (PropertyFact property : entity.properties()) {
                boolean alike =
                        (property.kind() == PropertyFact.Kind.EMBEDDED || property.kind() == PropertyFact.Kind.ELEMENTS)
                                && property.target().filter(this::holdsProperty).isPresent();
                if (alike) {
                    places++;
                    embedded.add(property.name());
                }
            }
        }
        several = places > 1;
    }

    private boolean holdsProperty(TypeFact type) {
        return scan.index().isSubtype(type, mapping.property().declaring());
    }

    /** What is sure of an accessor on a receiver of the embeddable's type, given how sure the type alone makes it. */
    Optional<Confidence> judge(Expression receiver, Optional<Confidence> byType) {
        if (!several || byType.isEmpty()) {
            return byType;
        }
        Optional<Boolean> known = isOurs(receiver, 0);
        if (known.isEmpty()) {
            return byType.map(sure -> sure == Confidence.CERTAIN ? Confidence.LIKELY : sure);
        }
        return known.get() ? byType : Optional.empty();
    }

    private Optional<Boolean> isOurs(Expression receiver, int depth) {
        if (depth > FARTHEST) {
            return Optional.empty();
        }
        if (receiver instanceof NameExpr name) {
            Optional<Expression> made =
                    LocalNames.variable(name.getNameAsString(), name).flatMap(VariableDeclarator::getInitializer);
            if (made.isPresent() || LocalNames.isLocal(name.getNameAsString(), name)) {
                return made.flatMap(value -> isOurs(value, depth + 1));
            }
            return ofStep(name.getNameAsString(), scan.types().context(name));
        }
        if (receiver instanceof MethodCallExpr call) {
            Optional<TypeFact> owner = call.getScope().isPresent()
                    ? scan.types().of(call.getScope().get()).flatMap(Typed::fact)
                    : scan.types().context(call);
            String name = call.getNameAsString();
            return ofStep(Accessors.propertyOfGetter(name).orElse(name), owner);
        }
        return receiver instanceof FieldAccessExpr access
                ? ofStep(
                        access.getNameAsString(),
                        scan.types().of(access.getScope()).flatMap(Typed::fact))
                : Optional.empty();
    }

    private Optional<Boolean> ofStep(String step, Optional<TypeFact> owner) {
        if (!embedded.contains(step)) {
            return Optional.empty();
        }
        boolean direct =
                mapping.property().path().equals(ours + "." + mapping.property().name());
        boolean strange = direct
                && owner.filter(type -> !scan.index()
                                        .isSubtype(type, mapping.entity().type())
                                && !scan.index().isSubtype(mapping.entity().type(), type))
                        .isPresent();
        return Optional.of(step.equals(ours) && !strange);
    }
}
