package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.LocalNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which statements of a method a row comes from: its variable is followed to the call that ran one. A method that runs several has a
 * result of each, and a label that one of them has may be in another one too.
 */
final class RowOrigins {

    private static final int DEEPEST = 6;

    private RowOrigins() {}

    /**
     * The statements whose result a label or position is fetched from; none when the row is not followed to any.
     *
     * @param reads statements of the method
     */
    static List<StatementFinder.Read> of(Node label, List<StatementFinder.Read> reads) {
        if (reads.size() < 2
                || !(label instanceof MethodCallExpr || label.getParentNode().orElse(null) instanceof MethodCallExpr)) {
            return List.of();
        }
        MethodCallExpr fetch = label instanceof MethodCallExpr call
                ? call
                : (MethodCallExpr) label.getParentNode().orElseThrow();
        if (!(fetch.getScope().orElse(null) instanceof NameExpr row)) {
            return List.of();
        }
        Set<Node> values = Collections.newSetFromMap(new IdentityHashMap<>());
        addValues(row, values, 0);
        return reads.stream()
                .filter(read ->
                        values.stream().anyMatch(value -> isIn(read.root().node(), value)))
                .toList();
    }

    /** What a variable may hold where it is used, and what the variables in that hold there. */
    private static void addValues(NameExpr use, Set<Node> values, int depth) {
        Optional<VariableDeclarator> variable = LocalNames.variable(use.getNameAsString(), use);
        if (depth > DEEPEST || variable.isEmpty()) {
            return;
        }
        for (Expression value : valuesAt(use, variable.get())) {
            if (values.add(value)) {
                value.walk(NameExpr.class, name -> addValues(name, values, depth + 1));
            }
        }
    }

    /** The last value that is set on every way to the use, and those that are set on some way after it. */
    private static List<Expression> valuesAt(NameExpr use, VariableDeclarator variable) {
        List<Expression> values = new ArrayList<>();
        variable.getInitializer().ifPresent(values::add);
        variable.getParentNode()
                .flatMap(Node::getParentNode)
                .filter(ForEachStmt.class::isInstance)
                .ifPresent(loop -> values.add(((ForEachStmt) loop).getIterable()));
        Enclosing.memberNode(use)
                .ifPresent(member -> member.walk(AssignExpr.class, assign -> {
                    if (!assign.getTarget().toString().equals(variable.getNameAsString())) {
                        return;
                    }
                    boolean before = isBefore(assign, use);
                    if (before && assign.getOperator() == AssignExpr.Operator.ASSIGN && isAlwaysRun(assign, use)) {
                        values.clear();
                    }
                    if (before || isInOneLoop(assign, use)) {
                        values.add(assign.getValue());
                    }
                }));
        return values;
    }

    private static boolean isBefore(Node first, Node second) {
        return first.getBegin().isPresent()
                && second.getBegin().isPresent()
                && first.getBegin().get().isBefore(second.getBegin().get());
    }

    /** Whether the block of the one is around the other. */
    private static boolean isAlwaysRun(AssignExpr assign, NameExpr use) {
        return assign.getParentNode()
                .flatMap(Node::getParentNode)
                .filter(BlockStmt.class::isInstance)
                .filter(block -> block.isAncestorOf(use))
                .isPresent();
    }

    private static boolean isInOneLoop(Node one, Node other) {
        for (Node at = one; at != null; at = at.getParentNode().orElse(null)) {
            boolean loop = at.getClass().getSimpleName().matches("(For|ForEach|While|Do)Stmt");
            if (loop && at.isAncestorOf(other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(Node node, Node around) {
        return Enclosing.isSameNode(node, around) || around.isAncestorOf(node);
    }
}
