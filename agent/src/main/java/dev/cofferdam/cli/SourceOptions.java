package dev.cofferdam.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where code and schema are learned from, for the commands that read both. */
final class SourceOptions {
    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "the service's repository (default: the current folder)")
    private Path repo = Path.of("");

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "learn the schema from this SQL file instead of the repository's migrations")
    private Optional<Path> schemaFile = Optional.empty();

    /** The repository as it was given. */
    Path repo() {
        return repo;
    }

    /** Takes another schema file. */
    void name(Optional<Path> other) {
        schemaFile = other;
    }

    /** The schema file as it was given. */
    Optional<Path> schemaFile() {
        return schemaFile;
    }
}
