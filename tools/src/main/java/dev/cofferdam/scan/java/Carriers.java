package dev.cofferdam.scan.java;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What brings a type into a file: its own name and its kin's, or a type together with a member of it that gives one of them. A file
 * with neither cannot have a receiver of that type, but for chains over two strange types.
 *
 * @param kin names of the type and of those that can stand for it
 * @param gives by type name, the members that give one; of a type that has them as type arguments any member may
 */
public record Carriers(Set<String> kin, Map<String, Set<String>> gives) {

    /** What gives a type, of which these are the names of its kin. */
    public static Carriers of(Set<String> kin, JavaIndex index) {
        Map<String, Set<String>> gives = new LinkedHashMap<>();
        for (TypeFact type : index.typesMentioning(kin)) {
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
            if (!members.isEmpty()) {
                gives.computeIfAbsent(type.simpleName(), name -> new TreeSet<>())
                        .addAll(members);
            }
        }
        return new Carriers(kin, gives);
    }

    private static boolean mentions(TypeUse use, Set<String> names) {
        return names.contains(use.simpleName()) || use.arguments().stream().anyMatch(each -> mentions(each, names));
    }

    /** Whether a receiver of the type can be in the file. */
    public boolean mayBeIn(SourceFile file) {
        return file.mentionsAny(kin)
                || gives.entrySet().stream()
                        .anyMatch(each -> file.mentions(each.getKey()) && file.mentionsAny(each.getValue()));
    }
}
