package dev.cofferdam.scan;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Java text to syntax tree. */
final class JavaReader {

    /** Checks nothing beyond the grammar, which takes half the time; it does not know {@code yield}. */
    private static final @Nullable LanguageLevel UNCHECKED = LanguageLevel.RAW;

    private JavaReader() {}

    /** The syntax tree, or nothing when the text is not Java up to release 25. Comments are left out. */
    static Optional<CompilationUnit> parse(String text) {
        return parse(text, UNCHECKED).or(() -> parse(text, LanguageLevel.JAVA_25));
    }

    private static Optional<CompilationUnit> parse(String text, @Nullable LanguageLevel level) {
        ParserConfiguration configuration =
                new ParserConfiguration().setLanguageLevel(level).setAttributeComments(false);
        try {
            ParseResult<CompilationUnit> result = new JavaParser(configuration).parse(text);
            return result.isSuccessful() ? result.getResult().map(JavaReader::withoutTokens) : Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            // Deeply nested or broken text may end the parser in other ways than a problem report.
            return Optional.empty();
        }
    }

    /** Without stored tokens the parser gives no positions at all; kept, they take three times the memory of the tree. */
    private static CompilationUnit withoutTokens(CompilationUnit unit) {
        unit.walk(node -> {
            Range range = node.getRange().orElse(null);
            node.setTokenRange(null);
            node.setRange(range);
        });
        return unit;
    }

    static int line(Node node) {
        return node.getBegin().map(position -> position.line).orElse(1);
    }
}
