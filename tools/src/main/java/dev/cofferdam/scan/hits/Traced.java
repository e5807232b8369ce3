package dev.cofferdam.scan.hits;

import com.github.javaparser.Position;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.scan.java.Enclosing;
import java.util.Optional;

/** An expression whose value is followed back to where it comes from. */
public final class Traced {

    private static final int LONGEST = 60;

    private Traced() {}

    /** What gives the value: without brackets, casts, and the copy that {@code new String(bytes)} makes. */
    static Expression bare(Expression expression) {
        Expression at = expression;
        while (true) {
            if (at instanceof EnclosedExpr enclosed) {
                at = enclosed.getInner();
            } else if (at instanceof CastExpr cast) {
                at = cast.getExpression();
            } else {
                Optional<Expression> copied = copied(at);
                if (copied.isEmpty()) {
                    return at;
                }
                at = copied.get();
            }
        }
    }

    private static Optional<Expression> copied(Expression expression) {
        return expression instanceof ObjectCreationExpr made
                        && made.getType().getNameAsString().equals("String")
                ? made.getArguments().stream().findFirst()
                : Optional.empty();
    }

    /** Tells one expression from all others of the repository; the calls of one chain begin at one place and end apart. */
    public static String key(Expression expression) {
        return Enclosing.typeName(expression).orElse("") + "@"
                + expression.getBegin().orElse(Position.HOME) + "-"
                + expression.getEnd().orElse(Position.HOME) + " "
                + expression.getClass().getSimpleName();
    }

    /** As it is written, in one line and not too long to be told. */
    static String shortened(Expression expression) {
        String text = expression.toString().replaceAll("\\s+", " ");
        return text.length() > LONGEST ? text.substring(0, LONGEST - 3) + "..." : text;
    }
}
