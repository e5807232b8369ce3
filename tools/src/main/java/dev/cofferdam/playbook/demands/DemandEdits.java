package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.EditWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The few edits after which code keeps to a demand. Statements are put right where they stand, once for each member; what an object mapper
 * writes is put right in one place, which settles every use of the property.
 */
public final class DemandEdits {
    private static final int SHOWN = 6;

    /** What a person has to do, by where the value is written. */
    public interface Words {
        /** Whether the mapping or the place that saves is where the code is put right. */
        boolean atTheMapping();

        /** At a mapping, or at a place that saves whole rows. */
        String byMapper(Usage first, String others);

        /** Where SQL or JPQL stands. */
        String inStatement(Usage first);

        /** Where a script or file of the repository makes the table. */
        String inDefinition(Usage first);
    }

    private final Words words;
    private final EditWork.Author author;

    public DemandEdits(Words words, AppVersion version, List<String> usagesFacts) {
        this.words = words;
        this.author = new EditWork.Author(version, usagesFacts);
    }

    public List<Edit> of(List<Usage> toSettle) {
        Predicate<Usage> leads = leader(toSettle);
        boolean led = toSettle.stream().anyMatch(leads);
        Map<String, List<Usage>> work = new LinkedHashMap<>();
        List<Usage> followers = new ArrayList<>();
        for (Usage usage : toSettle) {
            if (led && isByMapper(usage) && !leads.test(usage)) {
                followers.add(usage);
            } else {
                work.computeIfAbsent(EditWork.workKey(usage), any -> new ArrayList<>())
                        .add(usage);
            }
        }
        work.values().stream()
                .filter(usages -> leads.test(usages.get(0)))
                .findFirst()
                .ifPresent(usages -> usages.addAll(followers));
        List<Edit> edits = new ArrayList<>();
        work.values()
                .forEach(settled -> edits.add(
                        author.edit("e" + (edits.size() + 1), settled, what(settled.get(0), settled, leads))));
        return edits;
    }

    /** The usages that get the edit for all that goes through a mapper: production code before tests, the words' place before the other. */
    private Predicate<Usage> leader(List<Usage> toSettle) {
        List<Style> preferred = words.atTheMapping()
                ? List.of(Style.MAPPING, Style.ENTITY_WRITE)
                : List.of(Style.ENTITY_WRITE, Style.MAPPING);
        for (Style style : preferred) {
            Predicate<Usage> leads = usage -> usage.style() == style && !usage.test();
            if (toSettle.stream().anyMatch(leads)) {
                return leads;
            }
        }
        return usage -> false;
    }

    /** What goes through a mapped property or a whole entity. JPQL names the property, and its text is put right where it stands. */
    private static boolean isByMapper(Usage usage) {
        return switch (usage.style()) {
            case MAPPING,
                    ENTITY_READ,
                    ENTITY_WRITE,
                    DIRTY_WRITE,
                    ASSOCIATION_READ,
                    ACCESSOR,
                    TEMPLATE,
                    API_NAME,
                    DERIVED_QUERY -> true;
            case JPQL,
                    CRITERIA,
                    GENERATED,
                    NATIVE_QUERY,
                    SQL_STRING,
                    MAPPER_XML,
                    RESULT_COLUMN,
                    POSITION,
                    SQL_FILE,
                    MIGRATION,
                    SCHEMA_OBJECT,
                    THROUGH_OBJECT,
                    STAR,
                    TEXT -> false;
        };
    }

    private String what(Usage first, List<Usage> settled, Predicate<Usage> leads) {
        if (leads.test(first) || isByMapper(first)) {
            return words.byMapper(first, others(first, settled));
        }
        boolean writes = settled.stream().anyMatch(usage -> usage.access().writes());
        return writes ? words.inStatement(first) : words.inDefinition(first);
    }

    /** The other places of production code that the edit settles, a few by name. */
    private static String others(Usage first, List<Usage> settled) {
        List<String> places = settled.stream()
                .filter(usage -> !usage.place().equals(first.place())
                        && !usage.test()
                        && usage.access().writes())
                .map(usage -> usage.place().toString())
                .distinct()
                .sorted()
                .toList();
        if (places.isEmpty()) {
            return "";
        }
        return places.stream().limit(SHOWN).map(place -> "`" + place + "`").collect(Collectors.joining(", "))
                + (places.size() > SHOWN ? " and " + (places.size() - SHOWN) + " more" : "");
    }
}
