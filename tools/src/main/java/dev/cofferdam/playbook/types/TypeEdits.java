package dev.cofferdam.playbook.types;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.JavaType;
import dev.cofferdam.playbook.parts.TypePair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The edits of a type change under the same name, whose old statements go on working: one for each mapping, which settles what goes through
 * the property, and one look at each other class or file, because SQL text keeps its names and only binds, reads and casts can matter.
 */
final class TypeEdits {
    private final TypePair types;
    private final AppVersion version;
    private final List<String> usagesFacts;

    TypeEdits(TypePair types, AppVersion version, List<String> usagesFacts) {
        this.types = types;
        this.version = version;
        this.usagesFacts = usagesFacts;
    }

    List<Edit> of(List<Usage> usages) {
        List<Usage> toSettle = usages.stream().filter(Usage::needsEdit).toList();
        Optional<Usage> mapping = toSettle.stream().filter(TypeEdits::isMapping).findFirst();
        Map<String, List<Usage>> work = new LinkedHashMap<>();
        for (Usage usage : toSettle) {
            boolean follows = mapping.isPresent() && followsMapping(usage.style());
            work.computeIfAbsent(key(follows ? mapping.get() : usage), key -> new ArrayList<>())
                    .add(usage);
        }
        List<Edit> edits = new ArrayList<>();
        work.values().forEach(settled -> edits.add(edit("e" + (edits.size() + 1), settled)));
        return edits;
    }

    private static boolean isMapping(Usage usage) {
        return usage.style() == Style.MAPPING;
    }

    private static boolean followsMapping(Style style) {
        return style.isByProperty()
                || style == Style.ENTITY_READ
                || style == Style.ENTITY_WRITE
                || style == Style.DIRTY_WRITE
                || style == Style.ASSOCIATION_READ;
    }

    private static String key(Usage usage) {
        return isMapping(usage)
                ? "mapping " + usage.place()
                : usage.place().file() + " " + usage.place().className().orElse("");
    }

    private Edit edit(String id, List<Usage> settled) {
        Usage first = settled.stream().filter(TypeEdits::isMapping).findFirst().orElse(settled.get(0));
        return new Edit(
                id,
                version,
                first.place(),
                isMapping(first) ? mappingWork(first) : look(settled),
                Optional.empty(),
                Optional.empty(),
                settled.stream().map(Usage::id).toList(),
                usagesFacts);
    }

    private String mappingWork(Usage mapping) {
        JavaType before = JavaType.of(types.from());
        JavaType after = JavaType.of(types.to());
        String property = mapping.place().member().orElse("the property");
        if (mapping.evidence().contains("Join")) {
            return "leave `" + property
                    + "`: it refers to another entity, whose key has a type of its own; look only at what takes the"
                    + " referring column itself for a `" + before.name() + "`";
        }
        return before.equals(after)
                ? "keep `" + property + "` a `" + after.name()
                        + "`; raise the limits that repeat the old type (`@Column(length = ...)`, `@Size`, form fields) where "
                        + types.to()
                        + " is to be used to the full"
                : "declare `" + property + "` as `" + after.name() + "` instead of `" + before.name()
                        + "`, and follow the compiler through whatever reads or writes it";
    }

    private String look(List<Usage> settled) {
        String where =
                settled.get(0).place().className().orElse(settled.get(0).place().file());
        String lines = settled.stream()
                .map(usage -> usage.place().line())
                .distinct()
                .sorted()
                .limit(8)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        JavaType before = JavaType.of(types.from());
        JavaType after = JavaType.of(types.to());
        boolean script = settled.get(0).place().file().endsWith(".sql");
        String work = script
                ? "write " + types.to() + " where it says " + types.from() + " of this column; its values may stay"
                : before.equals(after)
                        ? "nothing has to change unless the code checks or cuts the value by the limits of "
                                + types.from()
                        : "the statements stay; bind and read `" + after.name() + "` (`set" + after.accessor()
                                + "`, `get"
                                + after.accessor() + "`) where the code says `" + before.name()
                                + "`, and change casts to the old type";
        return "look at `" + where + "` (line" + (lines.contains(",") ? "s " : " ") + lines + "): " + work;
    }
}
