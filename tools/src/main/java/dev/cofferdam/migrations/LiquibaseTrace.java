package dev.cofferdam.migrations;

import dev.cofferdam.migrations.liquibase.ChangelogReader;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises Liquibase changelogs by their first lines, whatever their names. */
final class LiquibaseTrace {
    private static final int START = 8192;
    private static final Pattern FORMATTED =
            Pattern.compile("\\s*--\\s*liquibase\\s*formatted", Pattern.CASE_INSENSITIVE);

    private LiquibaseTrace() {}

    static List<String> changelogs(RepositoryFiles files) {
        return files.matching(ChangelogReader::isChangelogName).stream()
                .filter(file -> isChangelog(file, files.start(file, START)))
                .toList();
    }

    /** Whether a file that starts so is one; prose and settings may speak of changelogs too. */
    static boolean isChangelog(String file, String start) {
        if (file.toLowerCase(Locale.ROOT).endsWith(".sql")) {
            return FORMATTED.matcher(start).lookingAt();
        }
        String lower = start.toLowerCase(Locale.ROOT);
        if (!lower.contains("databasechangelog")) {
            return false;
        }
        return file.toLowerCase(Locale.ROOT).endsWith(".xml")
                ? lower.matches("(?s).*<(?:\\w+:)?databasechangelog\\b.*")
                : lower.matches("(?s)(?:.*[\\s{])?\"?databasechangelog\"?\\s*:.*");
    }
}
