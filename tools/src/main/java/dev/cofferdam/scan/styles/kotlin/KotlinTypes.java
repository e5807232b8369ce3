package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Function;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The types of the tree's Kotlin, by their simple names. A container counts as what it holds, because {@code findAll().first()} and
 * {@code map \{ it }} come to the same here.
 */
final class KotlinTypes {

    private static final Set<String> CONTAINERS = Set.of(
            "List",
            "MutableList",
            "ArrayList",
            "Set",
            "MutableSet",
            "Collection",
            "MutableCollection",
            "Iterable",
            "Sequence",
            "Array",
            "Map",
            "MutableMap",
            "Optional",
            "Stream",
            "Flow",
            "Mono",
            "Flux",
            "Page",
            "Slice",
            "Result",
            "Deferred",
            "SizedIterable",
            "ResponseEntity",
            "Lazy");

    private final JavaIndex java;
    private final Map<String, KotlinSource> sources = new LinkedHashMap<>();
    private final Map<String, List<KotlinType>> types = new LinkedHashMap<>();
    private final Map<String, List<Function>> functions = new LinkedHashMap<>();

    KotlinTypes(JavaIndex java) {
        this.java = java;
    }

    /** Takes apart what was not yet; thousands of files that hold none of the wanted words are left alone. */
    void read(SourceTree tree, Set<String> words) {
        tree.files().stream()
                .filter(file ->
                        file.extension().equals("kt") && !sources.containsKey(file.path()) && file.mentionsAny(words))
                .forEach(file -> tree.faults().guard(this, file.path(), () -> add(new KotlinSource(file))));
    }

    /** Takes apart all production code that was not yet. */
    void readAll(SourceTree tree) {
        tree.files().stream()
                .filter(file -> file.extension().equals("kt") && !file.isTest() && !sources.containsKey(file.path()))
                .forEach(file -> tree.faults().guard(this, file.path(), () -> add(new KotlinSource(file))));
    }

    private void add(KotlinSource source) {
        sources.put(source.file().path(), source);
        source.types().forEach(type -> types.computeIfAbsent(type.name(), name -> new ArrayList<>())
                .add(type));
        source.functions().forEach(each -> functions
                .computeIfAbsent(each.name(), name -> new ArrayList<>())
                .add(each));
    }

    List<KotlinSource> sources() {
        return List.copyOf(sources.values());
    }

    List<KotlinType> all() {
        return types.values().stream().flatMap(List::stream).toList();
    }

    /** By its simple name; the first when several bear it. */
    Optional<KotlinType> named(String name) {
        return types.getOrDefault(name, List.of()).stream().findFirst();
    }

    List<KotlinType> allNamed(String name) {
        return types.getOrDefault(name, List.of());
    }

    /** The type and all that it extends, as far as they are Kotlin. */
    List<KotlinType> levels(KotlinType type) {
        Set<KotlinType> levels = new LinkedHashSet<>(List.of(type));
        List<KotlinType> open = new ArrayList<>(levels);
        while (!open.isEmpty()) {
            KotlinType next = open.remove(0);
            next.supertypes().stream()
                    .flatMap(name -> named(name).stream())
                    .filter(levels::add)
                    .forEach(open::add);
        }
        return List.copyOf(levels);
    }

    boolean isKnown(String name) {
        return types.containsKey(name) || java.uniqueBySimpleName(name).isPresent();
    }

    /** What a member holds or answers with; nothing when that is not known. */
    Optional<String> member(String type, String member, boolean call) {
        Optional<KotlinType> kotlin = named(type);
        if (kotlin.isPresent()) {
            return levels(kotlin.get()).stream()
                    .flatMap(level -> (call ? answer(level, member) : held(level, member)).stream())
                    .findFirst()
                    .or(() -> extension(type, member));
        }
        return java.uniqueBySimpleName(type)
                .flatMap(fact -> ofJava(fact, member, call))
                .or(() -> extension(type, member));
    }

