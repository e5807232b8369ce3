package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds and orders a repository's migration history. */
public final class Histories {
    /** In the order of preference: what is most likely the whole schema comes first. */
    private static final List<Pattern> SCHEMA_FILES = List.of(
            Pattern.compile("(?:.*/)?(?:structure|schema|db_schema|database_schema)\\.sql"),
            Pattern.compile("(?:.*/)?schema[._-](?:postgres|postgresql|pgsql|pg)\\.sql"),
            Pattern.compile("(?:.*/)?(?:postgres|postgresql|pgsql|pg)[._-]schema\\.sql"),
            Pattern.compile("(?:.*/)?[\\w-]+[._-](?:postgres|postgresql|pgsql|pg)\\.sql"),
            Pattern.compile("(?:.*/)?(?:dump|pg_dump|[\\w-]*schema[\\w-]*)\\.sql"),
            Pattern.compile("(?:.*/)?(?:ddl|tables|create[\\w-]*|init[\\w-]*)\\.sql"));

    private static final Pattern CREATED_TABLE =
            Pattern.compile("\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?([\\w.\"]+)", Pattern.CASE_INSENSITIVE);

    private Histories() {}

    /**
     * Finds the repository's migration history: the schema file when one is named (a folder of migrations will do as well), else
     * Flyway's files or Liquibase's changelogs, Spring's {@code schema.sql}, a folder of numbered SQL files, or a single schema file, in this order.
     *
     * @throws UserError when there is none, saying where it looked and that {@code --schema FILE} names one
     */
    public static History find(Path repository, Optional<Path> schemaFile) {
        History found = schemaFile.isPresent() ? named(repository, schemaFile.get()) : search(repository);
        return forServer(found, RepositoryFiles.textsBelow(repository));
    }

    private static History named(Path repository, Path schemaFile) {
        Path file = Files.exists(repository.resolve(schemaFile)) ? repository.resolve(schemaFile) : schemaFile;
        if (Files.isDirectory(file)) {
            RepositoryFiles inFolder = RepositoryFiles.under(file);
            History history = searchIn(inFolder).orElseThrow(() -> nothingIn(file, inFolder));
            return relocated(history, label(repository, file));
        }
        if (!Files.isRegularFile(file)) {
            throw new UserError(
                    "there is no schema file `" + schemaFile + "`",
                    "--schema",
                    "name an SQL file, or a folder of migrations");
        }
        String text = RepositoryFiles.textOf(file);
        return LiquibaseTrace.isChangelog(file.toString(), text)
                ? Changelogs.history(repository, file)
                : schemaFile(label(repository, file), text);
    }

