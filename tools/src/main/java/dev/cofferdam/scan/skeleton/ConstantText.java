package dev.cofferdam.scan.skeleton;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import java.util.List;

/** A value that the compiler knows: of an annotation's member or of a constant. Names in it are resolved when asked. */
public sealed interface ConstantText {

    record Literal(String text) implements ConstantText {}

    /** A constant, an enum constant or a class, as written. */
    record Name(String name) implements ConstantText {}

    record Joined(ConstantText left, ConstantText right) implements ConstantText {}

    record Several(List<ConstantText> values) implements ConstantText {}

    record Nested(AnnotationFact annotation) implements ConstantText {}

    record Opaque() implements ConstantText {}

    static ConstantText of(Expression expression) {
        if (expression instanceof StringLiteralExpr literal) {
            return new Literal(literal.asString());
        }
        if (expression instanceof TextBlockLiteralExpr block) {
            return new Literal(block.asString());
        }
        if (expression instanceof BooleanLiteralExpr literal) {
            return new Literal(String.valueOf(literal.getValue()));
        }
        if (expression instanceof EnclosedExpr enclosed) {
            return of(enclosed.getInner());
        }
        if (expression instanceof BinaryExpr binary && binary.getOperator() == BinaryExpr.Operator.PLUS) {
            return new Joined(of(binary.getLeft()), of(binary.getRight()));
        }
        if (expression instanceof NameExpr || expression instanceof FieldAccessExpr) {
            return new Name(expression.toString());
        }
        if (expression instanceof ClassExpr type) {
            return new Name(type.getType().asString());
        }
        if (expression instanceof ArrayInitializerExpr array) {
            return new Several(array.getValues().stream().map(ConstantText::of).toList());
        }
        if (expression instanceof AnnotationExpr annotation) {
            return new Nested(AnnotationFact.of(annotation));
        }
        return new Opaque();
    }
}
