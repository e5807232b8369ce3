package dev.cofferdam.review.comment;

import dev.cofferdam.domain.Place;
import dev.cofferdam.report.Markdown;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where places can be read in a browser.
 *
 * @param base of the code that runs
 * @param head of what the change makes of it
 */
public record Links(Function<Place, Optional<String>> base, Function<Place, Optional<String>> head) {
    /** Where nobody knows a source host. */
    public static final Links NONE = new Links(place -> Optional.empty(), place -> Optional.empty());

    String running(Place place) {
        return shown(place, base.apply(place));
    }

    String changed(Place place) {
        return shown(place, head.apply(place));
    }

    private static String shown(Place place, Optional<String> address) {
        String text = Markdown.code(place.file().substring(place.file().lastIndexOf('/') + 1) + ":" + place.line());
        return address.map(link -> "[" + text + "](" + link + ")").orElseGet(() -> Markdown.code(place.toString()));
    }
}
