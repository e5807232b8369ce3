package dev.cofferdam.scan.java;

import com.github.javaparser.ast.CompilationUnit;
import dev.cofferdam.scan.skeleton.JavaSkeleton;
import dev.cofferdam.scan.words.JavaTokens;
import dev.cofferdam.scan.words.WordSet;
import java.util.BitSet;
import java.util.Optional;

/**
 * Syntax trees of the part of a file that a question is about: methods that hold none of its words are left out before the parser
 * sees them, and so are imports and what lies between tokens, which takes most of its work away. Lines stay, and so does the order in
 * a line.
 */
final class PrunedTree {
    /** A tree takes some seventy bytes for each character while it is made; what is longer was written by a program. */
    private static final int LONGEST = 1 << 20;

    private static final ThreadLocal<JavaTokens> TOKENS = ThreadLocal.withInitial(JavaTokens::new);
    private static final ThreadLocal<WordSet> WORDS = ThreadLocal.withInitial(WordSet::new);

    private PrunedTree() {}

    /** The tree, or nothing when the text does not parse or too much of it would be in the tree. */
    static Optional<CompilationUnit> of(String text, WantedBodies wanted) {
        try {
            return tree(prune(text, wanted.test()), text);
        } catch (StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** The tree with all bodies, or nothing when the text does not parse. */
    static Optional<CompilationUnit> whole(String text) {
        WordSet none = WORDS.get();
        JavaTokens tokens = TOKENS.get();
        tokens.read(text, none);
        none.clear();
        return tree(CompactText.of(tokens, new BitSet()), text);
    }

    private static Optional<CompilationUnit> tree(CompactText compact, String text) {
        return compact.text().length() > LONGEST
                ? Optional.empty()
                : JavaReader.parse(compact).or(() -> JavaReader.parse(text));
    }

    /** The text without methods that hold none of the words, and without bodies of those that hold one outside of them. */
    private static CompactText prune(String text, WantedBodies.Test wanted) {
        WordSet held = WORDS.get();
        held.clear();
        JavaTokens tokens = TOKENS.get();
        BitSet leftOut = new BitSet();
        for (JavaSkeleton.Body body : JavaSkeleton.bodies(text, tokens, held)) {
            held.clear();
            tokens.addWords(body.from(), body.close(), held);
            if (wanted.holds(held)) {
                continue;
            }
            held.clear();
            tokens.addWords(body.start(), body.from(), held);
            if (wanted.holdsBefore(held)) {
                leftOut.set(body.open() + 1, body.close());
            } else {
                leftOut.set(body.start(), body.close() + 1);
            }
        }
        held.clear();
        leaveOutImports(tokens, leftOut);
        return CompactText.of(tokens, leftOut);
    }

    /** What they bring in is among the file's facts; only static ones say what a bare call means. */
    private static void leaveOutImports(JavaTokens tokens, BitSet leftOut) {
        for (int i = 0; i < tokens.size() && !tokens.is(i, '{'); i++) {
            if (tokens.isWord(i, "import") && !tokens.isWord(i + 1, "static")) {
                int from = i;
                while (i < tokens.size() && !tokens.is(i, ';')) {
                    i++;
                }
                leftOut.set(from, i + 1);
            }
        }
    }
}
