package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Carriers;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows that are read because code walks a lazy association: a proxy is filled when anything but its identifier is asked for, a
 * collection when it is iterated or asked anything.
 */
public final class AssociationFinder implements StyleFinder {

    private final Scan scan;

    private final List<Walk> walks = new ArrayList<>();

    /** A lazy association that leads to the column, and files that may walk it. */
    private record Walk(EntityFact entity, PropertyFact property, EntityFact target, List<SourceFile> files) {
        String getter() {
            return "get" + Character.toUpperCase(property.name().charAt(0))
                    + property.name().substring(1);
        }
    }

    public AssociationFinder(Scan scan) {
        this.scan = scan;
        for (EntityFact entity : scan.entities().all()) {
            for (PropertyFact property : entity.properties()) {
                Optional<EntityFact> target = property.target().flatMap(scan.entities()::of);
                if (property.isAssociation()
                        && !property.eager()
                        && target.isPresent()
                        && leadsToColumn(entity, property, target.get())) {
                    want(new Walk(entity, property, target.get(), new ArrayList<>()));
                }
            }
        }
    }

    private void want(Walk walk) {
        Carriers carriers = scan.carriers(walk.entity().type());
        scan.index().mentioning(Set.of(walk.getter())).stream()
                .filter(file -> carriers.mayBeIn(file)
                        && !file.path().equals(walk.entity().type().path()))
                .forEach(walk.files()::add);
        scan.index().want(walk.files(), Set.of(walk.getter()));
        walks.add(walk);
    }

    @Override
    public void find() {
        for (Walk walk : walks) {
            for (SourceFile file : walk.files()) {
                scan.index().unit(file.path()).walk(MethodCallExpr.class, call -> {
                    boolean walks = call.getNameAsString().equals(walk.getter())
                            && call.getScope().isPresent()
                            && isLoaded(call, walk.property());
                    if (walks && isOn(call, walk.entity())) {
                        add(call, walk.entity(), walk.property(), walk.target());
                    }
                });
            }
        }
    }

    private boolean leadsToColumn(EntityFact owner, PropertyFact property, EntityFact target) {
        return isNear(property, target)
                || !scan.entities()
                        .eagerPath(owner, property, target, scan.column())
                        .isEmpty();
    }

    /** In the rows that are loaded themselves, or in the key that finds them. */
    private boolean isNear(PropertyFact property, EntityFact target) {
        return scan.entities().loads(target, scan.column())
                || property.kind() == PropertyFact.Kind.TO_MANY && Entities.maps(property, scan.column());
    }

    private boolean isOn(MethodCallExpr call, EntityFact entity) {
        return scan.types()
                .of(call.getScope().orElseThrow())
                .flatMap(Typed::fact)
                .filter(type -> scan.index().isSubtype(type, entity.type()))
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
        Optional<TypeFact> context = scan.types().context(call);
        if (context.isEmpty()) {
            return;
        }
        List<PropertyFact> further = isNear(property, target)
                ? List.of()
                : scan.entities().eagerPath(entity, property, target, scan.column());
        // What a test made by hand is not loaded.
        boolean test = scan.index().source(context.get().path()).isTest();
        scan.add(new Hit(
                Spot.of(context.get(), Enclosing.member(call).orElse(""), JavaReader.line(call.getName())),
                Access.READ,
                Style.ASSOCIATION_READ,
                test ? Confidence.POSSIBLE : Confidence.LIKELY,
                call.getNameAsString(),
                "walks the lazy `" + entity.entityName() + "." + property.path() + "`, which loads `"
                        + target.entityName() + "`"
                        + (further.isEmpty() ? "" : " and with it " + RepositoryFinder.words(further))));
    }
}
