package dev.cofferdam.scan.files;

import dev.cofferdam.scan.skeleton.FactsCodec;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.scan.words.WordSet;
import dev.cofferdam.scan.words.Words;
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
public final class SourceFile {

    private static final Pattern TEST_FOLDER = Pattern.compile(
            "(^|/)(src/(test|it|integration-?test|testFixtures|intTest|\\w+Test)|tests?|e2e|jmeter)/",
            Pattern.CASE_INSENSITIVE);

    private final Path root;
    private final String path;
    private final Stamp stamp;
    private final Reading reading;
    private final String name;
    private final String extension;
    private final boolean java;
    private @Nullable Boolean test;
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
        java = extension.equals("java") && reading.state() != State.LARGE && reading.state() != State.TOO_DEEP;
    }

    /** What tells whether a file has changed since it was read. */
    public record Stamp(long size, long modified) {}

    /** What became of a file when it was read. */
    public enum State {
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
    public static final class Reading {
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

        public State state() {
            return state;
        }

        int[] words() {
            return words;
        }

        /** Facts of its types, coded. */
        public byte[] facts() {
            return facts;
        }
    }

    /** Relative to the root, with forward slashes. */
    public String path() {
        return path;
    }

    public Stamp stamp() {
        return stamp;
    }

    public Reading reading() {
        return reading;
    }

    public boolean isTest() {
        Boolean known = test;
        if (known == null) {
            known = TEST_FOLDER.matcher(path).find();
            test = known;
        }
        return known;
    }

    public String name() {
        return name;
    }

    /** In lower case and without its dot; empty when there is none. */
    public String extension() {
        return extension;
    }

    public boolean isJava() {
        return java;
    }

    /**
     * Whether the file holds the word, in any case; a word of several parts when it holds each of them.
     *
     * @param word with a quote before it when only strings of Java count, see {@link Tokens#quoted}
     */
    public boolean mentions(String word) {
        return mentions(Words.any(List.of(word)));
    }

    public boolean mentionsAny(Set<String> words) {
        return mentions(Words.any(words));
    }

    /** Likewise, for words that many files are asked for. */
    public boolean mentions(Words words) {
        return words.areIn(reading.words(), isJava());
    }

    /** The text; empty when the file can no longer be read. */
    public String text() {
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

    public List<String> lines() {
        return text().lines().toList();
    }

    /** The line of an offset, counted from 1. Asked often of files that hold a statement on every line. */
    public int lineAt(int offset) {
        int found = Arrays.binarySearch(lineStarts(), offset);
        return found < 0 ? -found - 1 : found + 1;
    }

    /** The column of an offset in its line, counted from 1. */
    public int columnAt(int offset) {
        return offset - lineStarts()[lineAt(offset) - 1] + 1;
    }

    /** The offset that a line begins at; the text's end behind the last one. Lines are counted from 1. */
    public int startOf(int line) {
        int[] all = lineStarts();
        return line <= all.length ? all[line - 1] : text().length();
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
