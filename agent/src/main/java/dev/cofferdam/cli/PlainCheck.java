package dev.cofferdam.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a line of {@code check} says that needs no reading by picocli: files, and the format. Hooks and editors write such lines, many times a day,
 * and loading picocli (its classes are older than those that the JVM archives) would take longer than judging one file.
 */
record PlainCheck(List<Path> files, CheckFormat format) {
    private static final Map<String, CheckFormat> FORMATS = Map.of(
            "text", CheckFormat.TEXT,
            "json", CheckFormat.JSON,
            "sarif", CheckFormat.SARIF,
            "github", CheckFormat.GITHUB,
            "junit", CheckFormat.JUNIT);

    PlainCheck {
        files = List.copyOf(files);
    }

    /** The line; empty when it says more than that, says it in another way, or is wrong. */
    static Optional<PlainCheck> read(List<String> words) {
        List<Path> files = new ArrayList<>();
        Optional<CheckFormat> format = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--format") && format.isEmpty() && i + 1 < words.size()) {
                i++;
                format = Optional.ofNullable(FORMATS.get(words.get(i).toLowerCase(Locale.ROOT)));
                if (format.isEmpty()) {
                    return Optional.empty();
                }
            } else if (isFile(word)) {
                files.add(Path.of(word));
            } else {
                return Optional.empty();
            }
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new PlainCheck(files, format.orElse(CheckFormat.TEXT)));
    }

    /** No option, no file of arguments ({@code @file}), and nothing that quotes. */
    private static boolean isFile(String word) {
        if (word.isEmpty() || "-@\"'".indexOf(word.charAt(0)) >= 0) {
            return false;
        }
        try {
            return !Path.of(word).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
