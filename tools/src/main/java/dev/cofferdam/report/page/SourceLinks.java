package dev.cofferdam.report.page;

import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a place in the code can be read in a browser, as it was when the plan was made. */
@FunctionalInterface
public interface SourceLinks {
    /** Where nothing is known of a source host. */
    SourceLinks NONE = place -> Optional.empty();

    /** The address of a line; empty when it has none. */
    Optional<String> to(Place place);

    /** The places of the plan that have an address, as its page spells them. */
    default Map<String, String> of(Plan plan) {
        Map<String, String> links = new HashMap<>();
        Stream.concat(
                        plan.usages().stream().map(Usage::place),
                        plan.edits().stream().map(Edit::place))
                .forEach(place -> to(place).ifPresent(link -> links.put(place.toString(), link)));
        return links;
    }
}
