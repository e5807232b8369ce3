package dev.cofferdam.scan.java;

import dev.cofferdam.scan.skeleton.JavaSkeleton;
import dev.cofferdam.scan.words.JavaTokens;
import dev.cofferdam.scan.words.WordSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A Java file cut into parts that are parsed one by one: what lies outside of bodies, and each body in the bare types around it. */
public final class BodyTexts {
    private static final ThreadLocal<JavaTokens> TOKENS = ThreadLocal.withInitial(JavaTokens::new);
    private static final ThreadLocal<WordSet> WORDS = ThreadLocal.withInitial(WordSet::new);

    private BodyTexts() {}

    /** Names of what is called or created in a part, as hashes. */
    public static final class Names {
        private final int[] hashes;

        private Names(int[] hashes) {
            this.hashes = hashes;
        }

        public boolean hasAny(int[] wanted) {
            for (int hash : wanted) {
                if (Arrays.binarySearch(hashes, hash) >= 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Of every part: first what lies outside of bodies, then the bodies in their order. */
    public static List<Names> names(String text) {
        WordSet words = WORDS.get();
        words.clear();
        JavaTokens tokens = TOKENS.get();
        List<JavaSkeleton.Body> bodies = JavaSkeleton.bodies(text, tokens, words);
        words.clear();
        List<Names> names = new ArrayList<>();
        int at = 0;
        for (JavaSkeleton.Body body : bodies) {
            addNames(tokens, at, body.open(), words);
            at = body.close();
        }
        addNames(tokens, at, tokens.size(), words);
        names.add(drained(words));
        for (JavaSkeleton.Body body : bodies) {
            addNames(tokens, body.open(), body.close(), words);
            names.add(drained(words));
        }
        return names;
    }

    private static Names drained(WordSet words) {
        return new Names(words.drain());
    }

    private static void addNames(JavaTokens tokens, int from, int to, WordSet words) {
        for (int i = from; i < to; i++) {
            boolean called = tokens.is(i, JavaTokens.NAME)
                    && (tokens.is(i + 1, '(') || tokens.isPair(i - 2, ':', ':') || tokens.is(i + 1, '<'));
            if (called) {
                tokens.addWords(i, i + 1, words);
            }
        }
    }

    /** The texts of some parts, by their places among {@link #names}. */
    public static List<CompactText> of(String text, List<Integer> parts) {
        WordSet words = WORDS.get();
        words.clear();
        JavaTokens tokens = TOKENS.get();
        List<JavaSkeleton.Body> bodies = JavaSkeleton.bodies(text, tokens, words);
        words.clear();
        return parts.stream()
                .map(part -> part == 0 ? outside(bodies, tokens) : inside(bodies.get(part - 1), tokens))
                .toList();
    }

    /** The text of the method of a name that stands in a line, without what it returns. */
    static Optional<CompactText> method(String text, String name, int line) {
        WordSet words = WORDS.get();
        words.clear();
        JavaTokens tokens = TOKENS.get();
        List<JavaSkeleton.Body> bodies = JavaSkeleton.bodies(text, tokens, words);
        words.clear();
        return bodies.stream()
                .filter(body -> tokens.isWord(body.from(), name) && tokens.line(body.from()) == line)
                .map(body -> inside(body, tokens))
                .findFirst();
    }

    private static CompactText outside(List<JavaSkeleton.Body> bodies, JavaTokens tokens) {
        BitSet leftOut = new BitSet();
        bodies.forEach(body -> leftOut.set(body.open() + 1, body.close()));
        return CompactText.of(tokens, leftOut);
    }

    private static CompactText inside(JavaSkeleton.Body body, JavaTokens tokens) {
        BitSet leftOut = new BitSet();
        leftOut.set(0, isCompact(body, tokens) ? body.open() : body.from());
        leftOut.set(body.close() + 1, Math.max(body.close() + 1, tokens.size()));
        return CompactText.of(tokens, leftOut).within(before(body, tokens), "}".repeat(depth(body.owner())));
    }

    private static int depth(String owner) {
        return owner.substring(owner.lastIndexOf('.') + 1).split("\\$").length;
    }

    /** Bare types: all else that is asked of them is known from the facts of the file. */
    private static String before(JavaSkeleton.Body body, JavaTokens tokens) {
        int dot = body.owner().lastIndexOf('.');
        StringBuilder before =
                new StringBuilder(dot < 0 ? "" : "package " + body.owner().substring(0, dot) + ";");
        String simple = "";
        for (String each : body.owner().substring(dot + 1).split("\\$")) {
            before.append("class ").append(each).append('{');
            simple = each;
        }
        if (isCompact(body, tokens)) {
            return before.append(simple).append("()").toString();
        }
        boolean method = tokens.is(body.from(), JavaTokens.NAME) && !tokens.isWord(body.from(), simple);
        return before.append(method ? "void " : "").toString();
    }

    /** A record's constructor without parameters of its own, which a class cannot have. */
    private static boolean isCompact(JavaSkeleton.Body body, JavaTokens tokens) {
        return tokens.is(body.from(), JavaTokens.NAME) && body.open() == body.from() + 1;
    }
}
