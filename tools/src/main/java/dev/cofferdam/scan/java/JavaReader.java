package dev.cofferdam.scan.java;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Java text to syntax tree. */
public final class JavaReader {

    /** Checks nothing beyond the grammar, which takes half the time; it does not know {@code yield}. */
    private static final @Nullable LanguageLevel UNCHECKED = LanguageLevel.RAW;

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
                    ? result.getResult().map(unit -> withoutTokens(unit, lines))
                    : Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            // Deeply nested or broken text may end the parser in other ways than a problem report.
            return Optional.empty();
        }
    }

    /** Without stored tokens the parser gives no positions at all; kept, they take three times the memory of the tree. */
    private static CompilationUnit withoutTokens(CompilationUnit unit, IntUnaryOperator lines) {
        unit.walk(node -> {
            Range range = node.getRange()
                    .map(each -> new Range(position(each.begin, lines), position(each.end, lines)))
                    .orElse(null);
            node.setTokenRange(null);
            node.setRange(range);
        });
        return unit;
    }

    private static Position position(Position at, IntUnaryOperator lines) {
        return new Position(lines.applyAsInt(at.line), at.column);
    }

    /** The line that a node begins in. */
    public static int line(Node node) {
        return node.getBegin().map(position -> position.line).orElse(1);
    }
}
