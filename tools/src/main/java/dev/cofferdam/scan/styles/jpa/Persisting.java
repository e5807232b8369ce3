package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.types.ExpressionTypes;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a method makes an object persistent. What was set before is part of the INSERT; what is set afterwards is an UPDATE of the
 * whole row besides, since the persistence context watches the object from then on (Jakarta Persistence 3.2.2 and 3.2.4).
 */
final class Persisting {

    private static final Set<String> PERSISTS = Set.of("persist", "persistAndFlush");
    /** Of Hibernate, whose {@code save} takes new objects alone; a repository's may merge. */
    private static final Set<String> SESSIONS = Set.of("Session", "StatelessSession", "HibernateTemplate");

    private final ExpressionTypes types;

    Persisting(ExpressionTypes types) {
        this.types = types;
    }

    /** Whether the object is new when it is changed: it is persisted later, or merged if that cannot be. */
    boolean isLater(Expression object, Expression change, Node method) {
        return persisting(object, method).stream()
                .filter(call ->
                        isBefore(change, call) && !isAnother(object, change, call, method) && !ends(change, call))
                .anyMatch(call -> isAround(call, change) || mergesElse(call, object));
    }

    /** Whether the object is persisted before it is changed, on every way to the change. */
    boolean isEarlier(Expression object, Expression change, Node method) {
        return persisting(object, method).stream()
                .anyMatch(call ->
                        isBefore(call, change) && isAround(call, change) && !isAnother(object, call, change, method));
    }

    /** Whether the variable is set to something else between two places. */
    private static boolean isAnother(Expression object, Node first, Node second, Node method) {
        return method.findFirst(
                        AssignExpr.class,
                        assign -> assign.getTarget().equals(object)
                                && isBefore(first, assign)
                                && isBefore(assign, second))
                .isPresent();
    }

    /** Whether the block with the change is left for good before the call is reached. */
    private static boolean ends(Expression change, MethodCallExpr call) {
        return Enclosing.nearest(change, BlockStmt.class)
                .filter(block -> !block.isAncestorOf(call))
                .filter(block -> block.getStatements().stream()
                        .anyMatch(each -> each.isReturnStmt() || each.isThrowStmt() || each.isContinueStmt()))
                .isPresent();
    }

    private List<MethodCallExpr> persisting(Expression object, Node method) {
        return object.isNameExpr() ? method.findAll(MethodCallExpr.class, call -> persists(call, object)) : List.of();
    }

    private boolean persists(MethodCallExpr call, Expression object) {
        boolean named = PERSISTS.contains(call.getNameAsString())
                || call.getNameAsString().equals("save") && isSession(call.getScope());
        return named
                && (call.getArguments().contains(object)
                        || call.getArguments().isEmpty()
                                && call.getScope().filter(object::equals).isPresent());
    }

    private boolean isSession(Optional<Expression> scope) {
        return scope.flatMap(types::of)
                .map(Typed::name)
                .filter(SESSIONS::contains)
                .isPresent();
    }

    private static boolean isBefore(Node first, Node second) {
        return first.getEnd().isPresent()
                && second.getEnd().isPresent()
                && first.getEnd().get().isBefore(second.getEnd().get());
    }

    /** Whether the call is made whenever the change is, but for what returns in between. */
    private static boolean isAround(MethodCallExpr call, Expression change) {
        Optional<Node> around = Optional.of(call);
        while (around.isPresent() && !(around.get() instanceof BlockStmt) && !(around.get() instanceof IfStmt)) {
            around = around.get().getParentNode();
        }
        return around.filter(each -> each.isAncestorOf(change)).isPresent();
    }

    /** {@code if (owner.getId() == null) em.persist(owner); else em.merge(owner);}. */
    private static boolean mergesElse(MethodCallExpr call, Expression object) {
        return Enclosing.nearest(call, IfStmt.class)
                .filter(branch -> branch.getElseStmt().isPresent())
                .filter(branch -> branch.findFirst(
                                MethodCallExpr.class,
                                each -> each.getNameAsString().equals("merge")
                                        && each.getArguments().contains(object))
                        .isPresent())
                .isPresent();
    }
}
