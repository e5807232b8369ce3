package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.types.Containers;
import dev.cofferdam.scan.types.TypeMembers;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a lazy association holds is handed to a method of the project, which asks it for more than its identifier: the rows are read
 * there. Also by those who call without being seen: {@code equals}, comparators, and what libraries call back with entities.
 */
final class HandedAssociations {

    private static final int FARTHEST = 2;
    private static final int MOST_BODIES = 5;

    private static final Set<String> COMPARES = Set.of("equals", "compareTo");
    /** Interfaces of libraries that are called back with what their type argument says. */
    private static final Set<String> CALLBACKS = Set.of(
            "Comparator",
            "Function",
            "Predicate",
            "Consumer",
            "Converter",
            "Printer",
            "Formatter",
            "ItemProcessor",
            "JsonSerializer",
            "StdSerializer",
            "ConstraintValidator",
            "ValueBridge",
            "TypeBridge");

    /** Types that overloads take which do not mean the entity. */
    private static final Set<String> VALUES = Set.of(
            "String",
            "CharSequence",
            "int",
            "long",
            "boolean",
            "double",
            "float",
            "char",
            "short",
            "byte",
            "Integer",
            "Long",
            "Boolean",
            "Double",
            "Date",
            "Class",
            "UUID",
            "BigDecimal",
            "Number");

    private final Scan scan;
    private final TypeMembers members;
    private final Map<String, Handed> open = new LinkedHashMap<>();
    private final Map<String, Handed> seen = new LinkedHashMap<>();
    private List<TypeFact> callbacks = List.of();

    /** A parameter that may hold a proxy or an unread collection. */
    private record Handed(TypeFact owner, MethodFact method, int parameter, Walk walk, String by, int distance) {
        String key() {
            return owner.name() + "#" + method.name() + method.parameters().size() + "#" + parameter + "#"
                    + walk.target().type().name() + walk.isCollection();
        }
    }

    HandedAssociations(Scan scan) {
        this.scan = scan;
        members = new TypeMembers(scan.index());
    }

    /** What is compared or called back with proxies of the association's target. */
    void want(Walk walk) {
        if (walk.isCollection()) {
            return;
        }
        for (TypeFact level : members.withAncestors(walk.target().type())) {
            level.methods().stream()
                    .filter(method -> COMPARES.contains(method.name())
                            && method.parameters().size() == 1)
                    .forEach(method -> open(new Handed(level, method, 0, walk, "may be handed a proxy of ", 0)));
        }
        if (callbacks.isEmpty()) {
            callbacks = scan.index().below(CALLBACKS);
        }
        callbacks.forEach(type -> type.methods().stream()
                .filter(method -> method.hasBody())
                .forEach(method -> wantCallback(type, method, walk)));
    }

    private void wantCallback(TypeFact type, MethodFact method, Walk walk) {
        for (int i = 0; i < method.parameters().size(); i++) {
            boolean fits = scan.index()
                    .resolve(method.parameters().get(i).type().name(), type)
                    .filter(each -> scan.index().isSubtype(walk.target().type(), each))
                    .isPresent();
            if (fits) {
                open(new Handed(type, method, i, walk, "is called back with a proxy of ", 0));
            }
        }
    }

    private void open(Handed handed) {
        if (seen.putIfAbsent(handed.key(), handed) == null) {
            open.put(handed.key(), handed);
        }
    }

    void note(MethodCallExpr call, int argument, Walk walk) {
        note(call, argument, walk, 0);
    }

    private void note(MethodCallExpr call, int argument, Walk walk, int distance) {
        Optional<TypeFact> context = scan.types().context(call);
        if (context.isEmpty()
                || distance > FARTHEST
                || scan.index().source(context.get().path()).isTest()) {
            return;
        }
        Optional<TypeFact> receiver = call.getScope().isPresent()
                ? scan.types().of(call.getScope().get()).flatMap(Typed::fact)
                : context;
        String by = "is handed, by `" + context.get().simpleName() + "#"
                + Enclosing.member(call).orElse("") + "`, ";
        receiver.ifPresent(type -> bodies(type, call, argument, walk)
                .forEach(found -> open(new Handed(found.owner(), found.method(), argument, walk, by, distance))));
    }

    /** The method that is called, or those that implement it. */
    private List<TypeMembers.Found> bodies(TypeFact type, MethodCallExpr call, int argument, Walk walk) {
        Optional<TypeMembers.Found> found = method(type, call, argument, walk);
        if (found.isEmpty() || found.get().method().hasBody()) {
            return found.stream().toList();
        }
        return scan.index().descendants(found.get().owner()).stream()
                .flatMap(below -> method(below, call, argument, walk).stream())
                .filter(each -> each.method().hasBody())
                .distinct()
                .limit(MOST_BODIES)
                .toList();
    }

    /** Of overloads the one whose parameter can take what is handed. */
    private Optional<TypeMembers.Found> method(TypeFact type, MethodCallExpr call, int argument, Walk walk) {
        return members.withAncestors(type).stream()
                .flatMap(level -> level.methods().stream()
                        .filter(each -> each.name().equals(call.getNameAsString())
                                && each.parameters().size()
                                        == call.getArguments().size())
                        .filter(each -> takes(each.parameters().get(argument).type(), level, walk))
                        .map(each -> new TypeMembers.Found(level, each)))
                .findFirst();
    }

    private boolean takes(TypeUse parameter, TypeFact context, Walk walk) {
        Optional<TypeFact> type = scan.index().resolve(parameter.name(), context);
        if (type.isEmpty()) {
            // A type variable or a library's type that an entity or a collection can have.
            return TypeUse.isAny(parameter.name())
                    || Containers.isKnown(parameter.simpleName()) == walk.isCollection()
                            && !VALUES.contains(parameter.simpleName());
        }
        return !walk.isCollection() && scan.index().isSubtype(walk.target().type(), type.get());
    }

    void find() {
        while (!open.isEmpty()) {
            List<Handed> round = new ArrayList<>(open.values());
            open.clear();
            round.removeIf(handed -> scan.index().source(handed.owner().path()).isTest());
            round.forEach(this::findIn);
        }
    }

    private void findIn(Handed handed) {
        SourceFile file = scan.index().source(handed.owner().path());
        scan.index()
                .parts(List.of(file), Set.of(handed.method().name()))
                .forEach(unit -> unit.walk(MethodDeclaration.class, method -> follow(handed, method)));
    }

    private void follow(Handed handed, MethodDeclaration method) {
        boolean same = method.getNameAsString().equals(handed.method().name())
                && method.getParameters().stream()
                        .map(each -> TypeUse.of(each.getType()))
                        .toList()
                        .equals(handed.method().parameters().stream()
                                .map(TypeFact.ParameterFact::type)
                                .toList())
                && scan.types()
                        .context(method)
                        .filter(type -> scan.index().isSame(type, handed.owner()))
                        .isPresent();
        if (same) {
            loading(handed)
                    .followUses(
                            method.getParameter(handed.parameter()),
                            method.getParameter(handed.parameter()).getNameAsString(),
                            0);
        }
    }

    private Loading loading(Handed handed) {
        return new Loading(scan.types(), handed.walk(), new Loading.Listener() {
            @Override
            public void loaded(Node at) {
                AssociationFinder.add(
                        scan, at, handed.walk(), handed.by() + handed.walk().words());
            }

            @Override
            public void handed(MethodCallExpr call, int argument) {
                note(call, argument, handed.walk(), handed.distance() + 1);
            }
        });
    }
}