    static String label(Path repository, Path file) {
        Path root = repository.toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(root) ? root.relativize(absolute) : file)
                .toString()
                .replace('\\', '/');
    }

    /** The same history with its files below a folder. */
    static History relocated(History history, String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return new History(
                history.layout(),
                history.units().stream()
                        .map(unit -> unit.withFiles(file -> prefix + file))
                        .toList(),
                history.unread().stream()
                        .map(unread -> new Undecided(
                                Place.of(
                                        prefix + unread.place().file(),
                                        unread.place().line()),
                                unread.what(),
                                unread.why()))
                        .toList(),
                history.searchPath());
    }

    private static History search(Path repository) {
        RepositoryFiles files = RepositoryFiles.under(repository);
        return searchIn(files).orElseThrow(() -> nothingIn(repository, files));
    }

    /** The history among these files. */
    static Optional<History> searchIn(RepositoryFiles files) {
        return searchIn(files, Settings.in(files));
    }

    /**
     * The history among these files.
     *
     * @param settings what is known of the tools that read them
     */
    static Optional<History> searchIn(RepositoryFiles files, List<Settings> settings) {
        Optional<History> found =
                FlywayOrLiquibase.find(files, settings).or(() -> new SpringSchemaFinder(files, settings).find());
        if (found.isPresent() || !LiquibaseTrace.changelogs(files).isEmpty()) {
            return found;
        }
        return new SqlFolderFinder(files).find().or(() -> singleFile(files));
    }

    private static Optional<History> singleFile(RepositoryFiles files) {
        List<String> all =
                files.matching(file -> file.toLowerCase(Locale.ROOT).endsWith(".sql") && !Vendors.isForeign(file));
        for (Pattern pattern : SCHEMA_FILES) {
            List<String> matching = all.stream()
                    .filter(file ->
                            pattern.matcher(file.toLowerCase(Locale.ROOT)).matches())
                    .toList();
            Optional<String> best = matching.stream()
                    .filter(Vendors::namesPostgres)
                    .findFirst()
                    .or(() -> matching.stream().findFirst());
            if (best.isPresent()) {
                return Optional.of(ofModules(best.get(), matching, files));
            }
        }
        return Optional.empty();
    }

    /** Each module may bring a file of the same name; together they are the schema when no table is in two of them. */
    private static History ofModules(String best, List<String> matching, RepositoryFiles files) {
        List<String> named = matching.stream()
                .filter(file -> RepositoryFiles.nameOf(file).equals(RepositoryFiles.nameOf(best)))
                .toList();
        Set<String> tables = new HashSet<>();
        boolean disjoint = named.stream()
                .map(file -> tablesIn(files.text(file)))
                .allMatch(own -> !own.isEmpty() && own.stream().allMatch(tables::add));
        List<String> all = disjoint ? named : List.of(best);
        return new History(
                all.size() == 1 ? "schema file" : "schema files",
                all.stream().map(file -> script(file, files.text(file))).toList(),
                List.of());
    }

    private static Set<String> tablesIn(String text) {
        return CREATED_TABLE
                .matcher(text)
                .results()
                .map(created -> created.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** A history of one file, each statement of which commits unless the file says otherwise. */
    static History schemaFile(String file, String text) {
        return new History("schema file", List.of(script(file, text)), List.of());
    }

    private static MigrationUnit script(String file, String text) {
        UpPart up = UpPart.of(text);
        MigrationUnit unit = new MigrationUnit(
                file, Optional.empty(), RepositoryFiles.nameOf(file), MigrationUnit.Kind.SCRIPT, false, up.sql());
        return up.down().map(down -> unit.withUndo(file, 1, false, down)).orElse(unit);
    }

    /**
     * The same history without what psql alone understands.
     *
     * @param texts of the files that psql may include, by paths as those of the units
     */
    static History forServer(History history, Function<String, Optional<String>> texts) {
        List<MigrationUnit> units = history.units().stream()
                .map(unit -> PsqlIncludes.read(unit, texts))
                .map(unit -> unit.withSql(PsqlText::withoutCommandsAndRows))
                .toList();
        return new History(history.layout(), units, history.unread(), history.searchPath());
    }

    private static UserError nothingIn(Path repository, RepositoryFiles files) {
        List<String> changelogs = LiquibaseTrace.changelogs(files);
        if (!changelogs.isEmpty()) {
            return new UserError(
                    "the Liquibase changelogs hold no change set for PostgreSQL",
                    changelogs.get(0),
                    "give the schema as SQL with --schema FILE; `pg_dump --schema-only` writes such a file");
        }
        List<String> looked = new ArrayList<>(List.of(
                "Flyway files (V1__name.sql) below resources or in `flyway.locations`",
                "Liquibase changelogs",
                "Spring's schema.sql",
                "folders of numbered SQL files",
                "a single schema.sql or structure.sql"));
        long foreign = files.matching(file -> file.endsWith(".sql") && Vendors.isForeign(file))
                .size();
        String passedOver = foreign == 0 ? "" : "; " + foreign + " SQL files for other products were passed over";
        return new UserError(
                "no migration history was found: looked for " + String.join(", ", looked) + passedOver,
                repository.toString(),
                "name the schema with --schema FILE; `pg_dump --schema-only` writes such a file");
    }
}
