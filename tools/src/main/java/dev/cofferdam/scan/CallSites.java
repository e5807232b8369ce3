package dev.cofferdam.scan;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.java.BodyTexts;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.Stubs;
import dev.cofferdam.scan.java.TreePath;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.ExpressionTypes;
import dev.cofferdam.scan.types.Typed;
import dev.cofferdam.scan.words.WordSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Calls in the bodies of methods, with the type that receives them. A body is parsed at most once, when somebody asks for a name in it,
 * and its tree is not kept: those of a whole repository would not fit into memory.
 */
final class CallSites {

    /** Trees that are held at a time. */
    private static final int BATCH = 256;

    private static final Set<String> SINGLES = Set.of("INSTANCE", "Companion");

    private final ExpressionTypes types;
    private final KeptCode kept;
    private final Predicate<String> foreign;
    private final Map<String, List<Part>> parts = new HashMap<>();

    /**
     * A call, a method reference or a creation.
     *
     * @param name of the method; of a creation the type's simple name
     * @param receiver qualified name of the type, of one of another language the simple one; nothing when it is the type around
     * @param file in which the call stands
     * @param type in which it does, and the member of it, or the field from which others take the code with the call
     * @param route what the code around the call answers by itself
     * @param stub whether it only tells a mock what to answer
     */
    record Call(
            String name,
            boolean creation,
            Optional<String> receiver,
            String file,
            String type,
            String member,
            int line,
            Optional<String> route,
            boolean stub) {}

    /** A body, or what of a file is in none, with the hashes of names that are called in it. */
    private static final class Part {
        private final BodyTexts.Names names;
        private Optional<List<Call>> calls = Optional.empty();

        Part(BodyTexts.Names names) {
            this.names = names;
        }
    }

    /**
     * @param foreign whether a simple name is that of a type of another language
     */
    CallSites(ExpressionTypes types, Predicate<String> foreign) {
        this.types = types;
        this.foreign = foreign;
        kept = new KeptCode(types);
    }

    /** A part that is to be read. */
    private record Open(SourceFile file, int at, Part part) {}

    /** Calls of these names in the files, in the order of the source. */
    List<Call> in(Collection<SourceFile> files, Set<String> names) {
        int[] hashes = names.stream().mapToInt(WordSet::hash).toArray();
        files.parallelStream()
                .filter(file -> !parts.containsKey(file.path()))
                .map(file -> Map.entry(
                        file.path(),
                        BodyTexts.names(file.text()).stream().map(Part::new).toList()))
                .toList()
                .forEach(each -> parts.put(each.getKey(), each.getValue()));
        List<Open> open = new ArrayList<>();
        for (SourceFile file : files) {
            List<Part> all = parts.getOrDefault(file.path(), List.of());
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).calls.isEmpty() && all.get(i).names.hasAny(hashes)) {
                    open.add(new Open(file, i, all.get(i)));
                }
            }
        }
        for (int from = 0; from < open.size(); from += BATCH) {
            read(open.subList(from, Math.min(open.size(), from + BATCH)));
        }
        return files.stream()
                .flatMap(file -> parts.getOrDefault(file.path(), List.of()).stream()
                        .filter(part -> part.names.hasAny(hashes))
                        .flatMap(part -> part.calls.orElse(List.of()).stream())
                        .filter(call -> names.contains(call.name()))
                        .sorted(Comparator.comparingInt(Call::line)))
                .toList();
    }

    /** Parses at once; types are resolved by one thread, because what is known of them is shared. */
    private void read(List<Open> open) {
        Map<SourceFile, List<Open>> byFile =
                open.stream().collect(Collectors.groupingBy(Open::file, LinkedHashMap::new, Collectors.toList()));
        List<List<Optional<CompilationUnit>>> trees = byFile.entrySet().parallelStream()
                .map(each -> trees(each.getKey(), each.getValue()))
                .toList();
        int file = 0;
        for (List<Open> parts : byFile.values()) {
            List<Optional<CompilationUnit>> made = trees.get(file++);
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).part().calls =
                        Optional.of(made.get(i).map(this::calls).orElse(List.of()));
            }
        }
    }

    private static List<Optional<CompilationUnit>> trees(SourceFile file, List<Open> parts) {
        return BodyTexts.of(file.text(), parts.stream().map(Open::at).toList()).stream()
                .map(text -> JavaReader.parse(text).map(unit -> TreePath.mark(unit, file.path())))
                .toList();
    }

    private List<Call> calls(CompilationUnit unit) {
        List<Call> calls = new ArrayList<>();
        unit.walk(Expression.class, expression -> call(expression).ifPresent(calls::add));
        return calls;
    }

    private Optional<Call> call(Expression expression) {
        if (expression instanceof ObjectCreationExpr created) {
            return receiver(created)
                    .flatMap(receiver ->
                            call(created, created.getType().getNameAsString(), true, Optional.of(receiver)));
        }
        if (expression instanceof MethodReferenceExpr reference) {
            return receiver(reference.getScope())
                    .flatMap(receiver -> call(reference, reference.getIdentifier(), false, Optional.of(receiver)));
        }
        if (!(expression instanceof MethodCallExpr call)) {
            return Optional.empty();
        }
        if (call.getScope().isEmpty()) {
            return call(call, call.getNameAsString(), false, Optional.empty());
        }
        return receiver(call.getScope().get())
                .flatMap(receiver -> call(call, call.getNameAsString(), false, Optional.of(receiver)));
    }

    private Optional<String> receiver(Expression expression) {
        Optional<Typed> typed = types.of(expression);
        return typed.flatMap(Typed::fact)
                .map(TypeFact::name)
                .or(() -> typed.map(Typed::name).filter(foreign))
                .or(() -> single(expression).filter(foreign));
    }

    /** {@code Owners.INSTANCE} is the object of Kotlin that is called so. */
    private static Optional<String> single(Expression expression) {
        return expression instanceof FieldAccessExpr access
                        && SINGLES.contains(access.getNameAsString())
                        && access.getScope() instanceof NameExpr name
                ? Optional.of(name.getNameAsString())
                : Optional.empty();
    }

    private Optional<Call> call(Expression at, String name, boolean creation, Optional<String> receiver) {
        return types.context(at).flatMap(type -> kept.member(at)
                .map(member -> new Call(
                        name,
                        creation,
                        receiver,
                        type.path(),
                        type.name(),
                        member,
                        JavaReader.line(at),
                        CallRoutes.of(at),
                        Stubs.isStub(at))));
    }
}
