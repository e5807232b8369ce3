package dev.cofferdam.scan.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.java.TypesByName.Declared;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.FactsCodec;
import dev.cofferdam.scan.skeleton.FileFacts;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.words.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** All Java files, facts of their types, and names resolved among them. Facts and trees are made when asked for. */
public final class JavaIndex {

    private static final Comparator<TypeFact> BY_NAME =
            Comparator.comparing(TypeFact::name).thenComparing(TypeFact::path);

    private final SourceTree tree;
    private final List<SourceFile> files;
    private final Map<String, FileFacts> facts = new ConcurrentHashMap<>();
    private final Map<Set<String>, List<SourceFile>> mentioning = new ConcurrentHashMap<>();
    private final TypesByName types = new TypesByName();
    private final Map<String, List<Declared>> bySupertype = new HashMap<>();
    private final NameResolution names = new NameResolution(this);
    private final Constants constants = new Constants(this);
    private final Map<TypeFact, List<TypeFact>> subtypes = new HashMap<>();
    private final Map<TypeFact, List<TypeFact>> ancestors = new HashMap<>();
    private final Map<TypeFact, Map<String, Optional<TypeFact>>> resolved = new HashMap<>();
    private final Trees trees;

    private JavaIndex(SourceTree tree) {
        this.tree = tree;
        files = tree.files().stream().filter(SourceFile::isJava).toList();
        trees = new Trees(tree, path -> facts(path).types().isEmpty());
    }

    /** All types of a tree. */
    public static JavaIndex of(SourceTree tree) {
        JavaIndex index = new JavaIndex(tree);
        List<List<FactsCodec.Head>> heads = index.files.parallelStream()
                .map(file -> FactsCodec.heads(file.reading().facts()))
                .toList();
        for (int i = 0; i < heads.size(); i++) {
            for (int k = 0; k < heads.get(i).size(); k++) {
                index.add(new Declared(index.files.get(i), heads.get(i).get(k), k));
            }
        }
        return index;
    }

    private void add(Declared declared) {
        types.add(declared);
        names.add(declared.head().name());
        declared.head().supertypes().forEach(parent -> bySupertype
                .computeIfAbsent(parent, name -> new ArrayList<>())
                .add(declared));
    }

    /** The Java files. */
    public List<SourceFile> files() {
        return files;
    }

    /** Files that hold one of the words; a file that holds none cannot concern them. */
    public List<SourceFile> mentioning(Set<String> words) {
        List<SourceFile> known = mentioning.get(words);
        if (known == null) {
            Words any = Words.any(words);
            known = files.parallelStream().filter(file -> file.mentions(any)).toList();
            mentioning.put(Set.copyOf(words), known);
        }
        return known;
    }

    /** Types with an annotation of this simple name, in the order of their names. */
    public List<TypeFact> annotated(String annotation) {
        return types.all()
                .filter(declared -> declared.head().annotations().contains(annotation))
                .map(this::fact)
                .sorted(BY_NAME)
                .toList();
    }

    /** Types that extend or implement one of these simple names, at any distance as far as names tell. */
    public List<TypeFact> below(Set<String> supertypes) {
        Set<TypeFact> found = new TreeSet<>(BY_NAME);
        List<String> open = new ArrayList<>(supertypes);
        Set<String> seen = new HashSet<>(supertypes);
        while (!open.isEmpty()) {
            for (Declared child : bySupertype.getOrDefault(open.remove(open.size() - 1), List.of())) {
                TypeFact fact = fact(child);
                found.add(fact);
                if (seen.add(fact.simpleName())) {
                    open.add(fact.simpleName());
                }
            }
        }
        return List.copyOf(found);
    }

    /** Types declared in files that hold one of the words. */
    public List<TypeFact> typesMentioning(Set<String> words) {
        return mentioning(words).parallelStream()
                .flatMap(file -> facts(file.path()).types().stream())
                .toList();
    }

    private TypeFact fact(Declared declared) {
        return facts(declared.file().path()).types().get(declared.ordinal());
    }

    /** Files of which no tree could be made when one was asked for. */
    public List<SourceFile> unparsed() {
        return trees.unparsed();
    }

    public SourceFile source(String path) {
        return tree.file(path);
    }

    /** What the file that declares the type says. */
    public FileFacts file(TypeFact type) {
        return facts(type.path());
    }

    public FileFacts facts(String path) {
        return facts.computeIfAbsent(
                path, each -> FactsCodec.decode(path, tree.file(path).reading().facts()));
    }

    /** Takes what a file of another language says, so that names in it are resolved as those in Java are. */
    public void know(FileFacts foreign) {
        facts.put(foreign.path(), foreign);
    }

    /** The type of a full name, when the project declares it; the first of several. */
    public Optional<TypeFact> type(String name) {
        return types.of(name).stream().findFirst().map(this::fact);
    }

    /** The type that a full name means in the file of a path: of several the nearest, so that of its own module. */
    public Optional<TypeFact> type(String name, String path) {
        return types.nearest(name, path).map(this::fact);
    }

    /** The named type around a node. */
    public Optional<TypeFact> around(Node node) {
        return Enclosing.typeName(node).flatMap(name -> {
            List<Declared> found = types.of(name);
            return found.size() < 2
                    ? found.stream().findFirst().map(this::fact)
                    : TreePath.of(node).map(path -> type(name, path)).orElseGet(() -> type(name));
        });
    }

