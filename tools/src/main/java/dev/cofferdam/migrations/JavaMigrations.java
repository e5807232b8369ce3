package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Migrations of a Flyway history that are written in Java or Kotlin. Their code is not run; an SQL file of the repository that one names,
 * as those do that fill an empty database from a dump, stands for it, else the whole DDL statements among its strings.
 */
final class JavaMigrations {
    private static final Pattern NAME =
            Pattern.compile("(?:V\\d+(?:_\\d+)*(?:__\\w*)?|[RB]\\d*__\\w+)\\.(?:java|kt|groovy|scala)");
    private static final Pattern SCRIPT = Pattern.compile("\"(?:classpath:)?/?([\\w./-]+\\.sql)\"");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?://|\\*|/\\*).*$");
    private static final String LITERAL = "\"((?:[^\"\\\\\\n]|\\\\.)*+)\"";
    /** Literals added to each other and to nothing else: no part of them is known at run time only. */
    private static final Pattern WHOLE =
            Pattern.compile("(?<!\\+\\s{0,80})" + LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*+(?!\\s*\\+)");

    private static final Pattern PART = Pattern.compile(LITERAL);
    private static final Pattern DDL = Pattern.compile("(?is)\\s*(?:create|alter|drop)\\s.*");

    private final RepositoryFiles files;
    private final List<String> sources;
    private final Map<String, Script> scripts = new LinkedHashMap<>();
    private final List<Undecided> unread = new ArrayList<>();

    /**
     * What stands for a migration's code.
     *
     * @param file where the SQL is written, line for line
     */
    record Script(String file, String sql) {}

    private JavaMigrations(RepositoryFiles files, List<String> sources) {
        this.files = files;
        this.sources = sources;
    }

    /** Those of the module that a folder of migrations belongs to. */
    static JavaMigrations beside(RepositoryFiles files, String folder) {
        int source = ("/" + folder).indexOf("/src/main/");
        String module = (source < 0 ? folder : folder.substring(0, source)).replaceFirst("/$", "");
        List<String> sources = files.matching(file -> RepositoryFiles.isBelow(file, module)
                && NAME.matcher(RepositoryFiles.nameOf(file)).matches()
                && !Vendors.isForeign(RepositoryFiles.folderOf(file) + "/"));
        JavaMigrations found = new JavaMigrations(files, sources);
        found.read();
        return found;
    }

    private void read() {
        for (String source : sources) {
            String text = COMMENT.matcher(files.text(source)).replaceAll("");
            Optional<Script> file = file(text);
            Optional<Script> strings = file.isPresent() ? Optional.empty() : strings(source, text);
            file.or(() -> strings).ifPresent(script -> scripts.put(source, script));
            if (file.isEmpty()) {
                unread.add(new Undecided(
                        Place.of(source, 1),
                        "Java migration `" + RepositoryFiles.nameOf(source) + "`",
                        strings.isPresent()
                                ? "it runs code, of which the DDL in its strings is replayed and no more"
                                : "it runs code, which is not replayed; what it does to the schema is missing"));
            }
        }
    }

    /** The only SQL file that a source names, if it lies in the repository. */
    private Optional<Script> file(String text) {
        Matcher named = SCRIPT.matcher(text);
        if (!named.find()) {
            return Optional.empty();
        }
        String path = "/" + named.group(1);
        List<String> there = files.matching(file -> ("/" + file).endsWith(path) && !Vendors.isForeign(file));
        return there.size() == 1 && !named.find()
                ? Optional.of(new Script(there.get(0), files.text(there.get(0))))
                : Optional.empty();
    }

    private static Optional<Script> strings(String source, String text) {
        StringBuilder sql = new StringBuilder();
        Matcher whole = WHOLE.matcher(text);
        int at = 0;
        while (whole.find()) {
            String statement = PART.matcher(whole.group())
                    .results()
                    .map(part -> part.group(1).replace("\\n", " ").replace("\\\"", "\""))
                    .collect(Collectors.joining());
            if (isDdl(statement)) {
                sql.append(text.substring(at, whole.start()).replaceAll("[^\n]", ""));
                sql.append(statement.strip()).append(statement.strip().endsWith(";") ? "" : ";");
                at = whole.start();
            }
        }
        return sql.isEmpty() ? Optional.empty() : Optional.of(new Script(source, sql.toString()));
    }

    private static boolean isDdl(String statement) {
        return DDL.matcher(statement).matches()
                && SqlParser.parse(statement).stream()
                        .noneMatch(parsed -> parsed.facts() instanceof Statement.CouldNotDecide
                                || parsed.facts() instanceof Statement.Other);
    }

    /** What stands for each source, by its path. */
    Map<String, Script> scripts() {
        return scripts;
    }

    /** What stays unknown. */
    List<Undecided> unread() {
        return unread;
    }
}