    /** Whether the type itself declares such a function, whatever that answers with. */
    boolean declares(KotlinType type, String function) {
        return functions.getOrDefault(function, List.of()).stream()
                .anyMatch(each -> each.owner().filter(type::equals).isPresent());
    }

    private Optional<String> held(KotlinType type, String member) {
        return type.property(member).flatMap(this::typeOf);
    }

    /** As it is written, else what is constructed. */
    Optional<String> typeOf(Property property) {
        if (!property.type().isEmpty()) {
            return core(property.type());
        }
        return constructed(property.rest());
    }

    private Optional<String> constructed(String rest) {
        String value = rest.strip();
        if (!value.startsWith("=")) {
            return Optional.empty();
        }
        value = value.substring(1).strip();
        int end = Brackets.endOfName(value, 0);
        boolean made = end > 0 && end < value.length() && value.charAt(end) == '(' && isKnown(value.substring(0, end));
        return made ? Optional.of(value.substring(0, end)) : Optional.empty();
    }

    private Optional<String> answer(KotlinType type, String member) {
        return functions.getOrDefault(member, List.of()).stream()
                .filter(each -> each.owner()
                        .filter(owner -> owner.fullName().equals(type.fullName())
                                || owner.fullName().equals(type.fullName() + "$Companion"))
                        .isPresent())
                .flatMap(each -> core(each.type()).stream())
                .findFirst();
    }

    private Optional<String> extension(String type, String member) {
        return functions.getOrDefault(member, List.of()).stream()
                .filter(each -> core(each.receiver()).filter(type::equals).isPresent())
                .flatMap(each -> core(each.type()).stream())
                .findFirst();
    }

    /** A function without a receiver: of the file's top level, or of a type around the call. */
    Optional<String> function(String name, Optional<KotlinType> around) {
        return functions.getOrDefault(name, List.of()).stream()
                .filter(each -> each.owner().isEmpty()
                        || around.filter(type ->
                                        levels(type).contains(each.owner().get()))
                                .isPresent())
                .flatMap(each -> core(each.type()).stream())
                .findFirst();
    }

    private Optional<String> ofJava(TypeFact type, String member, boolean call) {
        List<TypeFact> levels = new ArrayList<>(List.of(type));
        levels.addAll(java.ancestors(type));
        String capital = Character.toUpperCase(member.charAt(0)) + member.substring(1);
        for (TypeFact level : levels) {
            Optional<TypeUse> found = call
                    ? method(level, member)
                    : level.field(member).map(TypeFact.FieldFact::type).or(() -> method(level, "get" + capital));
            if (found.isPresent()) {
                return Optional.of(core(found.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<TypeUse> method(TypeFact type, String name) {
        return type.methods().stream()
                .filter(method -> method.name().equals(name))
                .map(TypeFact.MethodFact::type)
                .findFirst();
    }

    private static String core(TypeUse use) {
        boolean container =
                CONTAINERS.contains(use.simpleName()) && !use.arguments().isEmpty();
        return container ? core(use.arguments().get(use.arguments().size() - 1)) : use.simpleName();
    }

    /** The simple name of a written type, or of what a container of that type holds. */
    static Optional<String> core(String written) {
        String type = written.strip().replace("?", "").replaceAll("\\b(?:out|in)\\s+", "");
        int open = type.indexOf('<');
        String name = (open < 0 ? type : type.substring(0, open)).strip();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        if (open > 0 && type.endsWith(">") && CONTAINERS.contains(simple)) {
            String arguments = type.substring(open + 1, type.length() - 1);
            int depth = 0;
            int last = 0;
            for (int at = 0; at < arguments.length(); at++) {
                char c = arguments.charAt(at);
                depth += c == '<' ? 1 : c == '>' ? -1 : 0;
                last = c == ',' && depth == 0 ? at + 1 : last;
            }
            return core(arguments.substring(last));
        }
        return simple.matches("\\w+") ? Optional.of(simple) : Optional.empty();
    }
}
