package dev.cofferdam.review;

import dev.cofferdam.migrations.JudgedFiles;
import dev.cofferdam.review.diff.ChangedFile;
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

    private MigrationFiles() {}

    /** Whether the file, as it is in the tree, migrates a schema. */
    static boolean isOne(Path tree, String file) {
        String name = file.toLowerCase(Locale.ROOT);
        Path path = tree.resolve(file);
        if (OF_TESTS.matcher(file).matches() || Files.isSymbolicLink(path) || !Files.isRegularFile(path)) {
            return false;
        }
        return name.endsWith(".sql") || CHANGELOG.matcher(name).matches() && JudgedFiles.isChangelog(path);
    }

    /** Whether it is one that the change added or altered. */
    static boolean isOne(Path tree, ChangedFile file) {
        return !file.deleted() && isOne(tree, file.path());
    }
}
