package dev.cofferdam.toolbox;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.loop.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The repository's text files, and nothing else on this machine: a path counts as inside when its real path does, with all
 * links followed. Secrets in a file are taken out before lines are counted out, so that no page can begin inside one.
 */
public final class RepositoryFiles {
    /** Lines of one page when the caller does not say. */
    static final int PAGE_LINES = 200;

    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_LINE = 500;

    private final Path root;
    private final Redaction redaction;

    /** @param root an existing directory; throws {@link UserError} when it is none */
    public RepositoryFiles(Path root, Redaction redaction) {
        this.redaction = redaction;
        try {
            this.root = root.toRealPath();
        } catch (IOException e) {
            throw new UserError("there is no repository at `" + root + "`", "--repo", "name an existing directory");
        }
    }

    /** Lines {@code from} to {@code to} of a file, counted from 1, both included; 200 lines when {@code to} is absent. */
    public Report read(String path, int from, Optional<Integer> to) {
        Path file = resolve(path);
        List<String> lines = linesOf(file)
                .orElseThrow(() -> new UserError(
                        "`" + shown(path) + "` is no text",
                        shown(path),
                        "read source, SQL and configuration files only"));
        if (from > lines.size() && from > 1) {
            throw new UserError(
                    "`" + shown(path) + "` has " + lines.size() + " lines, so there is no line " + from,
                    shown(path),
                    "ask for lines from 1 to " + lines.size());
        }
        int last = Math.min(lines.size(), to.orElse((int) Math.min(Integer.MAX_VALUE, from + PAGE_LINES - 1L)));
        if (last < from - 1) {
            throw new UserError("`to` is before `from`", shown(path), "ask for lines in ascending order");
        }
        StringBuilder text = new StringBuilder(nameOf(file)).append('\n');
        for (int number = from; number <= last; number++) {
            text.append(number)
                    .append("| ")
                    .append(shortened(lines.get(number - 1)))
                    .append('\n');
        }
        if (last < lines.size()) {
            text.append("[")
                    .append(lines.size() - last)
                    .append(" more lines; go on with from=")
                    .append(last + 1)
                    .append("]\n");
        }
        return Report.of(
                text.toString(),
                Map.of("lines", String.valueOf(lines.size()), "from", String.valueOf(from), "to", String.valueOf(last)),
                List.of(nameOf(file)));
    }

    Path root() {
        return root;
    }

    /** The file's path as plans write it: relative, with forward slashes, without characters that would break a line. */
    String nameOf(Path file) {
        return shown(root.relativize(file).toString().replace('\\', '/'));
    }

    /** The lines without secrets; empty for what is no text, too large, or cannot be read. */
    Optional<List<String>> linesOf(Path file) {
        return textOf(file).map(text -> linesIn(redaction.redact(text)));
    }

    /** The text with its secrets; empty for what is no text, too large, or cannot be read. */
    Optional<String> textOf(Path file) {
        // The real path was checked; a link that takes its place meanwhile is not followed.
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES ? Optional.empty() : decoded(bytes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String shortened(String line) {
        return line.length() <= LONGEST_LINE
                ? line
                : line.substring(0, LONGEST_LINE) + " [... " + (line.length() - LONGEST_LINE) + " more characters]";
    }

    private Path resolve(String path) {
        Path relative = relative(path);
        refuse(relative, path);
        try {
            Path real = root.resolve(relative).toRealPath();
            if (!real.startsWith(root)) {
                throw new UserError(
                        "`" + shown(path) + "` leads out of the repository", shown(path), "name a file inside it");
            }
            refuse(root.relativize(real), path);
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                throw new UserError(
                        "`" + shown(path) + "` is no file", shown(path), "name a file; search_code finds them");
            }
            if (Files.size(real) > MOST_BYTES) {
                throw new UserError(
                        "`" + shown(path) + "` is larger than 1 MiB", shown(path), "no file of that size is read");
            }
            return real;
        } catch (IOException e) {
            throw new UserError(
                    "there is no file `" + shown(path) + "`",
                    shown(path),
                    "paths are relative to the repository's root");
        }
    }

    private static Path relative(String path) {
        try {
            Path relative = Path.of(path.strip());
            boolean climbs = path.replace('\\', '/').matches("(.*/)?\\.\\.(/.*)?");
            boolean absolute = relative.isAbsolute() || path.strip().matches("[/\\\\~].*|[a-zA-Z]:.*");
            if (climbs || absolute) {
                throw new UserError(
                        "`" + shown(path) + "` is not below the repository's root",
                        shown(path),
                        "write a path relative to the root, without `..`");
            }
            return relative;
        } catch (InvalidPathException e) {
            throw new UserError("`" + shown(path) + "` is no path", shown(path), "write a path relative to the root");
        }
    }

    private static void refuse(Path relative, String path) {
        RefusedPaths.reason(relative).ifPresent(reason -> {
            throw new UserError(
                    "`" + shown(path) + "` is refused: " + reason, shown(path), "plan without it; no secret is needed");
        });
    }

    /** Source that is not UTF-8 is most often Latin-1; a zero byte means that it is no text at all. */
    private static Optional<String> decoded(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private static List<String> linesIn(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        // A lone carriage return or a Unicode line separator must not look like a new line to whoever reads the page.
        lines.replaceAll(line -> line.replaceAll("\\r$", "").replaceAll("[\\r\\u0085\\u2028\\u2029\\u000B\\f]", " "));
        return lines;
    }

    private static String shown(String path) {
        String visible = path.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029`]", "?");
        return visible.length() <= 200 ? visible : visible.substring(0, 200) + "...";
    }
}
