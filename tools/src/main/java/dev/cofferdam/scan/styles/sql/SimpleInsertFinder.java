package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.strings.StringFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Spring's {@code SimpleJdbcInsert}: the columns it is told to use, else every column of the table, which it asks the driver for when it
 * runs (Spring Framework reference, "Simplifying JDBC operations"). The insert stands where it is executed.
 */
public final class SimpleInsertFinder implements StyleFinder {

    private static final Set<String> COLUMN_CALLS =
            Set.of("usingColumns", "usingGeneratedKeyColumns", "setColumnNames", "setGeneratedKeyName");
    private static final Set<String> EXECUTES =
            Set.of("execute", "executeAndReturnKey", "executeAndReturnKeyHolder", "executeBatch");

    private final Scan scan;
    private final List<SourceFile> candidates;

    public SimpleInsertFinder(Scan scan) {
        this.scan = scan;
        candidates = scan.index().mentioning(Set.of("SimpleJdbcInsert"));
        Set<String> words = new TreeSet<>(EXECUTES);
        words.add("withTableName");
        scan.index().want(candidates, words);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> {
            scan.index().walk(file, MethodCallExpr.class, call -> {
                if (call.getNameAsString().equals("withTableName")
                        && call.getArguments().size() == 1) {
                    findInsert(call);
                }
            });
        }));
    }

    private void findInsert(MethodCallExpr named) {
        List<MethodCallExpr> chain = chain(named);
        boolean ours = names(named.getArgument(0), scan.column().table().name());
        List<Expression> used = new ArrayList<>();
        List<Expression> generated = new ArrayList<>();
        for (MethodCallExpr call : chain) {
            if (COLUMN_CALLS.contains(call.getNameAsString())) {
                (call.getNameAsString().contains("Generated") ? generated : used).addAll(call.getArguments());
            }
        }
        List<Expression> own = columns(used);
        List<Expression> keys = columns(generated);
        if (!ours) {
            // What it names belongs to another table.
            own.forEach(this::claim);
            keys.forEach(this::claim);
            return;
        }
        own.forEach(each -> {
            claim(each);
            add(each, Access.WRITE, Style.SQL_STRING, scan.column().column(), "`SimpleJdbcInsert` is told to write it");
        });
        keys.forEach(each -> {
            claim(each);
            add(
                    each,
                    Access.READ,
                    Style.RESULT_COLUMN,
                    scan.column().column(),
                    "`SimpleJdbcInsert` returns it as generated key");
        });
        boolean writes = used.isEmpty() ? keys.isEmpty() : !own.isEmpty();
        if (writes) {
            addExecutions(named, chain.get(chain.size() - 1), used.isEmpty());
        }
    }

    /** Calls on the object that the insert was put into, else the chain itself. */
    private void addExecutions(MethodCallExpr named, MethodCallExpr end, boolean all) {
        String reason = all
                ? "`SimpleJdbcInsert` without `usingColumns` writes every column of the table"
                : "runs a `SimpleJdbcInsert` that writes it";
        List<MethodCallExpr> runs =
                holder(end).map(name -> executions(named, name)).orElse(List.of());
        for (MethodCallExpr run : runs) {
            add(run.getName(), Access.WRITE, Style.STAR, run.getNameAsString(), reason);
        }
        if (runs.isEmpty() && all) {
            add(named.getName(), Access.WRITE, Style.STAR, "withTableName", reason);
        }
    }

    private static List<MethodCallExpr> executions(MethodCallExpr named, String holder) {
        return named.findCompilationUnit()
                .map(unit -> unit.findAll(
                        MethodCallExpr.class,
                        call -> EXECUTES.contains(call.getNameAsString())
                                && call.getScope()
                                        .filter(scope -> scope.toString()
                                                .replaceFirst("^this\\.", "")
                                                .equals(holder))
                                        .isPresent()))
                .orElse(List.of());
    }

    /** The variable or field that a chain is assigned to. */
    private static Optional<String> holder(MethodCallExpr end) {
        Node parent = end.getParentNode().orElse(null);
        if (parent instanceof VariableDeclarator variable) {
            return Optional.of(variable.getNameAsString());
        }
        if (parent instanceof AssignExpr assign) {
            return Optional.of(
                    assign.getTarget() instanceof FieldAccessExpr field
                            ? field.getNameAsString()
                            : assign.getTarget().toString());
        }
        // insert.withTableName("owners"); on its own changes the object.
        Expression root = StringFolder.root(end);
        return root.isNameExpr() ? Optional.of(root.toString()) : Optional.empty();
    }

    /** All calls of the chain that a call is in, in the order in which they run. */
    static List<MethodCallExpr> chain(MethodCallExpr call) {
        List<MethodCallExpr> calls = new ArrayList<>();
        for (Optional<Expression> at = call.getScope(); at.isPresent() && at.get() instanceof MethodCallExpr each; ) {
            calls.add(0, each);
            at = each.getScope();
        }
        calls.add(call);
        MethodCallExpr last = call;
        while (last.getParentNode().orElse(null) instanceof MethodCallExpr next
                && next.getScope().isPresent()
                && Enclosing.isSameNode(next.getScope().get(), last)) {
            calls.add(next);
            last = next;
        }
        return calls;
    }

    /** The strings that name the column; of a list that is declared elsewhere the argument. */
    private List<Expression> columns(List<Expression> arguments) {
        List<Expression> found = new ArrayList<>();
        for (Expression argument : arguments) {
            List<Expression> parts = new ArrayList<>();
            argument.walk(StringLiteralExpr.class, parts::add);
            parts.add(argument);
            parts.stream()
                    .filter(each -> names(each, scan.column().column()))
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Whether the expression is a string with this name, quoted or qualified or not, or a list that holds it. */
    private boolean names(Expression expression, String name) {
        return scan.folder().foldList(expression).stream()
                .map(text -> text.text("?").replaceAll("[\"`\\[\\]]", ""))
                .anyMatch(text -> text.substring(text.lastIndexOf('.') + 1).equalsIgnoreCase(name));
    }

    private void claim(Expression literal) {
        scan.types().context(literal).ifPresent(type -> scan.claim(type, literal));
    }

    private void add(Node at, Access access, Style style, String token, String reason) {
        scan.types()
                .context(at)
                .ifPresent(type -> scan.add(new Hit(Spot.of(type, at), access, style, Confidence.CERTAIN, token, reason)
                        .at(JavaReader.column(at))));
    }
}
