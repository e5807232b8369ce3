package dev.cofferdam.scan.statements;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.strings.FoldedText;
import java.util.Optional;

/**
 * A whole statement in the source, with what it is handed to.
 *
 * @param call the name of the method it is an argument of, or of the annotation it is a member of; empty when neither
 */
public record SqlRoot(FoldedText text, Expression anchor, Kind kind, String call) {

    /** Languages of a statement. */
    public enum Kind {
        JPQL,
        NATIVE,
        SQL
    }

    public Optional<String> member() {
        return Enclosing.member(anchor);
    }

    public Node node() {
        return anchor;
    }
}
