package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.SqlRoot;
import dev.cofferdam.scan.strings.FoldedText;
import java.util.List;
import java.util.Optional;

/** A column's name that stands in a constant: the literal is what a person edits, the uses of the constant follow it. */
final class ConstantPlace {

    private ConstantPlace() {}

    /**
     * What a text says, at the line that says it: where the text stands in another file also at the constant that the sender names.
     *
     * @param hit at the text's anchor
     * @param offset in the text, of what the hit marks
     */
    static List<Hit> placed(Hit hit, TypeFact type, SqlRoot root, int offset) {
        FoldedText.Part part = root.text().partAt(offset);
        int line = root.text().lineAt(offset);
        if (part.owner().path().equals(type.path()) && !isConstantOfAnnotation(root, part)) {
            return List.of(moved(hit, line, hit.token()).at(root.text().columnAt(offset)));
        }
        Optional<Expression> use = use(root.anchor(), part);
        Hit sender = use.map(each ->
                        moved(hit, JavaReader.line(each), each.toString()).at(JavaReader.column(each)))
                .orElse(hit);
        if (hit.style() == Style.STAR || part.hole()) {
            return List.of(use.isPresent() && hit.style() != Style.STAR ? sender : hit);
        }
        String where =
                type.simpleName() + hit.spot().member().map(each -> "#" + each).orElse("");
        return List.of(
                sender,
                of(part, line, hit, "a text that is put into a statement of `" + where + "`")
                        .at(root.text().columnAt(offset)));
    }

    /** An annotation stands at its method; the columns that it takes from a constant stand elsewhere, in the same file or not. */
    private static boolean isConstantOfAnnotation(SqlRoot root, FoldedText.Part part) {
        return Enclosing.nearest(root.anchor(), AnnotationExpr.class).isPresent()
                && !part.hole()
                && !Enclosing.member(part.node()).equals(root.member());
    }

    private static Hit moved(Hit hit, int line, String token) {
        Spot spot = hit.spot();
        return new Hit(
                new Spot(spot.path(), line, spot.className(), spot.member()),
                hit.access(),
                hit.style(),
                hit.confidence(),
                token,
                hit.reason(),
                hit.statement());
    }

    /**
     * The place of the literal, which says the same as a use of its constant.
     *
     * @param use what the constant is used for
     */
    static Hit of(FoldedText.Part literal, int line, Hit use, String reason) {
        String member = Enclosing.member(literal.node()).orElse(literal.owner().simpleName());
        return new Hit(
                Spot.of(literal.owner(), member, line),
                use.access(),
                use.style(),
                use.confidence(),
                use.token(),
                reason);
    }

    /** Where a member writes the constant that gave a part of its text: {@code Cols.MAIL}; nothing when a method gave it. */
    private static Optional<Expression> use(Node anchor, FoldedText.Part part) {
        String constant = Enclosing.member(part.node()).orElse("");
        return Enclosing.memberNode(anchor)
                .flatMap(node -> node.findFirst(Expression.class, each -> isNamed(each, constant)));
    }

    private static boolean isNamed(Expression expression, String constant) {
        return expression instanceof FieldAccessExpr access
                        && access.getNameAsString().equals(constant)
                || expression instanceof NameExpr name && name.getNameAsString().equals(constant);
    }
}
