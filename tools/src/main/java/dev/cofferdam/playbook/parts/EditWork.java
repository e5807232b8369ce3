package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Usages gathered into pieces of work: what a person does in one go, at one place in the code. */
public final class EditWork {
    private EditWork() {}

    /** Who does the work: the version that goes out with it, on the word of these facts. */
    public record Author(AppVersion version, List<String> usagesFacts) {
        /** A piece of work in words, without a line to write over. */
        public Edit edit(String id, List<Usage> settled, String what) {
            return edit(id, settled, what, Optional.empty(), Optional.empty());
        }

        /** One edit for the usages that it settles. */
        public Edit edit(String id, List<Usage> settled, String what, Optional<String> before, Optional<String> after) {
            return new Edit(
                    id,
                    version,
                    settled.get(0).place(),
                    what,
                    before,
                    after,
                    settled.stream().map(Usage::id).toList(),
                    usagesFacts);
        }
    }

    /**
     * One edit for each piece of work.
     *
     * @param followsMapping which usages are right as soon as the mapping is; they join its piece when there is one
     * @param edit makes the edit of an id and the usages that it settles; the first is where it stands
     */
    public static List<Edit> edits(
            List<Usage> usages, Predicate<Usage> followsMapping, BiFunction<String, List<Usage>, Edit> edit) {
        boolean mapped = usages.stream().anyMatch(usage -> usage.style() == Style.MAPPING);
        Map<String, List<Usage>> work = new LinkedHashMap<>();
        List<Usage> followers = new ArrayList<>();
        Map<String, String> byLine = new LinkedHashMap<>();
        NamedByConstant constants = NamedByConstant.in(usages);
        for (Usage usage : constants.first()) {
            if (mapped && followsMapping.test(usage)) {
                followers.add(usage);
            } else {
                // One line of text may be sent by many members, when it stands in a constant.
                String line =
                        usage.place().file() + ":" + usage.place().line() + " " + (usage.style() == Style.MAPPING);
                String key = byLine.computeIfAbsent(line, each -> workKey(constants.of(usage)));
                work.computeIfAbsent(key, each -> new ArrayList<>()).add(usage);
            }
        }
        attachFollowers(work, followers);
        List<Edit> edits = new ArrayList<>();
        work.values().forEach(settled -> edits.add(edit.apply("e" + (edits.size() + 1), settled)));
        return edits;
    }

    /** Whether a mapping, not a statement, reaches the column. */
    public static boolean isByMapper(Usage usage) {
        return isByMapper(usage.style());
    }

    /** What an object mapper does by itself. A star in SQL text is written by a person and not helped by a mapping. */
    static boolean isByMapper(Style style) {
        return style == Style.ENTITY_READ
                || style == Style.ENTITY_WRITE
                || style == Style.DIRTY_WRITE
                || style == Style.ASSOCIATION_READ;
    }

    /** The lines of a piece of work, when there are several: {@code  (lines 3, 7)}. */
    public static String onLines(List<Usage> settled) {
        // What names a constant is right with the constant, and nobody writes anything there.
        List<Integer> lines = settled.stream()
                .filter(usage -> workKey(usage).equals(workKey(settled.get(0))))
                .map(usage -> usage.place().line())
                .distinct()
                .sorted()
                .toList();
        if (lines.size() < 2) {
            return "";
        }
        String some =
                String.join(", ", lines.stream().limit(8).map(String::valueOf).toList());
        return " (lines " + some + (lines.size() > 8 ? ", and " + (lines.size() - 8) + " more" : "") + ")";
    }

    /** One piece of work: a mapping alone, a SQL file as a whole, else the member that holds the text. */
    public static String workKey(Usage usage) {
        return switch (usage.style()) {
            case MAPPING ->
                "mapping " + usage.place() + " " + usage.place().className().orElse("");
            case SQL_FILE, MIGRATION, SCHEMA_OBJECT, TEMPLATE, TEXT ->
                usage.place().file();
            case JPQL,
                    CRITERIA,
                    GENERATED,
                    DERIVED_QUERY,
                    NATIVE_QUERY,
                    SQL_STRING,
                    MAPPER_XML,
                    RESULT_COLUMN,
                    POSITION,
                    ENTITY_READ,
                    ENTITY_WRITE,
                    DIRTY_WRITE,
                    THROUGH_OBJECT,
                    ASSOCIATION_READ,
                    STAR,
                    ACCESSOR,
                    API_NAME ->
                usage.place().file() + " " + usage.place().className().orElse("") + "#"
                        + usage.place().member().orElse("");
        };
    }

    /** What follows from the mapping is settled by it: the first one, when an embeddable or a second entity maps the column too. */
    private static void attachFollowers(Map<String, List<Usage>> work, List<Usage> followers) {
        work.values().stream()
                .filter(usages -> usages.get(0).style() == Style.MAPPING)
                .findFirst()
                .ifPresent(usages -> usages.addAll(followers));
    }
}
