package dev.cofferdam.scan;

import com.github.javaparser.ast.CompilationUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Syntax trees of the part of a file that a question is about: bodies that hold none of its words are made empty before the parser
 * sees them, which takes most of its work away. Lines and columns stay.
 */
final class PrunedTree {
    private static final ThreadLocal<JavaTokens> TOKENS = ThreadLocal.withInitial(JavaTokens::new);
    private static final ThreadLocal<WordSet> WORDS = ThreadLocal.withInitial(WordSet::new);

    private PrunedTree() {}

    /** The tree, or nothing when the text does not parse. */
    static Optional<CompilationUnit> of(String text, Set<String> words) {
        return JavaReader.parse(prune(text, words)).or(() -> JavaReader.parse(text));
    }

    /** The text with bodies made blank that hold none of the words. */
    static String prune(String text, Set<String> words) {
        int[] wanted = words.stream().mapToInt(WordSet::hash).toArray();
        StringBuilder pruned = new StringBuilder(text);
        WordSet held = WORDS.get();
        held.clear();
        JavaTokens tokens = TOKENS.get();
        for (JavaSkeleton.Body body : JavaSkeleton.bodies(text, tokens, held)) {
            held.clear();
            tokens.addWords(body.from(), body.close(), held);
            if (!held.hasAny(wanted)) {
                blank(pruned, tokens.start(body.open()) + 1, tokens.start(body.close()));
            }
        }
        held.clear();
        return pruned.toString();
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                text.setCharAt(i, ' ');
            }
        }
    }
}
