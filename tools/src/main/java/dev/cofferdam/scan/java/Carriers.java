package dev.cofferdam.scan.java;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What brings a type into a file: its own name and its kin's, or a type together with a member of it that gives one of them. A file
 * with neither cannot have a receiver of that type, but for chains over two strange types.
 */
public final class Carriers {
    private final Words kin;
    private final List<Giver> givers;
    private final Map<SourceFile, Boolean> asked = new ConcurrentHashMap<>();

    /** A type, and its members that give one; of a type that has them as type arguments any member may. */
    private record Giver(Words type, Words members) {}

    private Carriers(Words kin, List<Giver> givers) {
        this.kin = kin;
        this.givers = givers;
    }

    /**
     * Everything in the index that can give a value of a type.
     *
     * @param kin names of the type and of those that can stand for it
     */
    public static Carriers of(Set<String> kin, JavaIndex index) {
        Map<String, Set<String>> gives = new LinkedHashMap<>();
        index.typesMentioning(kin).parallelStream()
                .map(type -> Map.entry(type.simpleName(), membersThatGive(kin, type)))
                .filter(each -> !each.getValue().isEmpty())
                .toList()
                .forEach(each -> gives.computeIfAbsent(each.getKey(), name -> new TreeSet<>())
                        .addAll(each.getValue()));
        List<Giver> givers = new ArrayList<>();
        gives.forEach((type, members) -> givers.add(new Giver(Words.any(Set.of(type)), Words.any(members))));
        return new Carriers(Words.any(kin), givers);
    }

    private static Set<String> membersThatGive(Set<String> kin, TypeFact type) {
        Set<String> members = new TreeSet<>();
        type.methods().stream()
                .filter(method -> mentions(method.type(), kin))
                .forEach(method -> members.add(method.name()));
        type.fields().stream().filter(field -> mentions(field.type(), kin)).forEach(field -> {
            members.add(field.name());
            members.addAll(Accessors.of(field.name()).keySet());
        });
        if (type.supertypes().stream().anyMatch(use -> mentions(use, kin))) {
            members.add(type.simpleName());
        }
        return members;
    }

    private static boolean mentions(TypeUse use, Set<String> names) {
        return names.contains(use.simpleName()) || use.arguments().stream().anyMatch(each -> mentions(each, names));
    }

    public boolean mayBeIn(SourceFile file) {
        return asked.computeIfAbsent(
                file,
                each -> each.mentions(kin)
                        || givers.stream()
                                .anyMatch(giver -> each.mentions(giver.type()) && each.mentions(giver.members())));
    }
}
