package dev.cofferdam.scan.statements;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.strings.StringFolder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the statements of a file by what they are handed to and by what they say: a string that starts like a statement counts even
 * when no known method takes it, because wrappers are common.
 */
public final class SqlRoots {

    private static final Set<String> SAME_BEGINNING =
            Set.of("append", "concat", "toString", "trim", "strip", "stripIndent", "formatted", "replace");

    private static final Set<String> JPQL_CALLS =
            Set.of("createQuery", "createSelectionQuery", "createMutationQuery", "createNamedQuery");
    private static final Set<String> NATIVE_CALLS =
            Set.of("createNativeQuery", "createSQLQuery", "createNativeMutationQuery");
    private static final Set<String> JPQL_ANNOTATIONS = Set.of("Query", "NamedQuery", "HQL");
    private static final Set<String> NATIVE_ANNOTATIONS =
            Set.of("NativeQuery", "NamedNativeQuery", "SQLDelete", "SQLInsert", "SQLUpdate", "SQL", "Subselect");
    private static final Set<String> LOGGERS = Set.of(
            "trace",
            "debug",
            "info",
            "warn",
            "error",
            "println",
            "printf",
            "log",
            "append",
            "concat",
            "as",
            "equals",
            "contains");
    /** What is handed to them is said to a person or compared; no database sees it. */
    private static final Set<String> SPEAKERS = Set.of(
            "trace",
            "debug",
            "info",
            "warn",
            "error",
            "fatal",
            "println",
            "printf",
            "print",
            "log",
            "fail",
            "assertEquals",
            "assertTrue",
            "assertThat",
            "isEqualTo",
            "hasMessage",
            "hasMessageContaining",
            "describedAs",
            "checkArgument",
            "checkState");

    private static final Set<String> QUERY_MEMBERS = Set.of("value", "query", "sql");

    private final StringFolder folder;
    private final IdentityHashMap<CompilationUnit, List<SqlRoot>> read = new IdentityHashMap<>();

    public SqlRoots(StringFolder folder) {
        this.folder = folder;
    }

    /** The strings of a file that are statements; read once for all columns that are asked about. */
    public List<SqlRoot> of(CompilationUnit unit) {
        List<SqlRoot> known = read.get(unit);
        if (known == null) {
            known = find(unit);
            read.put(unit, known);
        }
        return known;
    }

    private List<SqlRoot> find(CompilationUnit unit) {
        List<SqlRoot> roots = new ArrayList<>();
        Set<Node> consumed = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Expression> all = unit.findAll(Expression.class);
        for (Expression use : all) {
            if (isHandedOver(use) && folder.mayBeText(Sums.first(use))) {
                add(use, roots, consumed);
            }
        }
        for (Expression literal : all) {
            if (isLiteral(literal) && !consumed.contains(literal)) {
                add(outermost(literal), roots, consumed);
            }
        }
        return roots;
    }

    /** Whether the text can begin like a statement: its first part decides, and most strings are none. Asked before folding. */
    private static boolean mayBegin(Expression expression) {
        Expression first = expression;
        while (true) {
            if (first instanceof BinaryExpr sum) {
                first = sum.getLeft();
            } else if (first instanceof EnclosedExpr enclosed) {
                first = enclosed.getInner();
            } else if (first instanceof ConditionalExpr conditional) {
                first = conditional.getThenExpr();
            } else if (first instanceof MethodCallExpr call
                    && SAME_BEGINNING.contains(call.getNameAsString())
                    && call.getScope().isPresent()) {
                first = call.getScope().get();
            } else {
                break;
            }
        }
        if (first instanceof NameExpr name) {
            Optional<VariableDeclarator> variable = LocalNames.variable(name.getNameAsString(), name);
            return variable.flatMap(VariableDeclarator::getInitializer)
                    .filter(SqlRoots::isLiteral)
                    .map(SqlRoots::mayBegin)
                    .orElse(true);
        }
        if (!isLiteral(first)) {
            return true;
        }
        String text = ((LiteralStringValueExpr) first).getValue().stripLeading();
        return text.isEmpty() || StatementOpening.mayOpen(text);
    }

    private void add(Expression expression, List<SqlRoot> roots, Set<Node> consumed) {
        if (!mayBegin(expression) || isSaid(expression)) {
            return;
        }
        FoldedText text = folder.fold(expression);
        if (!text.isText() || !StatementOpening.opens(text.text())) {
            return;
        }
        boolean fresh = text.parts().stream().anyMatch(part -> !part.hole());
        text.parts().forEach(part -> consumed.add(part.node()));
        if (fresh) {
            String call = handedTo(expression);
            roots.add(new SqlRoot(text, expression, kind(expression, call), call));
        }
    }

