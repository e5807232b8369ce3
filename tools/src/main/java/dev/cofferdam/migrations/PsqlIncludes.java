package dev.cofferdam.migrations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what psql includes ({@code \i}, {@code \ir} and their long names) where it is included. An include that cannot be read stays in the
 * text, where the parser says that it could not be decided.
 */
final class PsqlIncludes {
    private static final Pattern INCLUDE =
            Pattern.compile("\\s*\\\\(i|ir|include|include_relative)\\s+('[^']+'|\"[^\"]+\"|\\S+)\\s*;?\\s*");

    private static final int DEEPEST = 16;
    private static final int LONGEST = 4_000_000;

    private final Function<String, Optional<String>> texts;
    private final StringBuilder sql = new StringBuilder();
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private int lines;

    private PsqlIncludes(Function<String, Optional<String>> texts) {
        this.texts = texts;
    }

    /**
     * The unit with what it includes.
     *
     * @param texts of the files that may be read, by their path from the same folder as the unit's
     */
    static MigrationUnit read(MigrationUnit unit, Function<String, Optional<String>> texts) {
        if (unit.sql().lines().noneMatch(line -> INCLUDE.matcher(line).matches())) {
            return unit;
        }
        PsqlIncludes reader = new PsqlIncludes(texts);
        reader.append(unit.file(), unit.line(), unit.sql());
        return unit.withSql(reader.sql.toString(), reader.stretches);
    }

    private void append(String file, int firstLine, String text) {
        open.add(file);
        stretches.add(new Stretch(lines + 1, file, firstLine));
        int at = firstLine;
        for (String line : text.split("(?<=\n)", -1)) {
            Matcher include = INCLUDE.matcher(line);
            Optional<String> other = include.matches() ? found(file, include) : Optional.empty();
            if (other.isPresent()) {
                append(other.get(), 1, texts.apply(other.get()).orElseThrow());
                stretches.add(new Stretch(lines + 1, file, at + 1));
            } else if (!line.isEmpty()) {
                sql.append(line).append(line.endsWith("\n") ? "" : "\n");
                lines++;
            }
            at++;
        }
        open.remove(open.size() - 1);
    }

    /** psql looks for {@code \i} where it was started, which is unknown: beside the script, else from the top. */
    private Optional<String> found(String from, Matcher include) {
        String written = include.group(2).replaceAll("^['\"]|['\"]$", "");
        boolean isRelative = include.group(1).endsWith("r") || include.group(1).endsWith("relative");
        String folder = RepositoryFiles.folderOf(from);
        List<String> tried = isRelative || folder.isEmpty() ? List.of(folder) : List.of(folder, "");
        return tried.stream()
                .map(each -> Path.of(each).resolve(written).normalize())
                .filter(path -> !path.isAbsolute() && !path.startsWith(".."))
                .map(path -> path.toString().replace('\\', '/'))
                .filter(path -> open.size() < DEEPEST && !open.contains(path))
                .filter(path -> texts.apply(path)
                        .filter(text -> sql.length() + text.length() < LONGEST)
                        .isPresent())
                .findFirst();
    }
}
