package dev.cofferdam.review;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.scan.ScanResult;
import dev.cofferdam.scan.UsageScanner;
import dev.cofferdam.schema.Schema;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The code of a tree, read when somebody first asks what uses a column. */
final class RunningCode {
    private final Path tree;
    private final Map<ColumnRef, ScanResult> scans = new HashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private Optional<UsageScanner> scanner = Optional.empty();

    RunningCode(Path tree) {
        this.tree = tree;
    }

    /** What uses a column, with the code paths that lead there. */
    ScanResult scan(Schema schema, ColumnRef column) {
        return scans.computeIfAbsent(column, wanted -> {
            ScanResult result = scanner().scan(schema, wanted, true);
            notes.addAll(result.notes());
            return result;
        });
    }

    UsageScanner scanner() {
        if (scanner.isEmpty()) {
            scanner = Optional.of(UsageScanner.open(tree, Optional.empty()));
        }
        return scanner.get();
    }

    /** What the scans could not read, or assumed. */
    List<String> notes() {
        return List.copyOf(notes);
    }
}
