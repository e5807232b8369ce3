package dev.cofferdam.scan.java;

import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.scan.words.WordSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which bodies of a file matter: those with one of some words, or with one of some words and one of others besides. */
final class WantedBodies {

    private final Set<String> words = new HashSet<>();
    private final Map<Set<String>, Set<String>> together = new HashMap<>();

    /** Whether more is wanted than before. */
    boolean add(Set<String> more) {
        return words.addAll(more);
    }

    /**
     * Whether more is wanted than before.
     *
     * @param besides of which a body must hold one as well
     */
    boolean add(Set<String> more, Set<String> besides) {
        return together.computeIfAbsent(besides, any -> new HashSet<>()).addAll(more);
    }

    /** The same in the form that bodies are asked in. */
    Test test() {
        int[][] pairs = new int[together.size() * 2][];
        int at = 0;
        for (Map.Entry<Set<String>, Set<String>> each : together.entrySet()) {
            pairs[at++] = hashes(each.getValue());
            pairs[at++] = hashes(each.getKey());
        }
        Set<String> anywhere = words.stream().map(Tokens::anywhere).collect(Collectors.toSet());
        return new Test(hashes(words), hashes(anywhere), pairs);
    }

    private static int[] hashes(Set<String> words) {
        return words.stream().mapToInt(WordSet::hash).toArray();
    }

    /** Asked of the words of each body. */
    static final class Test {
        private final int[] words;
        private final int[] inAnnotations;
        private final int[][] pairs;

        private Test(int[] words, int[] inAnnotations, int[][] pairs) {
            this.words = words;
            this.inAnnotations = inAnnotations;
            this.pairs = pairs;
        }

        boolean holds(WordSet held) {
            for (int i = 0; i < pairs.length; i += 2) {
                if (held.hasAny(pairs[i]) && held.hasAny(pairs[i + 1])) {
                    return true;
                }
            }
            return held.hasAny(words);
        }

        /** Annotations take expressions, sentences and lists of names, in which a word may stand anywhere. */
        boolean holdsBefore(WordSet held) {
            return held.hasAny(inAnnotations);
        }
    }
}
