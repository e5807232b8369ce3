package dev.cofferdam.scan.java;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import java.util.Set;

/** Calls that only tell a mock what to answer, or what it should have been asked: nothing behind them runs. */
public final class Stubs {
    private static final Set<String> ASKING = Set.of("when", "given");
    private static final Set<String> TELLING = Set.of("when", "given", "verify", "should", "inOrder");

    private Stubs() {}

    /** {@code when(dao.phone())}, {@code doReturn("x").when(dao).phone()}, {@code verify(dao).phone()}. */
    public static boolean isStub(Expression at) {
        boolean asked = at.getParentNode()
                .filter(around -> around instanceof MethodCallExpr call
                        && ASKING.contains(call.getNameAsString())
                        && call.getArguments().stream().anyMatch(each -> Enclosing.isSameNode(each, at)))
                .isPresent();
        boolean told = at instanceof MethodCallExpr call
                && call.getScope()
                        .filter(scope ->
                                scope instanceof MethodCallExpr before && TELLING.contains(before.getNameAsString()))
                        .isPresent();
        return asked || told;
    }
}
