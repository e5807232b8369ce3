package dev.cofferdam.scan;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import java.util.Optional;

/**
 * A whole statement in the source, with what it is handed to.
 *
 * @param call the name of the method it is an argument of, or of the annotation it is a member of; empty when neither
 */
record SqlRoot(FoldedText text, Expression anchor, Kind kind, String call) {

    /** Languages of a statement. */
    enum Kind {
        JPQL,
        NATIVE,
        SQL
    }

    Optional<String> member() {
        return Enclosing.member(anchor);
    }

    Node node() {
        return anchor;
    }
}
