package dev.cofferdam.scan.java;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.skeleton.FactsCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Types by their full names. Modules that are never on one class path, and tests beside production code, may each have a type of one
 * name; a name then means the nearest of them, as a module sees its own classes first.
 */
final class TypesByName {

    private final Map<String, List<Declared>> byName = new HashMap<>();

    /** A type before its facts are read, and where it is declared. */
    record Declared(SourceFile file, FactsCodec.Head head, int ordinal) {}

    void add(Declared declared) {
        List<Declared> known = byName.get(declared.head().name());
        if (known == null) {
            // Nearly all names are of one type, and there are ten thousands of them.
            byName.put(declared.head().name(), List.of(declared));
            return;
        }
        // What modules share is production code.
        List<Declared> more = new ArrayList<>(known);
        more.add(declared);
        more.sort(Comparator.comparing(each -> each.file().isTest()));
        byName.put(declared.head().name(), List.copyOf(more));
    }

    /** All types. */
    Stream<Declared> all() {
        return byName.values().stream().flatMap(List::stream);
    }

    /** One of each name. */
    Stream<Declared> names() {
        return byName.values().stream().map(each -> each.get(0));
    }

    /** Types of the name, those of production code first. */
    List<Declared> of(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** The type that the name means in a file. */
    Optional<Declared> nearest(String name, String path) {
        return Nearest.of(of(name), each -> each.file().path(), path);
    }
}
