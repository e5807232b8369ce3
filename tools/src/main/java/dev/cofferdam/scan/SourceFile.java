package dev.cofferdam.scan;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text file of the repository.
 *
 * @param path relative to the root, with forward slashes
 */
record SourceFile(String path, String text) {

    private static final Pattern TEST_FOLDER = Pattern.compile(
            "(^|/)(src/(test|it|integration-?test|testFixtures)|tests?|e2e|jmeter)/", Pattern.CASE_INSENSITIVE);

    boolean isTest() {
        return TEST_FOLDER.matcher(path).find();
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** In lower case and without its dot; empty when there is none. */
    String extension() {
        int dot = name().lastIndexOf('.');
        return dot < 0 ? "" : name().substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    boolean isJava() {
        return extension().equals("java");
    }

    List<String> lines() {
        return text.lines().toList();
    }

    /** The line of an offset, counted from 1. */
    int lineAt(int offset) {
        int line = 1;
        for (int i = 0; i < offset && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }
}
