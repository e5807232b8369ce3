package dev.cofferdam.scan;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.Hit.Spot;
import java.util.List;
import java.util.Optional;

/**
 * Rows that are read because code walks a lazy association: a proxy is filled when anything but its identifier is asked for, a
 * collection when it is iterated or asked anything.
 */
final class AssociationFinder {

    private final Scan scan;

    AssociationFinder(Scan scan) {
        this.scan = scan;
    }

    void find() {
        for (EntityFact entity : scan.entities.all()) {
            for (PropertyFact property : entity.properties()) {
                Optional<EntityFact> target = property.target().flatMap(scan.entities::of);
                if (property.isAssociation()
                        && !property.eager()
                        && target.isPresent()
                        && leadsToColumn(target.get())) {
                    findWalks(entity, property, target.get());
                }
            }
        }
    }

    private boolean leadsToColumn(EntityFact target) {
        return scan.entities.loads(target, scan.column)
                || !scan.entities.eagerPath(target, scan.column).isEmpty();
    }

    private void findWalks(EntityFact entity, PropertyFact property, EntityFact target) {
        String getter = "get" + Character.toUpperCase(property.name().charAt(0))
                + property.name().substring(1);
        for (FileFacts file : scan.index.files()) {
            if (!file.calls().contains(getter)
                    || file.types().stream().anyMatch(type -> scan.index.isSame(type, entity.type()))) {
                continue;
            }
            scan.index.unit(file.path()).walk(MethodCallExpr.class, call -> {
                boolean walks = call.getNameAsString().equals(getter)
                        && call.getScope().isPresent()
                        && isLoaded(call, property);
                if (walks && isOn(call, entity)) {
                    add(call, entity, property, target);
                }
            });
        }
    }

    private boolean isOn(MethodCallExpr call, EntityFact entity) {
        return scan.types
                .of(call.getScope().orElseThrow())
                .flatMap(Typed::fact)
                .filter(type -> scan.index.isSubtype(type, entity.type()))
                .isPresent();
    }

    /** A proxy knows its identifier; a collection that is only handed on or replaced is not read. */
    private static boolean isLoaded(MethodCallExpr getter, PropertyFact property) {
        Node parent = getter.getParentNode().orElse(null);
        if (parent instanceof ForEachStmt) {
            return true;
        }
        if (parent instanceof MethodReferenceExpr) {
            return true;
        }
        if (!(parent instanceof MethodCallExpr next)
                || next.getScope()
                        .filter(scope -> Enclosing.isSameNode(scope, getter))
                        .isEmpty()) {
            return false;
        }
        String name = next.getNameAsString();
        return property.kind() == PropertyFact.Kind.TO_MANY
                ? !name.equals("add") && !name.startsWith("remove")
                : !name.equals("getId") && !name.startsWith("set");
    }

    private void add(MethodCallExpr call, EntityFact entity, PropertyFact property, EntityFact target) {
        Optional<TypeFact> context = scan.types.context(call);
        if (context.isEmpty()) {
            return;
        }
        List<PropertyFact> further =
                scan.entities.loads(target, scan.column) ? List.of() : scan.entities.eagerPath(target, scan.column);
        scan.add(new Hit(
                Spot.of(context.get(), Enclosing.member(call).orElse(""), JavaReader.line(call.getName())),
                Access.READ,
                Style.ASSOCIATION_READ,
                Confidence.LIKELY,
                call.getNameAsString(),
                "walks the lazy `" + entity.entityName() + "." + property.path() + "`, which loads `"
                        + target.entityName() + "`"
                        + (further.isEmpty() ? "" : " and with it " + RepositoryFinder.words(further))));
    }
}
