package dev.cofferdam.scan;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A text file of the repository: what it is called, which words it holds, and its text when it is asked for. */
final class SourceFile {

    private static final Pattern TEST_FOLDER = Pattern.compile(
            "(^|/)(src/(test|it|integration-?test|testFixtures|intTest|\\w+Test)|tests?|e2e|jmeter)/",
            Pattern.CASE_INSENSITIVE);

    private final Path root;
    private final String path;
    private final Stamp stamp;
    private final Reading reading;
    private final String name;
    private final String extension;
    private SoftReference<@Nullable String> text = new SoftReference<>(null);
    private SoftReference<int @Nullable []> starts = new SoftReference<>(null);

    /**
     * @param reading what one pass over the file found
     */
    SourceFile(Path root, String path, Stamp stamp, Reading reading) {
        this.root = root;
        this.path = path;
        this.stamp = stamp;
        this.reading = reading;
        name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** What tells whether a file has changed since it was read. */
    record Stamp(long size, long modified) {}

    /** What became of a file when it was read. */
    enum State {
        /** Java whose declarations were read. */
        JAVA,
        /** Java of which more than the declarations that were found may be there. */
        BROKEN_JAVA,
        /** Any other text. */
        TEXT,
        /** Text that is not UTF-8, so it was read as ISO-8859-1. */
        OTHER_ENCODING,
        /** Text in UTF-16, as its mark says. */
        UTF_16,
        /** Source with zero bytes in it, which were left out. */
        WITH_ZEROS,
        /** The world did not let it be read. */
        UNREADABLE,
        /** Larger than what people write; it is searched as text. */
        LARGE,
        /** Java that is nested more deeply than what people write; it is searched as text. */
        TOO_DEEP,
        NO_TEXT
    }

    /** All that a question needs of most files. */
    static final class Reading {
        private final State state;
        private final int[] words;
        private final byte[] facts;

        /**
         * @param words hashes in order, see {@link WordSet}
         * @param facts of Java; coded, see {@link FactsCodec}; empty for others
         */
        Reading(State state, int[] words, byte[] facts) {
            this.state = state;
            this.words = words;
            this.facts = facts;
        }

        State state() {
            return state;
        }

        int[] words() {
            return words;
        }

        byte[] facts() {
            return facts;
        }
    }

    /** Relative to the root, with forward slashes. */
    String path() {
        return path;
    }

    Stamp stamp() {
        return stamp;
    }

    Reading reading() {
        return reading;
    }

    boolean isTest() {
        return TEST_FOLDER.matcher(path).find();
    }

    String name() {
        return name;
    }

    /** In lower case and without its dot; empty when there is none. */
    String extension() {
        return extension;
    }

    boolean isJava() {
        return extension.equals("java") && reading.state() != State.LARGE && reading.state() != State.TOO_DEEP;
    }

    /**
     * Whether the file holds the word, in any case; a word of several parts when it holds each of them.
     *
     * @param word with a quote before it when only strings of Java count, see {@link Tokens#quoted}
     */
    boolean mentions(String word) {
        String quote = word.startsWith("\"") && isJava() ? "\"" : "";
        boolean all = false;
        int start = -1;
        for (int i = 0; i <= word.length(); i++) {
            boolean part = i < word.length() && WordSet.isPart(word.charAt(i));
            if (part && start < 0) {
                start = i;
            } else if (!part && start >= 0) {
                if (Arrays.binarySearch(reading.words(), WordSet.hash(quote + word.substring(start, i))) < 0) {
                    return false;
                }
                all = true;
                start = -1;
            }
        }
        return all;
    }

    boolean mentionsAny(Set<String> words) {
        return words.stream().anyMatch(this::mentions);
    }

    /** The text; empty when the file can no longer be read. */
    String text() {
        String known = text.get();
        if (known != null) {
            return known;
        }
        String read;
        try {
            read = TextBytes.decode(Files.readAllBytes(root.resolve(path)));
        } catch (IOException e) {
            read = "";
        }
        text = new SoftReference<>(read);
        return read;
    }

    List<String> lines() {
        return text().lines().toList();
    }

    /** The line of an offset, counted from 1. Asked often of files that hold a statement on every line. */
    int lineAt(int offset) {
        int found = Arrays.binarySearch(lineStarts(), offset);
        return found < 0 ? -found - 1 : found + 1;
    }

    private int[] lineStarts() {
        int[] known = starts.get();
        if (known != null) {
            return known;
        }
        String all = text();
        int[] made = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, all.length())
                                .filter(i -> all.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
        starts = new SoftReference<>(made);
        return made;
    }
}
