package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** What changes a property that is kept in the row: setters, what an entity does to its own fields, and assignments to open ones. */
final class DirtyingCalls {

    private static final Set<String> CHANGE_COLLECTIONS =
            Set.of("add", "addAll", "remove", "removeAll", "removeIf", "clear", "put", "retainAll");

    private final EntityFact entity;
    private final Set<String> own;
    private final Map<String, TypeFact> embedded;
    private final Set<String> collections;
    private final Set<String> open;

    private DirtyingCalls(
            EntityFact entity,
            Set<String> own,
            Map<String, TypeFact> embedded,
            Set<String> collections,
            Set<String> open) {
        this.entity = entity;
        this.own = own;
        this.embedded = embedded;
        this.collections = collections;
        this.open = open;
    }

    /** Of one entity; the setter of the asked property is left to those who find it by name. */
    static DirtyingCalls of(EntityFact entity, Scan scan) {
        Set<String> own = new TreeSet<>();
        Map<String, TypeFact> embedded = new HashMap<>();
        Map<TypeFact, Set<String>> fields = new HashMap<>();
        for (PropertyFact property : entity.properties()) {
            boolean inRow = property.columns().stream().anyMatch(mapped -> mapped.table()
                    .equalsIgnoreCase(scan.column().table().name()));
            boolean writes = inRow && !property.member().has("Id") && property.kind() != PropertyFact.Kind.TO_MANY;
            if (!writes || Entities.maps(property, scan.column())) {
                continue;
            }
            String setter = setter(property.name());
            if (scan.index().isSubtype(entity.type(), property.declaring())) {
                own.add(setter);
                fields.computeIfAbsent(property.declaring(), type -> new HashSet<>())
                        .add(property.name());
            } else {
                embedded.put(setter, property.declaring());
            }
        }
        Set<String> open = new TreeSet<>();
        fields.forEach((declaring, names) -> {
            own.addAll(changing(declaring, names, scan));
            String source = scan.index().source(declaring.path()).text();
            names.stream().filter(name -> !isPrivate(name, source)).forEach(open::add);
        });
        return new DirtyingCalls(entity, own, embedded, versionedCollections(entity), open);
    }

    private static String setter(String property) {
        return "set" + Character.toUpperCase(property.charAt(0)) + property.substring(1);
    }

    /** A change of a collection alone touches the row only to count up its version. */
    private static Set<String> versionedCollections(EntityFact entity) {
        Set<String> getters = new TreeSet<>();
        boolean versioned = entity.properties().stream()
                .anyMatch(property -> property.member().has("Version"));
        if (versioned) {
            entity.properties().stream()
                    .filter(property -> property.kind() == PropertyFact.Kind.TO_MANY
                            || property.kind() == PropertyFact.Kind.ELEMENTS)
                    .filter(property -> property.member().annotations().stream()
                            .noneMatch(each -> each.member("mappedBy").isPresent()))
                    .forEach(property ->
                            getters.add("get" + setter(property.name()).substring(3)));
        }
        return getters;
    }

    private static boolean isPrivate(String field, String source) {
        return Pattern.compile("\\bprivate\\b[^;={}()]*\\b" + field + "\\s*[;=]")
                .matcher(source)
                .find();
    }

    /** Methods of a type that assign one of the fields to the object itself, or call one that does. */
    private static Set<String> changing(TypeFact type, Set<String> fields, Scan scan) {
        List<MethodDeclaration> methods = new ArrayList<>();
        scan.index().whole(type.path()).walk(MethodDeclaration.class, method -> {
            boolean own = !method.isStatic()
                    && scan.types()
                            .context(method)
                            .filter(each -> scan.index().isSame(each, type))
                            .isPresent();
            if (own) {
                methods.add(method);
            }
        });
        Set<String> names = new TreeSet<>();
        methods.stream()
                .filter(method -> method.findFirst(AssignExpr.class, assign -> assigns(assign, fields))
                        .isPresent())
                .forEach(method -> names.add(method.getNameAsString()));
        scan.entities()
                .mappings(scan.column())
                .forEach(mapping -> names.remove(setter(mapping.property().name())));
        boolean more = true;
        while (more) {
            more = names.addAll(callers(methods, names));
        }
        return names;
    }

    private static Set<String> callers(List<MethodDeclaration> methods, Set<String> names) {
        Set<String> callers = new TreeSet<>();
        methods.stream()
                .filter(method -> method.findFirst(
                                MethodCallExpr.class,
                                call -> names.contains(call.getNameAsString())
                                        && call.getScope()
                                                .map(scope -> scope instanceof ThisExpr)
                                                .orElse(true))
                        .isPresent())
                .forEach(method -> callers.add(method.getNameAsString()));
        return callers;
    }

    private static boolean assigns(AssignExpr assign, Set<String> fields) {
        Expression target = assign.getTarget();
        return target instanceof FieldAccessExpr access
                        && access.getScope() instanceof ThisExpr
                        && fields.contains(access.getNameAsString())
                || target instanceof NameExpr name
                        && fields.contains(name.getNameAsString())
                        && !LocalNames.isLocal(name.getNameAsString(), name);
    }

    /** Names by which files are chosen. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(own);
        names.addAll(embedded.keySet());
        names.addAll(collections);
        names.addAll(open);
        return names;
    }

    /**
     * The entity that an expression changes, by a call, a reference to a method or an assignment; nothing for others. Of a reference it
     * is the type in front, and what it is called on stands around it.
     *
     * @param isOf whether an expression is of a type
     */
    Optional<Expression> changes(Expression expression, BiPredicate<Expression, TypeFact> isOf) {
        if (expression instanceof MethodCallExpr call && call.getScope().isPresent()) {
            return changes(call, isOf);
        }
        if (expression instanceof MethodReferenceExpr reference) {
            return own.contains(reference.getIdentifier()) && isOf.test(reference.getScope(), entity.type())
                    ? Optional.of(reference.getScope())
                    : Optional.empty();
        }
        return expression instanceof AssignExpr assign
                        && assign.getTarget() instanceof FieldAccessExpr field
                        && !(field.getScope() instanceof ThisExpr)
                        && open.contains(field.getNameAsString())
                        && isOf.test(field.getScope(), entity.type())
                ? Optional.of(field.getScope())
                : Optional.empty();
    }

    private Optional<Expression> changes(MethodCallExpr call, BiPredicate<Expression, TypeFact> isOf) {
        String name = call.getNameAsString();
        Expression scope = call.getScope().orElseThrow();
        if (own.contains(name) && isOf.test(scope, entity.type())) {
            return Optional.of(scope);
        }
        if (scope instanceof MethodCallExpr getter && getter.getScope().isPresent()) {
            TypeFact part = embedded.get(name);
            boolean ofPart = part != null && isOf.test(scope, part);
            boolean ofCollection = CHANGE_COLLECTIONS.contains(name) && collections.contains(getter.getNameAsString());
            if ((ofPart || ofCollection) && isOf.test(getter.getScope().get(), entity.type())) {
                return getter.getScope();
            }
        }
        return Optional.empty();
    }
}
