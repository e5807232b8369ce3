package dev.cofferdam.report;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.util.Comparator;
import java.util.List;

/** Which usages belong together, in the order in which a person wants to know of them. Every usage is in exactly one group. */
enum UsageGroup {
    NAMED("Edit", "name the column itself"),
    BY_PROPERTY("By property", "right as long as the mapped property keeps its name and type"),
    SCHEMA("Schema", "views, functions, triggers and their like that are in force; a new migration makes them anew"),
    IMPLICIT("Implicit", "whole rows, `*`, positions, or a view or routine between; the name stands nowhere"),
    POSSIBLE("Possible", "the text matches; look at each and decide"),
    TEST("Tests", "settled with the code they test"),
    HISTORY("History", "applied migrations, never edited");

    private final String title;
    private final String words;

    UsageGroup(String title, String words) {
        this.title = title;
        this.words = words;
    }

    String title() {
        return title;
    }

    /** What a person has to do with them, or why nothing. */
    String words() {
        return words;
    }

    /** Listed by file alone: whoever changes the code meets them there. */
    boolean isFolded() {
        return this == TEST || this == HISTORY;
    }

    static UsageGroup of(Usage usage) {
        if (usage.style() == Style.MIGRATION) {
            return HISTORY;
        }
        if (usage.style() == Style.SCHEMA_OBJECT && usage.confidence() != Confidence.POSSIBLE) {
            return SCHEMA;
        }
        if (usage.test()) {
            return TEST;
        }
        if (usage.confidence() == Confidence.POSSIBLE) {
            return POSSIBLE;
        }
        if (usage.style().isImplicit() || usage.style() == Style.POSITION) {
            return IMPLICIT;
        }
        // A class shows the property, and a configuration that names the column has nothing but its name.
        boolean shown = usage.access() == Access.EXPOSURE && usage.style() != Style.TEXT;
        return usage.style().isByProperty() || shown ? BY_PROPERTY : NAMED;
    }

    List<Usage> in(List<Usage> usages) {
        return usages.stream()
                .filter(usage -> of(usage) == this)
                .sorted(Comparator.comparing(Usage::place).thenComparing(Usage::id))
                .toList();
    }
}
