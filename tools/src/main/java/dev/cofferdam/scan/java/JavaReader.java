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
import java.util.function.UnaryOperator;
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
        return parse(text, at -> at);
    }

    /** Likewise, with the places in the text that it was made from. */
    public static Optional<CompilationUnit> parse(CompactText text) {
        return parse(text.text(), text.origins()::of);
    }

    private static Optional<CompilationUnit> parse(String text, UnaryOperator<Position> origins) {
        return parse(text, origins, UNCHECKED).or(() -> parse(text, origins, LanguageLevel.JAVA_25));
    }

    private static Optional<CompilationUnit> parse(
            String text, UnaryOperator<Position> origins, @Nullable LanguageLevel level) {
        ParserConfiguration configuration = new ParserConfiguration()
                .setLanguageLevel(level)
                .setAttributeComments(false)
                .setDetectOriginalLineSeparator(false);
        try {
            ParseResult<CompilationUnit> result = new JavaParser(configuration).parse(text);
            return result.isSuccessful()
                    ? result.getResult().flatMap(unit -> withoutTokens(unit, origins))
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
    private static Optional<CompilationUnit> withoutTokens(CompilationUnit unit, UnaryOperator<Position> origins) {
        List<Node> level = List.of(unit);
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > DEEPEST) {
                return Optional.empty();
            }
            List<Node> below = new ArrayList<>();
            for (Node node : level) {
                Range range =
                        node.getRange().map(each -> moved(each, node, origins)).orElse(null);
                node.setTokenRange(null);
                node.setRange(range);
                below.addAll(node.getChildNodes());
            }
            level = below;
        }
        return Optional.of(unit);
    }

    /** A node often begins or ends where the one around it does; objects for that would take a tenth of the memory of the tree. */
    private static Range moved(Range range, Node node, UnaryOperator<Position> origins) {
        Position begin = origins.apply(range.begin);
        Position end = origins.apply(range.end);
        Optional<Range> around = node.getParentNode().flatMap(Node::getRange);
        if (around.isEmpty()) {
            return new Range(begin, end);
        }
        boolean sameBegin = around.get().begin.equals(begin);
        boolean sameEnd = around.get().end.equals(end);
        return sameBegin && sameEnd
                ? around.get()
                : new Range(sameBegin ? around.get().begin : begin, sameEnd ? around.get().end : end);
    }

    /** The line that a node begins in. */
    public static int line(Node node) {
        return node.getBegin().map(position -> position.line).orElse(1);
    }

    /** The column that a node begins in, counted from 1. */
    public static int column(Node node) {
        return node.getBegin().map(position -> position.column).orElse(0);
    }
}