    /** The only type of this simple name; nothing when there are several. */
    public Optional<TypeFact> uniqueBySimpleName(String name) {
        List<Declared> found = types.names()
                .filter(each ->
                        each.head().name().endsWith("." + name) && !each.file().isTest())
                .limit(2)
                .toList();
        return found.size() == 1 ? Optional.of(fact(found.get(0))) : Optional.empty();
    }

    /** Says that trees of these files will be asked for, and that of their bodies only those with one of the words matter. */
    public void want(Collection<SourceFile> wantedFiles, Set<String> words) {
        trees.want(wantedFiles, bodies -> bodies.add(words));
    }

    /** Likewise, of bodies that hold one of other words besides: two common ones are rarely found together. */
    public void want(Collection<SourceFile> wantedFiles, Set<String> words, Set<String> besides) {
        trees.want(wantedFiles, bodies -> bodies.add(words, besides));
    }

    /** Makes the trees that are wanted, all at once; what is asked for one by one is made by one thread. */
    public void prepare() {
        trees.prepare();
    }

    /** The tree of a Java file, without bodies that nobody wanted; an empty one when it does not parse. */
    public CompilationUnit unit(String path) {
        return trees.unit(path);
    }

    /** The tree with all its bodies, apart from the other. */
    public CompilationUnit whole(String path) {
        return trees.whole(path);
    }

    /** Trees of the bodies that hold one of the words, apart from the files' other trees, which need not be made anew for them. */
    public List<CompilationUnit> parts(Collection<SourceFile> wantedFiles, Set<String> words) {
        return trees.parts(wantedFiles, Set.copyOf(words));
    }

    /** Shows all expressions of one kind in the file's tree, in their order. */
    public <T extends Expression> void walk(SourceFile file, Class<T> kind, Consumer<T> each) {
        trees.walk(file.path(), kind, each);
    }

    /** Whether a tree of the file was made already. */
    public boolean hasTree(String path) {
        return trees.has(path);
    }

    /** A tree of one method alone, in bare types and without what it returns; an empty one when it does not parse. */
    public CompilationUnit method(String path, MethodFact method) {
        return trees.method(path, method);
    }

    /** The project's type that a name means inside a type; nothing for types of libraries. */
    public Optional<TypeFact> resolve(String name, TypeFact context) {
        Map<String, Optional<TypeFact>> inside = resolved.computeIfAbsent(context, each -> new HashMap<>());
        Optional<TypeFact> known = inside.get(name);
        if (known == null) {
            known = names.resolve(name, context);
            inside.put(name, known);
        }
        return known;
    }

    /** Project types that this one extends or implements, nearest first, without itself. */
    public List<TypeFact> ancestors(TypeFact type) {
        List<TypeFact> known = ancestors.get(type);
        if (known == null) {
            known = findAncestors(type);
            ancestors.put(type, known);
        }
        return known;
    }

    private List<TypeFact> findAncestors(TypeFact type) {
        Set<TypeFact> found = new LinkedHashSet<>();
        List<TypeFact> open = new ArrayList<>(List.of(type));
        while (!open.isEmpty()) {
            TypeFact next = open.remove(0);
            for (TypeUse use : next.supertypes()) {
                resolve(use.name(), next).filter(found::add).ifPresent(open::add);
            }
        }
        found.remove(type);
        return List.copyOf(found);
    }

    private List<TypeFact> children(TypeFact type) {
        List<TypeFact> known = subtypes.get(type);
        if (known == null) {
            known = bySupertype.getOrDefault(type.simpleName(), List.of()).stream()
                    .map(this::fact)
                    .filter(child -> child.supertypes().stream().anyMatch(use -> resolve(use.name(), child)
                            .filter(parent -> isSame(parent, type))
                            .isPresent()))
                    .sorted(BY_NAME)
                    .toList();
            subtypes.put(type, known);
        }
        return known;
    }

    /** Project types that extend or implement this one at any distance, without itself. */
    public List<TypeFact> descendants(TypeFact type) {
        Set<TypeFact> found = new LinkedHashSet<>();
        List<TypeFact> open = new ArrayList<>(List.of(type));
        while (!open.isEmpty()) {
            for (TypeFact child : children(open.remove(0))) {
                if (found.add(child)) {
                    open.add(child);
                }
            }
        }
        found.remove(type);
        return List.copyOf(found);
    }

    /** Whether both are one type. */
    public boolean isSame(TypeFact type, TypeFact other) {
        return type.name().equals(other.name()) && type.path().equals(other.path());
    }

    /** Whether the type is the other or below it. */
    public boolean isSubtype(TypeFact type, TypeFact parent) {
        return isSame(type, parent) || ancestors(type).stream().anyMatch(each -> isSame(each, parent));
    }

    /** The text of a constant expression as seen from a type; nothing when a part is not known to the compiler. */
    public Optional<String> text(ConstantText value, TypeFact context) {
        return constants.text(value, context);
    }

    /** A field found by name, and the type that declares it. */
    public record Constant(TypeFact owner, TypeFact.FieldFact field) {}

    /** The field that a name or a qualified name means inside a type. */
    public Optional<Constant> constant(String name, TypeFact context) {
        return constants.constant(name, context);
    }

    /** Types of the project whose static members of a name are imported where a type is declared. */
    public List<TypeFact> staticImports(String name, TypeFact context) {
        return file(context).staticImports().stream()
                .filter(imported -> imported.endsWith(".*") || imported.endsWith("." + name))
                .flatMap(imported ->
                        names.dotted(imported.substring(0, imported.lastIndexOf('.')), context.path()).stream())
                .toList();
    }
}
