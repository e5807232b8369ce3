package dev.cofferdam.scan.java;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Java text to syntax tree. */
public final class JavaReader {

    /** Checks nothing beyond the grammar, which takes half the time; it does not know {@code yield}. */
    private static final @Nullable LanguageLevel UNCHECKED = LanguageLevel.RAW;

    /** Levels of a tree beyond which no person wrote the text: questions walk up from every node, which would never end. */
    private static final int DEEPEST = 1000;

    private JavaReader() {}

    /** The syntax tree, or nothing when the text is not Java up to release 25. Comments are left out. */
    public static Optional<CompilationUnit> parse(String text) {
        return parse(text, line -> line);
    }

    /** Likewise, with the lines of the text that it was made from. */
    public static Optional<CompilationUnit> parse(CompactText text) {
        return parse(text.text(), text::line);
    }

    private static Optional<CompilationUnit> parse(String text, IntUnaryOperator lines) {
        return parse(text, lines, UNCHECKED).or(() -> parse(text, lines, LanguageLevel.JAVA_25));
    }

    private static Optional<CompilationUnit> parse(String text, IntUnaryOperator lines, @Nullable LanguageLevel level) {
        ParserConfiguration configuration = new ParserConfiguration()
                .setLanguageLevel(level)
                .setAttributeComments(false)
                .setDetectOriginalLineSeparator(false);
        try {
            ParseResult<CompilationUnit> result = new JavaParser(configuration).parse(text);
            return result.isSuccessful()
                    ? result.getResult().flatMap(unit -> withoutTokens(unit, lines))
                    : Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            // Deeply nested or broken text may end the parser in other ways than a problem report.
            return Optional.empty();
        }
    }

    /**
     * Without stored tokens the parser gives no positions at all; kept, they take three times the memory of the tree. Nothing when the
     * tree is too deep.
     */
    private static Optional<CompilationUnit> withoutTokens(CompilationUnit unit, IntUnaryOperator lines) {
        List<Node> level = List.of(unit);
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > DEEPEST) {
                return Optional.empty();
            }
            List<Node> below = new ArrayList<>();
            for (Node node : level) {
                Range range = node.getRange()
                        .map(each -> new Range(position(each.begin, lines), position(each.end, lines)))
                        .orElse(null);
                node.setTokenRange(null);
                node.setRange(range);
                below.addAll(node.getChildNodes());
            }
            level = below;
        }
        return Optional.of(unit);
    }

    private static Position position(Position at, IntUnaryOperator lines) {
        return new Position(lines.applyAsInt(at.line), at.column);
    }

    /** The line that a node begins in. */
    public static int line(Node node) {
        return node.getBegin().map(position -> position.line).orElse(1);
    }
}
