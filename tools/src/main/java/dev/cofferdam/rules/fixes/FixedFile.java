package dev.cofferdam.rules.fixes;

import dev.cofferdam.domain.StatementFinding;
import java.util.List;
import java.util.Optional;

/**
 * A file with safe forms in it.
 *
 * @param before its text as it was; empty for a file that is new
 * @param fixed the findings that are settled by it
 */
public record FixedFile(String file, Optional<String> before, String after, List<StatementFinding> fixed) {
    public FixedFile {
        fixed = List.copyOf(fixed);
    }
}
