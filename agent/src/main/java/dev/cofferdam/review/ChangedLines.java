package dev.cofferdam.review;

import dev.cofferdam.domain.Place;
import dev.cofferdam.review.diff.ChangedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The text of changed files, of which only the lines that the change wrote are looked at. */
final class ChangedLines {
    private final Path tree;
    private final List<ChangedFile> files;

    /**
     * @param tree with the change in it
     */
    ChangedLines(Path tree, List<ChangedFile> files) {
        this.tree = tree;
        this.files = files;
    }

    /** A line with where it stands. */
    record Line(Place place, String text) {}

    /** The first written line of this file that matches; else the first that was written there. */
    Optional<Line> find(ChangedFile file, Pattern wanted) {
        List<String> all = text(tree.resolve(file.path()));
        Optional<Line> first = Optional.empty();
        for (int number = 1; number <= all.size(); number++) {
            if (file.wrote(number)) {
                Line line = new Line(
                        Place.of(file.path(), number), all.get(number - 1).strip());
                if (wanted.matcher(line.text()).find()) {
                    return Optional.of(line);
                }
                first = first.or(() -> Optional.of(line));
            }
        }
        return first;
    }

    /** Whether any file that is no migration has such a line among those that were written. */
    boolean any(Pattern wanted) {
        return files.stream()
                .filter(file -> !file.deleted() && !file.path().endsWith(".sql"))
                .anyMatch(file -> {
                    List<String> all = text(tree.resolve(file.path()));
                    for (int number = 1; number <= all.size(); number++) {
                        if (file.wrote(number)
                                && wanted.matcher(all.get(number - 1)).find()) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    /** The changed file with this name, whatever its folder and ending. */
    Optional<ChangedFile> named(String type) {
        return files.stream()
                .filter(file -> !file.deleted() && file.path().matches("(?:.*/)?" + Pattern.quote(type) + "\\.\\w+"))
                .findFirst();
    }

    static List<String> text(Path file) {
        try {
            // A link may lead anywhere on this machine.
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            return List.of(); // What cannot be read has no lines.
        }
    }
}
