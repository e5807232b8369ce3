package dev.cofferdam.migrations;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Single Liquibase changelogs, named by a person. */
public final class Changelogs {
    private Changelogs() {}

    /** Whether the file is a changelog, by its name and its first lines. */
    public static boolean isChangelog(Path file, String text) {
        return LiquibaseTrace.isChangelog(file.toString(), text);
    }

    /**
     * The SQL of one changelog and of what it includes, as Liquibase would send it to PostgreSQL.
     *
     * @throws UserError when a part of it cannot be read or turned into SQL, naming the place
     */
    public static String sqlOf(Path repository, Path file) {
        History history = history(repository, file);
        Optional<Undecided> problem = history.unread().stream().findFirst();
        if (problem.isPresent()) {
            throw new UserError(
                    problem.get().what() + ": " + problem.get().why(),
                    problem.get().place().toString(),
                    "write the change as SQL, or mend the changelog");
        }
        return history.units().stream().map(MigrationUnit::sql).collect(Collectors.joining("\n"));
    }

    /** The history that begins with this changelog; places are relative to the repository where it lies there. */
    static History history(Path repository, Path file) {
        String label = Histories.label(repository, file);
        RepositoryFiles files = RepositoryFiles.under(repository);
        if (files.matching(label::equals).isEmpty()) {
            Path folder = Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                    .orElse(repository);
            files = RepositoryFiles.under(folder);
            label = String.valueOf(file.getFileName());
        }
        List<Settings> settings = Settings.in(files);
        return new LiquibaseHistory(files, new ChangelogPaths(files), LiquibaseSettings.ownerOf(label, settings))
                .read(label);
    }
}
