package dev.cofferdam.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of the lists in {@code src/test/resources/claims}, which say what the brackets mean. What is claimed of it is not written there:
 * {@link Locks} is asked.
 */
record Claim(String sql, Set<String> marks, int since) {
    private static final Path FOLDER = Path.of("src/test/resources/claims");
    private static final Pattern MARK = Pattern.compile("^\\[([^\\]]+)\\] ");

    static List<Claim> in(String file) {
        return text(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Claim::parse)
                .toList();
    }

    /** The statements of an SQL file. */
    static List<String> script(String file) {
        return SqlParser.parse(text(file)).stream().map(ParsedStatement::text).toList();
    }

    private static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Claim parse(String line) {
        Set<String> marks = new HashSet<>();
        int since = 0;
        String rest = line;
        for (Matcher mark = MARK.matcher(rest); mark.find(); mark = MARK.matcher(rest)) {
            String word = String.valueOf(mark.group(1));
            if (word.endsWith("+")) {
                since = Integer.parseInt(word.substring(0, word.length() - 1));
            } else {
                marks.add(word);
            }
            rest = rest.substring(mark.end());
        }
        return new Claim(rest, marks, since);
    }

    boolean isFor(int major) {
        return major >= since;
    }

    boolean is(String mark) {
        return marks.contains(mark);
    }

    Statement facts() {
        return Facts.of(sql, Statement.class);
    }

    /** Whether the text names the relation, so that a reader may expect to be told about it. */
    boolean names(String relation) {
        return Pattern.compile("\\b" + Pattern.quote(relation) + "\\b")
                .matcher(sql)
                .find();
    }
}
