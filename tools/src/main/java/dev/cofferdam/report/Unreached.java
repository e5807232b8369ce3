package dev.cofferdam.report;

import dev.cofferdam.domain.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Usages that no code path leads to, by their files: something calls them that is no code of the repository, or nothing does. */
final class Unreached {
    static final String WORDS =
            "without a path from an entry point: called by a template, a serializer, reflection, or nobody";

    private static final Set<UsageGroup> WITHOUT =
            Set.of(UsageGroup.TEST, UsageGroup.HISTORY, UsageGroup.SCHEMA, UsageGroup.POSSIBLE);

    private Unreached() {}

    /** Nothing where no code path was followed or found. */
    static List<Usage> of(List<Usage> usages) {
        return usages.stream().allMatch(usage -> usage.codePaths().isEmpty())
                ? List.of()
                : usages.stream()
                        .filter(usage -> runs(usage) && usage.codePaths().isEmpty())
                        .toList();
    }

    /** Whether something must call the place before it does anything; what runs in tests and in the database is no code path's end. */
    private static boolean runs(Usage usage) {
        return (usage.access().reads() || usage.access().writes())
                && !WITHOUT.contains(UsageGroup.of(usage))
                && !usage.place().file().endsWith(".sql");
    }

    /** By file what stands there: {@code 86 getTelephone}. */
    static Map<String, List<String>> byFile(List<Usage> unreached) {
        Map<String, List<Usage>> files = unreached.stream()
                .sorted((one, other) -> one.place().compareTo(other.place()))
                .collect(Collectors.groupingBy(usage -> usage.place().file(), LinkedHashMap::new, Collectors.toList()));
        Map<String, List<String>> places = new LinkedHashMap<>();
        files.forEach((file, some) -> places.put(file, byMember(some)));
        return places;
    }

    private static List<String> byMember(List<Usage> usages) {
        return usages.stream()
                .collect(Collectors.groupingBy(
                        usage -> new UsageSite(List.of(usage)).member(), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> (UsageSite.lines(each.getValue()) + " " + each.getKey()).strip())
                .toList();
    }
}
