package dev.cofferdam.report.check;

import dev.cofferdam.report.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report does not show, because somebody said so; it is counted, so that nobody forgets it.
 *
 * @param known findings and open places that the baseline holds
 * @param suppressed findings that a comment or the configuration silenced
 * @param ignored files that the configuration ignores
 */
public record LeftOut(int known, int suppressed, int ignored) {
    /** {@code 12 in the baseline, 1 suppressed}; empty when everything is shown. */
    String words() {
        List<String> parts = new ArrayList<>();
        if (known > 0) {
            parts.add(known + " in the baseline");
        }
        if (suppressed > 0) {
            parts.add(suppressed + " suppressed");
        }
        if (ignored > 0) {
            parts.add(Words.count(ignored, "file") + " ignored");
        }
        return String.join(", ", parts);
    }
}
