package dev.cofferdam.scan.java;

import com.github.javaparser.ast.DataKey;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which local variable, parameter or pattern a bare name means at a place (JLS 6.3, as far as a statement that compiles needs it). */
public final class LocalNames {

    private static final DataKey<Set<String>> PATTERNS = new DataKey<>() {};

    private LocalNames() {}

    /** Whether a bare name means a local variable or parameter at this place. */
    public static boolean isLocal(String name, Node at) {
        return declaration(name, at).isPresent();
    }

    /** The variable that a bare name means at this place, when it is a local one and no parameter. */
    public static Optional<VariableDeclarator> variable(String name, Node at) {
        return declaration(name, at)
                .filter(VariableDeclarator.class::isInstance)
                .map(VariableDeclarator.class::cast);
    }

    /** The declaration of a local name, searched outward through blocks, lambdas and parameters. */
    public static Optional<Node> declaration(String name, Node at) {
        Node below = at;
        boolean mayBePattern = patterns(at).contains(name);
        for (Node node = at;
                node != null;
                below = node, node = node.getParentNode().orElse(null)) {
            if (node instanceof TypeDeclaration<?> type) {
                Optional<Node> field = Enclosing.isLocal(type) ? field(type, name) : Optional.empty();
                if (field.isPresent() || !Enclosing.isLocal(type)) {
                    return field;
                }
            }
            for (Node child : node.getChildNodes()) {
                if (Enclosing.isSameNode(child, below) && !(child instanceof ExpressionStmt)) {
                    break;
                }
                Optional<Node> found = declares(child, name);
                if (found.isPresent()) {
                    return found;
                }
                if (Enclosing.isSameNode(child, below)) {
                    break;
                }
            }
            Optional<Node> pattern = mayBePattern ? pattern(node, below, name) : Optional.empty();
            if (pattern.isPresent()) {
                return pattern;
            }
        }
        return Optional.empty();
    }

    /** A class in a body has its fields in the source alone. */
    private static Optional<Node> field(TypeDeclaration<?> type, String name) {
        return type.getFields().stream()
                .flatMap(field -> field.getVariables().stream())
                .filter(each -> each.getNameAsString().equals(name))
                .map(Node.class::cast)
                .findFirst();
    }

    private static Optional<Node> declares(Node child, String name) {
        if (child instanceof Parameter parameter && parameter.getNameAsString().equals(name)) {
            return Optional.of(parameter);
        }
        if (child instanceof ExpressionStmt statement
                && statement.getExpression().isVariableDeclarationExpr()) {
            return declares(statement.getExpression(), name);
        }
        if (child instanceof VariableDeclarationExpr declaration) {
            return declaration.getVariables().stream()
                    .filter(each -> each.getNameAsString().equals(name))
                    .map(Node.class::cast)
                    .findFirst();
        }
        return Optional.empty();
    }

    /** Names of all patterns of the member that a node belongs to; kept with the member, because nearly always there are none. */
    private static Set<String> patterns(Node node) {
        Node member = Enclosing.memberNode(node).orElse(node);
        if (member.containsData(PATTERNS)) {
            return member.getData(PATTERNS);
        }
        Set<String> names = new HashSet<>();
        member.walk(TypePatternExpr.class, pattern -> names.add(pattern.getNameAsString()));
        member.setData(PATTERNS, names);
        return names;
    }

    /** {@code x instanceof Owner owner} in a condition that governs the place: around it, to its left, or before it in the block. */
    private static Optional<Node> pattern(Node node, Node below, String name) {
        List<Node> conditions = new ArrayList<>();
        if (node instanceof IfStmt branch) {
            conditions.add(branch.getCondition());
        } else if (node instanceof SwitchEntry entry) {
            conditions.addAll(entry.getLabels());
            entry.getGuard().ifPresent(conditions::add);
        } else if (node instanceof BinaryExpr both && Enclosing.isSameNode(below, both.getRight())) {
            conditions.add(both.getLeft());
        } else if (node instanceof ConditionalExpr conditional) {
            conditions.add(conditional.getCondition());
        } else if (node instanceof BlockStmt block) {
            block.getStatements().stream()
                    .takeWhile(each -> !Enclosing.isSameNode(each, below))
                    .forEach(each -> addCondition(each, conditions));
        }
        return conditions.stream()
                .flatMap(condition ->
                        condition
                                .findFirst(TypePatternExpr.class, each -> each.getNameAsString()
                                        .equals(name))
                                .stream())
                .map(Node.class::cast)
                .findFirst();
    }

    /** What was not so when the statement was left: an if that returns, a loop that went on until it was so. */
    private static void addCondition(Statement statement, List<Node> conditions) {
        if (statement instanceof IfStmt branch) {
            conditions.add(branch.getCondition());
        } else if (statement instanceof WhileStmt loop) {
            conditions.add(loop.getCondition());
        }
    }
}
