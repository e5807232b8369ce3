package dev.cofferdam.evals.usages;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column that a commit renamed or dropped.
 *
 * @param repository {@code owner/name}
 * @param commit the commit that did it; its parent is scanned
 * @param schema file to learn the schema from, for repositories that have several and must be told which
 */
record HistoryCase(String repository, String commit, String table, String column, Optional<Path> schema) {

    /** Reads tab-separated lines of four or five fields; lines that begin with a hash are comments. */
    static List<HistoryCase> read(Path file) {
        List<HistoryCase> cases = new ArrayList<>();
        for (String line : Lines.of(file)) {
            String[] fields = line.split("\t", -1);
            if (fields.length < 4) {
                throw new UserError(
                        "`" + line + "` is no case",
                        file.toString(),
                        "write repository, commit, table, column between tabs");
            }
            Optional<Path> schema = fields.length > 4 ? Optional.of(Path.of(fields[4])) : Optional.empty();
            cases.add(new HistoryCase(fields[0], fields[1], fields[2], fields[3], schema));
        }
        return cases;
    }

    String line() {
        return String.join("\t", repository, commit, table, column);
    }

    /** Files of lines with comments. */
    static final class Lines {
        private Lines() {}

        static List<String> of(Path file) {
            try {
                return Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