    /** A message of a log, an exception or an assertion, which may show a statement and sends none. */
    private static boolean isSaid(Expression text) {
        Node parent = text.getParentNode().orElse(null);
        return parent instanceof MethodCallExpr call
                        && SPEAKERS.contains(call.getNameAsString())
                        && call.getArguments().stream().anyMatch(each -> Enclosing.isSameNode(each, text))
                || parent instanceof ObjectCreationExpr created
                        && created.getType().getNameAsString().matches("\\w*(Exception|Error)");
    }

    private static boolean isLiteral(Expression expression) {
        return expression instanceof StringLiteralExpr || expression instanceof TextBlockLiteralExpr;
    }

    /** A name, a builder's toString(), or a sum of such, as a direct argument of a call that is not a logger's. */
    private static boolean isHandedOver(Expression expression) {
        if (!Sums.isVariable(expression) && !Sums.isOfVariables(expression)) {
            return false;
        }
        Node parent = expression.getParentNode().orElse(null);
        if (parent instanceof MethodCallExpr call) {
            return call.getScope()
                            .filter(scope -> Enclosing.isSameNode(scope, expression))
                            .isEmpty()
                    && !LOGGERS.contains(call.getNameAsString());
        }
        return parent instanceof ObjectCreationExpr
                || parent instanceof AnnotationExpr
                || parent instanceof com.github.javaparser.ast.expr.MemberValuePair;
    }

    /** The largest expression of which a literal is a part of the text. */
    private static Expression outermost(Expression literal) {
        Expression at = literal;
        while (at.getParentNode().orElse(null) instanceof Expression parent && isPartOf(at, parent)) {
            at = parent;
        }
        return at;
    }

    private static boolean isPartOf(Expression part, Expression whole) {
        if (whole instanceof BinaryExpr sum) {
            return sum.getOperator() == BinaryExpr.Operator.PLUS;
        }
        if (whole instanceof EnclosedExpr) {
            return true;
        }
        if (whole instanceof ConditionalExpr conditional) {
            return Enclosing.isSameNode(conditional.getThenExpr(), part);
        }
        if (whole instanceof ObjectCreationExpr created) {
            return StringFolder.BUILDERS.contains(created.getType().getNameAsString());
        }
        if (whole instanceof MethodCallExpr call) {
            boolean receiver = call.getScope()
                    .filter(scope -> Enclosing.isSameNode(scope, part))
                    .isPresent();
            String name = call.getNameAsString();
            return receiver
                    ? Set.of("append", "concat", "toString", "trim", "strip", "stripIndent", "formatted", "replace")
                            .contains(name)
                    : Set.of("append", "concat").contains(name)
                            || name.equals("format") && Enclosing.isSameNode(call.getArgument(0), part)
                            || name.equals("join")
                                    && call.getScope()
                                            .filter(each -> each.toString().equals("String"))
                                            .isPresent();
        }
        return false;
    }

    private static String handedTo(Expression expression) {
        Node parent = expression.getParentNode().orElse(null);
        if (parent instanceof VariableDeclarator variable
                && variable.getParentNode().orElse(null) instanceof FieldDeclaration) {
            return "";
        }
        for (Node at = parent; at != null; at = at.getParentNode().orElse(null)) {
            if (at instanceof MethodCallExpr call) {
                return call.getNameAsString();
            }
            if (at instanceof com.github.javaparser.ast.expr.MemberValuePair pair
                    && !QUERY_MEMBERS.contains(pair.getNameAsString())) {
                return "";
            }
            if (at instanceof AnnotationExpr annotation) {
                return annotation.getName().getIdentifier();
            }
            if (at instanceof com.github.javaparser.ast.stmt.Statement || at instanceof AssignExpr) {
                return "";
            }
        }
        return "";
    }

    private static SqlRoot.Kind kind(Expression expression, String call) {
        boolean isNative = Enclosing.nearest(expression, AnnotationExpr.class)
                .filter(SqlRoots::isNativeQuery)
                .isPresent();
        if (NATIVE_CALLS.contains(call) || NATIVE_ANNOTATIONS.contains(call) || isNative) {
            return SqlRoot.Kind.NATIVE;
        }
        return JPQL_CALLS.contains(call) || JPQL_ANNOTATIONS.contains(call) ? SqlRoot.Kind.JPQL : SqlRoot.Kind.SQL;
    }

    private static boolean isNativeQuery(AnnotationExpr annotation) {
        return annotation instanceof NormalAnnotationExpr normal
                && normal.getPairs().stream()
                        .anyMatch(pair -> pair.getNameAsString().equals("nativeQuery")
                                && pair.getValue().toString().equals("true"));
    }
}
