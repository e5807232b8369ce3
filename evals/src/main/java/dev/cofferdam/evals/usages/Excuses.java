package dev.cofferdam.evals.usages;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a person read and found to be the truth's fault, with the reason. Kept as data and counted apart, never silently. */
final class Excuses {
    private final Map<String, String> reasons = new TreeMap<>();

    /** Tab-separated; the last field is the reason, what comes before is the key. */
    static Excuses read(Path file) {
        Excuses excuses = new Excuses();
        if (Files.exists(file)) {
            for (String line : HistoryCase.Lines.of(file)) {
                int cut = line.lastIndexOf('\t');
                excuses.reasons.put(line.substring(0, cut), line.substring(cut + 1));
            }
        }
        return excuses;
    }

    Optional<String> reason(List<String> key) {
        return Optional.ofNullable(reasons.get(String.join("\t", key)));
    }
}
