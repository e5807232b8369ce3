package dev.cofferdam.report;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a person changes in one go, before a change is known: the places of one class that name the column in one way, or a mapping alone.
 *
 * @param sites at least one, in the order of their lines
 */
record UsageEdit(List<UsageSite> sites) {

    UsageEdit {
        sites = List.copyOf(sites);
    }

    /** The edits that settle usages, in the order in which these first come to one. */
    static List<UsageEdit> of(List<Usage> named) {
        Map<List<Object>, List<UsageSite>> edits = UsageSite.of(named).stream()
                .collect(Collectors.groupingBy(UsageEdit::key, LinkedHashMap::new, Collectors.toList()));
        return edits.values().stream().map(UsageEdit::new).toList();
    }

    private static List<Object> key(UsageSite site) {
        Usage usage = site.first();
        boolean alone = usage.style() == Style.MAPPING;
        return List.of(
                usage.place().file(),
                usage.place().className(),
                usage.column(),
                usage.style(),
                alone ? Optional.of(usage.place().line()) : Optional.empty());
    }

    Usage first() {
        return sites.get(0).first();
    }

    List<Usage> usages() {
        return sites.stream().flatMap(site -> site.usages().stream()).toList();
    }

    /** How many lines are to be changed: places of one class are looked at together, and each is a change of its own. */
    static long places(List<Usage> named) {
        return named.stream().map(Usage::place).map(Place::toString).distinct().count();
    }

    /** {@code 2 places for 7 usages}; of a place for each usage only their number. */
    static String count(List<Usage> named) {
        long places = places(named);
        return places == named.size()
                ? Words.number(places)
                : Words.count(places, "place") + " for " + Words.count(named.size(), "usage");
    }
}
