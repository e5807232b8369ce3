package dev.cofferdam.scan.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Words to look for in many files: taken apart and hashed once, where there may be thousands of files. */
public final class Words {
    private final int[][] plain;
    private final int[][] inJava;

    private Words(int[][] plain, int[][] inJava) {
        this.plain = plain;
        this.inJava = inJava;
    }

    /**
     * Any of the words.
     *
     * @param words with a quote before one when only strings of Java count, see {@link Tokens#quoted}
     */
    public static Words any(Collection<String> words) {
        int[][] plain = new int[words.size()][];
        int[][] inJava = new int[words.size()][];
        int at = 0;
        for (String word : words) {
            List<String> parts = parts(word);
            plain[at] = parts.stream().mapToInt(WordSet::hash).toArray();
            String mark = Tokens.placeOf(word);
            inJava[at] =
                    parts.stream().mapToInt(part -> WordSet.hash(mark + part)).toArray();
            at++;
        }
        return new Words(plain, inJava);
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
        for (int[] parts : java ? inJava : plain) {
            if (parts.length > 0 && hasAll(hashes, parts)) {
                return true;
            }
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
