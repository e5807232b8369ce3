package dev.cofferdam.review;

import dev.cofferdam.migrations.JudgedFiles;
import dev.cofferdam.review.diff.ChangedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells migrations from the other files of a tree, by their names and, where a name says too little, their text. */
final class MigrationFiles {
    private static final Pattern CHANGELOG = Pattern.compile(".*\\.(?:xml|ya?ml|json)");

    /** What tests bring along is run on databases that nobody is waiting for. */
    private static final Pattern OF_TESTS =
            Pattern.compile("(?i)(?:.*/)?(?:src/(?:\\w*test\\w*|it)|tests?|testdata|test-data|fixtures?|examples?)/.*");

    /** Names and folders that migrations have, whatever is in them: a file of data alone is one here. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?:.*/)?(?:[VBRU][^/]*__[^/]*|\\d[^/]*)\\.sql|.*(?:migrat|changelog|flyway|liquibase)[^/]*/.*");

    /** Elsewhere it has to define something: the other SQL files of a service are its queries. */
    private static final Pattern DEFINES = Pattern.compile(
            "^[ \\t]*(?:create|alter|drop|truncate|grant|revoke|comment[ \\t]+on)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private MigrationFiles() {}

    /** Whether the file, as it is in the tree, migrates a schema. */
    static boolean isOne(Path tree, String file) {
        String name = file.toLowerCase(Locale.ROOT);
        Path path = tree.resolve(file);
        if (OF_TESTS.matcher(file).matches() || Files.isSymbolicLink(path) || !Files.isRegularFile(path)) {
            return false;
        }
        return name.endsWith(".sql") && (NAMED.matcher(file).matches() || defines(path))
                || CHANGELOG.matcher(name).matches() && JudgedFiles.isChangelog(path);
    }

    private static boolean defines(Path path) {
        try {
            return DEFINES.matcher(Files.readString(path, StandardCharsets.ISO_8859_1))
                    .find();
        } catch (IOException unreadable) {
            // Who judges it will say so.
            return true;
        }
    }

    /** Whether it is one that the change added or altered. */
    static boolean isOne(Path tree, ChangedFile file) {
        return !file.deleted() && isOne(tree, file.path());
    }
}
