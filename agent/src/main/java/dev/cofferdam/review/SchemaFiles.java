package dev.cofferdam.review;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.Histories;
import dev.cofferdam.migrations.History;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file of a tree that makes a table which a migration alters, where the migration's own history does not: some repositories keep the whole schema
 * in one place and the scripts that upgrade it in another.
 */
final class SchemaFiles {
    private static final int DEEP = 20;

    /** Tables that are looked for; those that the change itself makes are nowhere. */
    private static final int MOST = 5;

    private static final Pattern OF_POSTGRES = Pattern.compile("(?i).*(?:postgres|pgsql|psql).*");
    private static final Pattern OF_OTHERS = Pattern.compile(
            "(?i).*(?:mysql|mariadb|oracle|hsqldb?|sqlserver|mssql|sqlite|cassandra|derby|db2|[/_.-]h2[/_.-]).*");

    private final Path tree;

    SchemaFiles(Path tree) {
        this.tree = tree;
    }

    /** The history of that file; empty when every table is known, or no file makes it. */
    Optional<History> find(List<ParsedStatement> statements, Schema known) {
        return statements.stream()
                .flatMap(statement -> altered(statement.facts()))
                .filter(table -> known.findTable(table).isEmpty())
                .map(TableRef::name)
                .distinct()
                .limit(MOST)
                .flatMap(table -> making(table).stream())
                .findFirst();
    }

    private static Stream<TableRef> altered(Statement facts) {
        if (facts instanceof Statement.AlterTable alter) {
            return Stream.of(alter.table());
        }
        return facts instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.TABLE
                ? drop.names().stream()
                : Stream.empty();
    }

    private Optional<History> making(String table) {
        Pattern creates = Pattern.compile("(?i)\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?(?:\"?\\w+\"?\\.)?\"?"
                + Pattern.quote(table) + "\"?\\s*\\(");
        try (Stream<Path> files =
                Files.find(tree, DEEP, (path, attributes) -> attributes.isRegularFile() && isSql(path))) {
            List<String> making = files.filter(path -> creates.matcher(String.join("\n", ChangedLines.text(path)))
                            .find())
                    .map(path -> tree.relativize(path).toString().replace('\\', '/'))
                    .filter(file -> MigrationFiles.isOne(tree, file)
                            && !OF_OTHERS.matcher(file).matches())
                    .sorted()
                    .toList();
            return making.stream()
                    .filter(file -> OF_POSTGRES.matcher(file).matches())
                    .findFirst()
                    .or(() -> making.stream().findFirst())
                    .flatMap(this::history);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for schema files in " + tree, e);
        }
    }

    private Optional<History> history(String file) {
        try {
            return Optional.of(Histories.find(tree, Optional.of(Path.of(file))));
        } catch (UserError unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isSql(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".sql");
    }
}
