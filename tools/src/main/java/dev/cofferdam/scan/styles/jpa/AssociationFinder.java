package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
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
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows that are read because code walks a lazy association: a proxy is filled when anything but its identifier is asked for, a
 * collection when it is iterated or asked anything; in the entity's own methods as elsewhere.
 */
public final class AssociationFinder implements StyleFinder {

    private final Scan scan;

    private final Map<String, List<Walk>> byGetter = new LinkedHashMap<>();
    private final Map<String, List<Walk>> byName = new LinkedHashMap<>();
    private final Set<SourceFile> files = new LinkedHashSet<>();
    private final HandedAssociations handed;

    public AssociationFinder(Scan scan) {
        this.scan = scan;
        handed = new HandedAssociations(scan);
        for (EntityFact entity : scan.entities().all()) {
            for (PropertyFact property : entity.properties()) {
                Optional<EntityFact> target = property.target().flatMap(scan.entities()::of);
                if (property.isAssociation() && !property.eager() && target.isPresent()) {
                    walk(entity, property, target.get()).ifPresent(this::want);
                }
            }
        }
        scan.index().want(files, byGetter.keySet());
    }

    private Optional<Walk> walk(EntityFact entity, PropertyFact property, EntityFact target) {
        // In the rows that are loaded themselves, or in the key that finds them.
        boolean near = scan.entities().loads(target, scan.column())
                || property.kind() == PropertyFact.Kind.TO_MANY && Entities.maps(property, scan.column());
        List<PropertyFact> further =
                near ? List.of() : scan.entities().eagerPath(entity, property, target, scan.column());
        return near || !further.isEmpty()
                ? Optional.of(new Walk(entity, property, target, further, comparesRows(target)))
                : Optional.empty();
    }

    private boolean comparesRows(EntityFact target) {
        return Stream.concat(Stream.of(target.type()), scan.index().ancestors(target.type()).stream())
                .anyMatch(type -> type.hasAny(Set.of("Data", "EqualsAndHashCode"))
                        || type.methods().stream()
                                .anyMatch(method -> method.name().equals("hashCode")
                                        || method.name().equals("equals")));
    }

    private void want(Walk walk) {
        byGetter.computeIfAbsent(walk.getter(), name -> new ArrayList<>()).add(walk);
        byName.computeIfAbsent(walk.property().name(), name -> new ArrayList<>())
                .add(walk);
        SourceFile own = scan.index().source(walk.property().declaring().path());
        files.add(own);
        scan.index().want(List.of(own), Set.of(walk.property().name()));
        Carriers carriers = scan.carriers(walk.entity().type());
        scan.index().mentioning(Set.of(walk.getter())).stream()
                .filter(file -> !files.contains(file) && carriers.mayBeIn(file))
                .forEach(files::add);
        handed.want(walk);
    }

    @Override
    public void find() {
        files.forEach(scan.fenced(this, file -> scan.index().walk(file, Expression.class, this::findIn)));
        handed.find();
    }

    private void findIn(Expression expression) {
        if (expression instanceof MethodCallExpr call) {
            List<Walk> walks = byGetter.getOrDefault(call.getNameAsString(), List.of());
            if (!walks.isEmpty() && !isMade(call)) {
                receiver(call).ifPresent(type -> follow(call, of(type, walks)));
            }
        } else if (expression instanceof MethodReferenceExpr reference) {
            List<Walk> walks = byGetter.getOrDefault(reference.getIdentifier(), List.of());
            if (!walks.isEmpty()) {
                scan.types().of(reference.getScope()).flatMap(Typed::fact).ifPresent(type -> of(type, walks)
                        .forEach(walk -> loading(walk).followReference(reference)));
            }
        } else {
            findField(expression);
        }
    }

    /** A field is the entity's own, or that of one above it. */
    private void findField(Expression expression) {
        boolean own = expression instanceof FieldAccessExpr access && access.getScope() instanceof ThisExpr;
        if (!own && !(expression instanceof NameExpr)) {
            return;
        }
        String name =
                own ? ((FieldAccessExpr) expression).getNameAsString() : ((NameExpr) expression).getNameAsString();
        List<Walk> walks = byName.getOrDefault(name, List.of());
        if (walks.isEmpty()
                || !own && LocalNames.isLocal(name, expression)
                || Enclosing.nearest(expression, ConstructorDeclaration.class).isPresent()) {
            return;
        }
        scan.types()
                .context(expression)
                .ifPresent(type -> follow(
                        expression,
                        walks.stream()
                                .filter(walk -> scan.index()
                                        .isSame(type, walk.property().declaring()))
                                .toList()));
    }

    private Optional<TypeFact> receiver(MethodCallExpr call) {
        return call.getScope().isPresent()
                ? scan.types().of(call.getScope().get()).flatMap(Typed::fact)
                : scan.types().context(call);
    }

    /** Those that a receiver of this type has: the entity's, or of a type above that declares the getter. */
    private List<Walk> of(TypeFact receiver, List<Walk> walks) {
        return walks.stream()
                .filter(walk -> scan.index().isSubtype(receiver, walk.entity().type())
                        || scan.index().isSubtype(walk.entity().type(), receiver) && declares(receiver, walk.getter()))
                .toList();
    }

    private boolean declares(TypeFact type, String getter) {
        return type.methods().stream().anyMatch(method -> method.name().equals(getter))
                || scan.index().ancestors(type).stream().anyMatch(each -> each.methods().stream()
                        .anyMatch(method -> method.name().equals(getter)));
    }

    /** What this method made, or is just making, has nothing to load. */
    private static boolean isMade(MethodCallExpr call) {
        Expression scope = call.getScope().orElse(null);
        if (scope == null || scope instanceof ThisExpr) {
            return Enclosing.nearest(call, ConstructorDeclaration.class).isPresent();
        }
        return scope instanceof ObjectCreationExpr
                || scope instanceof NameExpr name
                        && LocalNames.variable(name.getNameAsString(), name)
                                .flatMap(VariableDeclarator::getInitializer)
                                .filter(ObjectCreationExpr.class::isInstance)
                                .isPresent();
    }

    private void follow(Expression value, List<Walk> walks) {
        // One of several entities that inherit the property speaks for all: the place is the same.
        Set<String> targets = new HashSet<>();
        walks.stream().filter(walk -> targets.add(walk.target().type().name())).forEach(walk -> loading(walk)
                .follow(value));
    }

    private Loading loading(Walk walk) {
        return new Loading(scan.types(), walk, new Loading.Listener() {
            @Override
            public void loaded(Node at) {
                add(scan, at, walk, "walks " + walk.words());
            }

            @Override
            public void handed(MethodCallExpr call, int argument) {
                handed.note(call, argument, walk);
            }
        });
    }

    static void add(Scan scan, Node at, Walk walk, String reason) {
        scan.types().context(at).ifPresent(context -> {
            // What a test made by hand is not loaded.
            boolean test = scan.index().source(context.path()).isTest();
            scan.add(new Hit(
                            Spot.of(context, Enclosing.member(at).orElse(""), JavaReader.line(at)),
                            Access.READ,
                            Style.ASSOCIATION_READ,
                            test ? Confidence.POSSIBLE : Confidence.LIKELY,
                            at instanceof MethodCallExpr call
                                    ? call.getNameAsString()
                                    : walk.property().name(),
                            reason)
                    .at(at instanceof MethodCallExpr call ? JavaReader.column(call.getName()) : 0));
        });
    }
}
