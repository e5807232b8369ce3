package dev.cofferdam.cli;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.Histories;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.report.Convention;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a repository keeps its migrations, as its own history shows. */
final class RepositoryConvention {
    private RepositoryConvention() {}

    /** That of its newest migration; plain where there is none, or where a schema file stands in for them. */
    static Convention of(Path repository, Optional<Path> schemaFile) {
        if (schemaFile.isPresent()) {
            return Convention.PLAIN;
        }
        try {
            History history = Histories.find(repository, Optional.empty());
            List<MigrationUnit> units = history.units();
            return units.isEmpty()
                    ? Convention.PLAIN
                    : Convention.of(
                            history.layout(), units.get(units.size() - 1).file());
        } catch (UserError none) {
            return Convention.PLAIN;
        }
    }
}
