package dev.cofferdam.scan;

import com.github.javaparser.ast.CompilationUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Facts of all Java files, and names resolved among them. Syntax trees are made again when asked for: memory. */
final class JavaIndex {

    /** Trees that are kept at hand; about 0.1 MB each. */
    private static final int TREES_KEPT = 400;

    private final SourceTree tree;
    private final Map<String, FileFacts> files = new TreeMap<>();
    private final Map<String, TypeFact> byName = new TreeMap<>();
    private final NameResolution names = new NameResolution(this);
    private final Map<String, List<TypeFact>> subtypes = new HashMap<>();
    private final Map<String, List<TypeFact>> ancestors = new HashMap<>();
    private final Map<String, Optional<TypeFact>> resolved = new HashMap<>();
    private final Map<String, List<FileFacts>> byCall = new HashMap<>();
    private final List<SourceFile> unparsed = new ArrayList<>();
    private final Map<String, CompilationUnit> trees = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompilationUnit> eldest) {
            return size() > TREES_KEPT;
        }
    };

    private JavaIndex(SourceTree tree) {
        this.tree = tree;
    }

    static JavaIndex of(SourceTree tree) {
        JavaIndex index = new JavaIndex(tree);
        List<SourceFile> java = tree.files().stream().filter(SourceFile::isJava).toList();
        List<Optional<FileFacts>> facts = java.parallelStream()
                .map(file -> JavaReader.parse(file.text()).map(unit -> JavaReader.facts(file.path(), unit)))
                .toList();
        for (int i = 0; i < java.size(); i++) {
            SourceFile file = java.get(i);
            facts.get(i).ifPresentOrElse(index::add, () -> index.unparsed.add(file));
        }
        index.linkSubtypes();
        return index;
    }

    private void add(FileFacts facts) {
        files.put(facts.path(), facts);
        facts.calls().forEach(call -> byCall.computeIfAbsent(call, name -> new ArrayList<>())
                .add(facts));
        for (TypeFact type : facts.types()) {
            // The same name twice comes from modules that are never deployed together, or from a test's twin.
            byName.putIfAbsent(type.name(), type);
            names.add(type);
        }
    }

    private void linkSubtypes() {
        for (TypeFact type : byName.values()) {
            for (TypeUse use : type.supertypes()) {
                resolve(use.name(), type)
                        .ifPresent(parent -> subtypes.computeIfAbsent(parent.name(), name -> new ArrayList<>())
                                .add(type));
            }
        }
    }

    Collection<FileFacts> files() {
        return files.values();
    }

    /** Files that call a method of this name, or create a type when asked for {@code new Owner}. */
    List<FileFacts> filesCalling(String call) {
        return byCall.getOrDefault(call, List.of());
    }

    Collection<TypeFact> types() {
        return byName.values();
    }

    List<SourceFile> unparsed() {
        return unparsed;
    }

    SourceFile source(String path) {
        return tree.file(path);
    }

    FileFacts file(TypeFact type) {
        FileFacts facts = files.get(type.path());
        if (facts == null) {
            throw new IllegalArgumentException("no facts of " + type.path());
        }
        return facts;
    }

    Optional<TypeFact> type(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The tree of a file that has facts. */
    CompilationUnit unit(String path) {
        CompilationUnit known = trees.get(path);
        if (known != null) {
            return known;
        }
        CompilationUnit unit = JavaReader.parse(tree.file(path).text())
                .map(JavaReader::withoutTokens)
                .orElseThrow(() -> new IllegalStateException(path + " parsed before and does not now"));
        trees.put(path, unit);
        return unit;
    }

    /** The project's type that a name means inside a type; nothing for types of libraries. */
    Optional<TypeFact> resolve(String name, TypeFact context) {
        String key = context.name() + " " + name;
        Optional<TypeFact> known = resolved.get(key);
        if (known == null) {
            known = names.resolve(name, context);
            resolved.put(key, known);
        }
        return known;
    }

    /** Project types that this one extends or implements, nearest first, without itself. */
    List<TypeFact> ancestors(TypeFact type) {
        List<TypeFact> known = ancestors.get(type.name());
        if (known == null) {
            known = findAncestors(type);
            ancestors.put(type.name(), known);
        }
        return known;
    }

    private List<TypeFact> findAncestors(TypeFact type) {
        Map<String, TypeFact> found = new LinkedHashMap<>();
        List<TypeFact> open = new ArrayList<>(List.of(type));
        while (!open.isEmpty()) {
            TypeFact next = open.remove(0);
            for (TypeUse use : next.supertypes()) {
                resolve(use.name(), next)
                        .filter(parent -> found.putIfAbsent(parent.name(), parent) == null)
                        .ifPresent(open::add);
            }
        }
        found.remove(type.name());
        return List.copyOf(found.values());
    }

    /** Project types that extend or implement this one at any distance, without itself. */
    List<TypeFact> descendants(TypeFact type) {
        Map<String, TypeFact> found = new LinkedHashMap<>();
        List<TypeFact> open = new ArrayList<>(List.of(type));
        while (!open.isEmpty()) {
            for (TypeFact child : subtypes.getOrDefault(open.remove(0).name(), List.of())) {
                if (found.putIfAbsent(child.name(), child) == null) {
                    open.add(child);
                }
            }
        }
        found.remove(type.name());
        return List.copyOf(found.values());
    }

    boolean isSame(TypeFact type, TypeFact other) {
        return type.name().equals(other.name());
    }

    boolean isSubtype(TypeFact type, TypeFact parent) {
        return isSame(type, parent) || ancestors(type).stream().anyMatch(each -> isSame(each, parent));
    }

    /** The text of a constant expression as seen from a type; nothing when a part is not known to the compiler. */
    Optional<String> text(ConstantText value, TypeFact context) {
        return text(value, context, 0);
    }

    private Optional<String> text(ConstantText value, TypeFact context, int depth) {
        if (depth > 20) {
            return Optional.empty();
        }
        if (value instanceof ConstantText.Literal literal) {
            return Optional.of(literal.text());
        }
        if (value instanceof ConstantText.Joined joined) {
            return text(joined.left(), context, depth + 1)
                    .flatMap(left -> text(joined.right(), context, depth + 1).map(right -> left + right));
        }
        if (value instanceof ConstantText.Several several && several.values().size() == 1) {
            return text(several.values().get(0), context, depth + 1);
        }
        if (value instanceof ConstantText.Name name) {
            return constant(name.name(), context).flatMap(found -> found.field()
                    .initializer()
                    .flatMap(initializer -> text(initializer, found.owner(), depth + 1)));
        }
        return Optional.empty();
    }

    /** A field found by name, and the type that declares it. */
    record Constant(TypeFact owner, TypeFact.FieldFact field) {}

    /** The field that a name or a qualified name means inside a type. */
    Optional<Constant> constant(String name, TypeFact context) {
        int dot = name.lastIndexOf('.');
        if (dot >= 0) {
            String qualifier = name.substring(0, dot);
            String field = name.substring(dot + 1);
            if (qualifier.equals("this")) {
                return constant(field, context);
            }
            return resolve(qualifier, context).flatMap(owner -> declared(field, owner));
        }
        for (String around = context.name(); ; around = around.substring(0, around.lastIndexOf('$'))) {
            Optional<Constant> found = type(around).flatMap(owner -> declared(name, owner));
            if (found.isPresent()) {
                return found;
            }
            if (!around.contains("$")) {
                break;
            }
        }
        for (String imported : file(context).staticImports()) {
            boolean all = imported.endsWith(".*");
            if (all || imported.endsWith("." + name)) {
                Optional<Constant> found = names.dotted(imported.substring(0, imported.lastIndexOf('.')))
                        .flatMap(owner -> declared(name, owner));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Constant> declared(String field, TypeFact owner) {
        Optional<TypeFact.FieldFact> own = owner.field(field);
        if (own.isPresent()) {
            return own.map(found -> new Constant(owner, found));
        }
        return ancestors(owner).stream()
                .flatMap(parent -> parent.field(field).stream().map(found -> new Constant(parent, found)))
                .findFirst();
    }
}
