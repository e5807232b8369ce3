package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Repositories;
import dev.cofferdam.scan.types.TypeMembers;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Calls of the methods that a Spring Data repository inherits, also by generic services that know it by a type of the library. */
final class InheritedCalls {

    private final Scan scan;
    private final TypeMembers members;
    private final List<SourceFile> generic;
    private final Map<TypeFact, Set<SourceFile>> callers = new LinkedHashMap<>();

    /**
     * A call of an inherited method.
     *
     * @param ofNew whether it is handed what the caller has just made, which no row is there for
     */
    record Call(Spot spot, String words, boolean test, boolean ofNew) {}

    InheritedCalls(Scan scan) {
        this.scan = scan;
        members = new TypeMembers(scan.index());
        generic = scan.index().mentioning(Repositories.BASES).stream()
                .filter(file -> file.mentionsAny(Repositories.INHERITED))
                .toList();
    }

    void want(Repositories.Repository repository) {
        Set<SourceFile> files = new LinkedHashSet<>();
        scan.index().mentioning(Set.of(repository.type().simpleName())).stream()
                .filter(file -> file.mentionsAny(Repositories.INHERITED))
                .forEach(files::add);
        files.addAll(generic);
        scan.index().want(files, Repositories.INHERITED);
        callers.put(repository.type(), files);
    }

    /** By the method's name. */
    Map<String, List<Call>> of(Repositories.Repository repository) {
        Map<String, List<Call>> calls = new TreeMap<>();
        callers.getOrDefault(repository.type(), Set.of()).forEach(file -> collect(file, repository, calls));
        return calls;
    }

    private void collect(SourceFile file, Repositories.Repository repository, Map<String, List<Call>> calls) {
        scan.index().walk(file, MethodCallExpr.class, call -> {
            boolean inherited = Repositories.isInherited(call.getNameAsString())
                    && call.getScope().isPresent();
            if (inherited && isOn(scan.types().of(call.getScope().get()), call, repository)) {
                note(call, call.getNameAsString(), calls);
            }
        });
        scan.index().walk(file, MethodReferenceExpr.class, reference -> {
            if (Repositories.isInherited(reference.getIdentifier())
                    && isOn(scan.types().of(reference.getScope()), reference, repository)) {
                note(reference, reference.getIdentifier(), calls);
            }
        });
    }

    /** The repository itself, a type of the library for its entity, or a type variable that a class below binds to either. */
    private boolean isOn(Optional<Typed> receiver, Node at, Repositories.Repository repository) {
        if (receiver.isEmpty()) {
            return false;
        }
        Typed type = receiver.get();
        if (type.fact().isPresent()) {
            return type.is(repository.type()) || isBound(type, repository.type(), at);
        }
        if (!Repositories.BASES.contains(type.name())) {
            return isBound(type, repository.type(), at);
        }
        return !type.arguments().isEmpty()
                && (type.arguments().get(0).is(repository.entityType())
                        || isBound(type.arguments().get(0), repository.entityType(), at));
    }

    private boolean isBound(Typed variable, TypeFact wanted, Node at) {
        Optional<TypeFact> context =
                scan.types().context(at).filter(type -> type.typeParameters().contains(variable.name()));
        return context.isPresent()
                && scan.index().descendants(context.get()).stream().anyMatch(below -> Optional.ofNullable(
                                members.bindings(below, context.get()).get(variable.name()))
                        .filter(bound -> bound.is(wanted))
                        .isPresent());
    }

    /** A new object, or a variable that is never another and that is given no identifier. */
    private static boolean isNew(Expression argument) {
        if (!(argument instanceof NameExpr name)) {
            return argument.isObjectCreationExpr();
        }
        boolean changed = Enclosing.memberNode(name)
                .flatMap(member ->
                        member.findFirst(Expression.class, each -> isAssigned(each, name) || isIdentified(each, name)))
                .isPresent();
        return !changed
                && LocalNames.variable(name.getNameAsString(), name)
                        .flatMap(VariableDeclarator::getInitializer)
                        .filter(Expression::isObjectCreationExpr)
                        .isPresent();
    }

    private static boolean isAssigned(Expression expression, NameExpr name) {
        return expression instanceof AssignExpr assign && assign.getTarget().equals(name);
    }

    private static boolean isIdentified(Expression expression, NameExpr name) {
        return expression instanceof MethodCallExpr call
                && call.getNameAsString().matches("set\\w*Id|copyProperties")
                && (call.getScope().filter(name::equals).isPresent()
                        || call.getNameAsString().startsWith("copy")
                                && call.getArguments().contains(name));
    }

    private void note(Node node, String method, Map<String, List<Call>> calls) {
        scan.types().context(node).ifPresent(type -> {
            String member = Enclosing.member(node).orElse(type.simpleName());
            Call call = new Call(
                    Spot.of(type, member, JavaReader.line(node)),
                    type.name().substring(type.name().lastIndexOf('.') + 1) + "#" + member,
                    scan.index().source(type.path()).isTest(),
                    node instanceof MethodCallExpr made
                            && !made.getArguments().isEmpty()
                            && made.getArguments().stream().allMatch(InheritedCalls::isNew));
            calls.computeIfAbsent(method, name -> new ArrayList<>()).add(call);
        });
    }
}
