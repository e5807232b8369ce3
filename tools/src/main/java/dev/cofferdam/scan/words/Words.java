package dev.cofferdam.scan.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Words to look for in many files: taken apart and hashed once, where there may be thousands of files. */
public final class Words {
    private final Form plain;
    private final Form inJava;

    private Words(Form plain, Form inJava) {
        this.plain = plain;
        this.inJava = inJava;
    }

    /** The words as hashes: those of one part in order, and those of several. */
    private static final class Form {
        private final int[] single;
        private final List<int[]> several;

        Form(List<int[]> words) {
            single = words.stream()
                    .filter(parts -> parts.length == 1)
                    .mapToInt(parts -> parts[0])
                    .sorted()
                    .toArray();
            several = words.stream().filter(parts -> parts.length > 1).toList();
        }
    }

    /**
     * Any of the words.
     *
     * @param words with a quote before one when only strings of Java count, see {@link Tokens#quoted}
     */
    public static Words any(Collection<String> words) {
        List<int[]> plain = new ArrayList<>();
        List<int[]> inJava = new ArrayList<>();
        for (String word : words) {
            List<String> parts = parts(word);
            plain.add(parts.stream().mapToInt(WordSet::hash).toArray());
            String mark = Tokens.placeOf(word);
            inJava.add(
                    parts.stream().mapToInt(part -> WordSet.hash(mark + part)).toArray());
        }
        return new Words(new Form(plain), new Form(inJava));
    }

    private static List<String> parts(String word) {
        List<String> parts = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= word.length(); i++) {
            boolean part = i < word.length() && WordSet.isPart(word.charAt(i));
            if (part && start < 0) {
                start = i;
            } else if (!part && start >= 0) {
                parts.add(word.substring(start, i));
                start = -1;
            }
        }
        return parts;
    }

    /** Whether one of them is there, in any case; one of several parts is when each part is. */
    public boolean areIn(int[] hashes, boolean java) {
        Form words = java ? inJava : plain;
        if (hasOne(hashes, words.single)) {
            return true;
        }
        for (int[] parts : words.several) {
            if (hasAll(hashes, parts)) {
                return true;
            }
        }
        return false;
    }

    /** Both are in order, so that what lies before one word need not be searched for the next. */
    private static boolean hasOne(int[] hashes, int[] words) {
        int from = 0;
        for (int word : words) {
            int found = Arrays.binarySearch(hashes, from, hashes.length, word);
            if (found >= 0) {
                return true;
            }
            from = -found - 1;
        }
        return false;
    }

    private static boolean hasAll(int[] hashes, int[] parts) {
        for (int part : parts) {
            if (Arrays.binarySearch(hashes, part) < 0) {
                return false;
            }
        }
        return true;
    }
}
