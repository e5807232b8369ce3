package dev.cofferdam.scan.statements;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;

/**
 * Texts that are put together from variables alone: {@code select.toString() + where.toString()} holds no literal from which its
 * statement could be found.
 */
final class Sums {

    private Sums() {}

    /** A name, or what a builder of that name holds. */
    static boolean isVariable(Expression expression) {
        return expression instanceof NameExpr
                || expression instanceof FieldAccessExpr
                || expression instanceof MethodCallExpr call
                        && call.getNameAsString().equals("toString")
                        && call.getScope().filter(NameExpr.class::isInstance).isPresent();
    }

    /** Whether it is a sum in which no literal stands; one that holds a literal is found by that. */
    static boolean isOfVariables(Expression expression) {
        Expression at = inner(expression);
        boolean sum = false;
        while (at instanceof BinaryExpr both && both.getOperator() == BinaryExpr.Operator.PLUS) {
            if (!isText(both.getRight())) {
                return false;
            }
            sum = true;
            at = inner(both.getLeft());
        }
        return sum && isVariable(at);
    }

    private static boolean isText(Expression operand) {
        return isVariable(inner(operand)) || isOfVariables(operand);
    }

    /** What the text begins with; a builder stands for what it holds. */
    static Expression first(Expression expression) {
        Expression at = inner(expression);
        while (at instanceof BinaryExpr both) {
            at = inner(both.getLeft());
        }
        return at instanceof MethodCallExpr call ? call.getScope().orElse(call) : at;
    }

    private static Expression inner(Expression expression) {
        return expression instanceof EnclosedExpr enclosed ? inner(enclosed.getInner()) : expression;
    }
}
