package dev.cofferdam.migrations;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises Liquibase changelogs, so that their presence can be told. */
final class LiquibaseTrace {
    private static final Pattern NAME = Pattern.compile(
            ".*(?:changelog|changeset|liquibase|db[._-]?change|migrations?(?=[/.])).*\\.(?:xml|ya?ml|json|sql)",
            Pattern.CASE_INSENSITIVE);

    private LiquibaseTrace() {}

    static List<String> changelogs(RepositoryFiles files) {
        return files.matching(file -> NAME.matcher(file).matches()).stream()
                .filter(file -> isChangelog(files.text(file)))
                .toList();
    }

    private static boolean isChangelog(String text) {
        String start = text.substring(0, Math.min(text.length(), 4000)).toLowerCase(Locale.ROOT);
        return start.contains("databasechangelog") || start.contains("--liquibase formatted sql");
    }
}
