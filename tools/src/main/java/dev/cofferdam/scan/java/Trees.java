package dev.cofferdam.scan.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.Expression;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Syntax trees of Java files, each with the bodies that were wanted, made when they are asked for and kept. */
final class Trees {

    private final SourceTree tree;
    private final Predicate<String> declaresNothing;
    private final Map<String, WantedBodies> wanted = new HashMap<>();
    private final Set<String> unprepared = new HashSet<>();
    private final Map<String, CompilationUnit> units = new HashMap<>();
    private final Map<String, CompilationUnit> whole = new HashMap<>();
    private final Map<Part, WeakReference<CompilationUnit>> parts = new HashMap<>();
    private final Map<String, CompilationUnit> methods = new HashMap<>();
    private final Map<String, SourceFile> unparsed = new TreeMap<>();
    private final Expressions expressions = new Expressions();

    /** The bodies of a file that hold one of some words. */
    private record Part(String path, Set<String> words) {}

    /**
     * @param declaresNothing whether no type was found in the file of a path
     */
    Trees(SourceTree tree, Predicate<String> declaresNothing) {
        this.tree = tree;
        this.declaresNothing = declaresNothing;
    }

    List<SourceFile> unparsed() {
        return List.copyOf(unparsed.values());
    }

    /**
     * Says that trees of these files will be asked for.
     *
     * @param more adds to what of a file is wanted, and says whether it was more
     */
    void want(Collection<SourceFile> files, Predicate<WantedBodies> more) {
        for (SourceFile file : files) {
            boolean fresh = !wanted.containsKey(file.path());
            boolean added = more.test(wanted.computeIfAbsent(file.path(), path -> new WantedBodies()));
            if (fresh || added) {
                unprepared.add(file.path());
            }
        }
    }

    void prepare() {
        List<SourceFile> missing = unprepared.stream().sorted().map(tree::file).toList();
        List<Optional<CompilationUnit>> made =
                missing.parallelStream().map(this::made).toList();
        for (int i = 0; i < missing.size(); i++) {
            keep(missing.get(i), made.get(i));
        }
    }

    private WantedBodies wanted(String path) {
        return Optional.ofNullable(wanted.get(path)).orElseGet(WantedBodies::new);
    }

    private CompilationUnit keep(SourceFile file, Optional<CompilationUnit> made) {
        // A program without a class around it parses, but its members belong to nothing that could be named.
        boolean unknown = file.reading().state() == SourceFile.State.BROKEN_JAVA && declaresNothing.test(file.path());
        if (made.isEmpty() || unknown) {
            unparsed.put(file.path(), file);
        }
        CompilationUnit unit = TreePath.mark(made.orElseGet(CompilationUnit::new), file.path());
        units.put(file.path(), unit);
        unprepared.remove(file.path());
        return unit;
    }

    CompilationUnit unit(String path) {
        CompilationUnit known = units.get(path);
        if (known != null && !unprepared.contains(path)) {
            return known;
        }
        SourceFile file = tree.file(path);
        return keep(file, made(file));
    }

    private Optional<CompilationUnit> made(SourceFile file) {
        return tree.faults()
                .guard(this, file.path(), Optional.empty(), () -> PrunedTree.of(file.text(), wanted(file.path())));
    }

    CompilationUnit whole(String path) {
        return whole.computeIfAbsent(
                path,
                each -> TreePath.mark(PrunedTree.whole(tree.file(path).text()).orElseGet(CompilationUnit::new), path));
    }

    /** All at once: what is asked for one by one is made by one thread. Only what somebody holds on to is kept; most hold nothing. */
    List<CompilationUnit> parts(Collection<SourceFile> files, Set<String> words) {
        WantedBodies bodies = new WantedBodies();
        bodies.add(words);
        List<Part> asked =
                files.stream().map(file -> new Part(file.path(), words)).toList();
        List<Optional<CompilationUnit>> known = asked.stream().map(this::known).toList();
        List<CompilationUnit> all = IntStream.range(0, asked.size())
                .parallel()
                .mapToObj(i -> known.get(i)
                        .or(() -> PrunedTree.of(tree.file(asked.get(i).path()).text(), bodies))
                        .orElseGet(CompilationUnit::new))
                .toList();
        for (int i = 0; i < asked.size(); i++) {
            CompilationUnit unit = TreePath.mark(all.get(i), asked.get(i).path());
            parts.put(asked.get(i), new WeakReference<>(unit));
        }
        return all;
    }

    private Optional<CompilationUnit> known(Part part) {
        return Optional.ofNullable(parts.get(part)).flatMap(held -> Optional.ofNullable(held.get()));
    }

    CompilationUnit method(String path, MethodFact method) {
        return methods.computeIfAbsent(path + "#" + method.name() + "@" + method.line(), each -> BodyTexts.method(
                        tree.file(path).text(), method.name(), method.line())
                .flatMap(JavaReader::parse)
                .map(unit -> TreePath.mark(unit, path))
                .orElseGet(CompilationUnit::new));
    }

    boolean has(String path) {
        return units.containsKey(path);
    }

    <T extends Expression> void walk(String path, Class<T> kind, Consumer<T> each) {
        expressions.walk(path, unit(path), kind, each);
    }
}
