package dev.cofferdam.scan.strings;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What changes the text that a variable holds: assignments, and what is appended to a builder. Folding asks often. */
final class TextChanges {

    private final IdentityHashMap<Node, Map<String, List<Expression>>> known = new IdentityHashMap<>();

    /** Changes of a variable in a member that lie before a use of it, in the order in which they happen. */
    List<Expression> before(Expression use, String variable, Node member) {
        return known.computeIfAbsent(member, TextChanges::of).getOrDefault(variable, List.of()).stream()
                .filter(change -> !end(change).isAfter(use.getBegin().orElse(Position.HOME)))
                .filter(change -> !change.isAncestorOf(use))
                .toList();
    }

    private static Map<String, List<Expression>> of(Node member) {
        Map<String, List<Expression>> found = new HashMap<>();
        member.walk(Expression.class, expression -> {
            if (expression instanceof AssignExpr assign && assign.getTarget() instanceof NameExpr target) {
                found.computeIfAbsent(target.getNameAsString(), name -> new ArrayList<>())
                        .add(assign);
            } else if (expression instanceof MethodCallExpr call
                    && (call.getNameAsString().equals("append") || isInsertAtStart(call))
                    && StringFolder.root(call) instanceof NameExpr target) {
                found.computeIfAbsent(target.getNameAsString(), name -> new ArrayList<>())
                        .add(call);
            }
        });
        found.values().forEach(each -> each.sort(Comparator.comparing(TextChanges::end)));
        return found;
    }

    private static boolean isInsertAtStart(MethodCallExpr call) {
        return call.getNameAsString().equals("insert")
                && call.getArguments().size() == 2
                && call.getArgument(0).toString().equals("0");
    }

    private static Position end(Node node) {
        return node.getEnd().orElse(Position.HOME);
    }
}
