package dev.cofferdam.scan.hits;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What production code hands to a method or a constructor of the repository; tests hand over what they like. */
public final class Callers {

    private final Scan scan;
    private final Map<String, List<List<Expression>>> known = new HashMap<>();
    private final Map<String, List<MethodReferenceExpr>> references = new HashMap<>();

    public Callers(Scan scan) {
        this.scan = scan;
    }

    /** The arguments of each call of a method. */
    public List<List<Expression>> ofMethod(TypeFact owner, String method, int parameters) {
        return known.computeIfAbsent(
                owner.path() + ":" + owner.name() + "#" + method + "/" + parameters,
                key -> findCalls(owner, method, parameters));
    }

    /** The arguments of each creation of an object, those that subclasses and constants of an enum hand up among them. */
    public List<List<Expression>> ofConstructor(TypeFact owner, int parameters) {
        return known.computeIfAbsent(
                owner.path() + ":" + owner.name() + "/" + parameters, key -> findCreations(owner, parameters));
    }

    private List<List<Expression>> findCalls(TypeFact owner, String method, int parameters) {
        List<List<Expression>> found = new ArrayList<>();
        for (CompilationUnit unit : scan.index().parts(files(method, owner), Set.of(method))) {
            unit.walk(MethodCallExpr.class, call -> {
                if (call.getNameAsString().equals(method)
                        && call.getArguments().size() == parameters
                        && mayReach(call, owner)) {
                    found.add(List.copyOf(call.getArguments()));
                }
            });
        }
        return found;
    }

    /** References to a method, as they are handed to functions of libraries: {@code this::change}, {@code renamer::rename}. */
    public List<MethodReferenceExpr> references(TypeFact owner, String method) {
        return references.computeIfAbsent(
                owner.path() + ":" + owner.name() + "#" + method, key -> findReferences(owner, method));
    }

    private List<MethodReferenceExpr> findReferences(TypeFact owner, String method) {
        List<MethodReferenceExpr> found = new ArrayList<>();
        Set<SourceFile> files = files(method, owner);
        scan.index().want(files, Set.of(method));
        scan.index().prepare();
        for (SourceFile file : files) {
            scan.index().walk(file, MethodReferenceExpr.class, reference -> {
                boolean reaches = reference.getIdentifier().equals(method)
                        && scan.types()
                                .of(reference.getScope())
                                .flatMap(Typed::fact)
                                .filter(type -> isKin(type, owner))
                                .isPresent();
                if (reaches) {
                    found.add(reference);
                }
            });
        }
        return found;
    }

    private Set<SourceFile> files(String word, TypeFact owner) {
        Set<SourceFile> files = new LinkedHashSet<>();
        scan.index().mentioning(Set.of(word)).stream()
                .filter(file -> !file.isTest())
                .filter(file ->
                        file.path().equals(owner.path()) || scan.carriers(owner).mayBeIn(file))
                .forEach(files::add);
        return files;
    }

    /** A receiver of unknown type may be anything, and what is handed to it is looked at. */
    private boolean mayReach(MethodCallExpr call, TypeFact owner) {
        if (call.getScope().isEmpty()) {
            return scan.types()
                    .context(call)
                    .filter(type -> isKin(type, owner) || type.name().startsWith(owner.name() + "$") || !isLocal(call))
                    .isPresent();
        }
        Optional<Typed> receiver = scan.types().of(call.getScope().get());
        return receiver.isEmpty()
                || receiver.get().fact().filter(type -> isKin(type, owner)).isPresent();
    }

    /** Whether the class around has a method of that name itself; otherwise it is imported or of an outer class. */
    private boolean isLocal(MethodCallExpr call) {
        return scan.types()
                .context(call)
                .filter(type ->
                        type.methods().stream().anyMatch(each -> each.name().equals(call.getNameAsString())))
                .isPresent();
    }

    private boolean isKin(TypeFact type, TypeFact owner) {
        return scan.index().isSubtype(type, owner) || scan.index().isSubtype(owner, type);
    }

    private List<List<Expression>> findCreations(TypeFact owner, int parameters) {
        Set<String> names = new TreeSet<>(Set.of(owner.simpleName()));
        scan.index().descendants(owner).forEach(child -> names.add(child.simpleName()));
        List<List<Expression>> found = new ArrayList<>();
        List<SourceFile> files = scan.index().mentioning(names).stream()
                .filter(file -> !file.isTest())
                .toList();
        List<CompilationUnit> units = scan.index().parts(files, names);
        for (int i = 0; i < files.size(); i++) {
            addCreations(units.get(i), owner, parameters, found);
            List<TypeFact> declared = scan.index().facts(files.get(i).path()).types();
            if (declared.stream().anyMatch(type -> isBelow(type, owner))) {
                scan.index()
                        .parts(List.of(files.get(i)), Set.of("super"))
                        .forEach(unit -> addHandedUp(unit, owner, parameters, found));
            }
            if (declared.stream().anyMatch(type -> scan.index().isSame(type, owner))) {
                addConstants(units.get(i), owner, parameters, found);
            }
        }
        return found;
    }

    private void addCreations(CompilationUnit unit, TypeFact owner, int parameters, List<List<Expression>> found) {
        unit.walk(ObjectCreationExpr.class, created -> {
            boolean same = created.getType().getNameAsString().equals(owner.simpleName())
                    && created.getArguments().size() == parameters
                    && scan.types()
                            .ofType(created.getType(), created)
                            .fact()
                            .filter(type -> scan.index().isSame(type, owner))
                            .isPresent();
            if (same) {
                found.add(List.copyOf(created.getArguments()));
            }
        });
    }

    private boolean isBelow(TypeFact type, TypeFact owner) {
        return !scan.index().isSame(type, owner) && scan.index().isSubtype(type, owner);
    }

    private void addHandedUp(CompilationUnit unit, TypeFact owner, int parameters, List<List<Expression>> found) {
        unit.walk(ExplicitConstructorInvocationStmt.class, call -> {
            boolean up = !call.isThis()
                    && call.getArguments().size() == parameters
                    && scan.index()
                            .around(call)
                            .filter(type -> isBelow(type, owner))
                            .isPresent();
            if (up) {
                found.add(List.copyOf(call.getArguments()));
            }
        });
    }

    private static void addConstants(
            CompilationUnit unit, TypeFact owner, int parameters, List<List<Expression>> found) {
        unit.walk(EnumConstantDeclaration.class, constant -> {
            boolean own = constant.getArguments().size() == parameters
                    && Enclosing.typeName(constant).filter(owner.name()::equals).isPresent();
            if (own) {
                found.add(List.copyOf(constant.getArguments()));
            }
        });
    }
}
