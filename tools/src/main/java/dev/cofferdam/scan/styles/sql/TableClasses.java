package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Classes of the project that stand for the table in queries put together by calls: a {@code SqlTable} of MyBatis Dynamic SQL, a
 * {@code RelationalPathBase} of QueryDSL for SQL. The constructor says which table, a field's initializer which column.
 */
final class TableClasses {

    private static final Set<String> PARENTS =
            Set.of("SqlTable", "AliasableSqlTable", "RelationalPathBase", "RelationalPath");

    private final Scan scan;
    private final List<TypeFact> tables;

    TableClasses(Scan scan) {
        this.scan = scan;
        Set<String> table = Tokens.quoted(Set.of(scan.column().table().name()));
        tables = scan.index().below(PARENTS).stream()
                .filter(type -> scan.index().source(type.path()).mentionsAny(table))
                .filter(this::isTable)
                .toList();
    }

    List<TypeFact> all() {
        return tables;
    }

    boolean contains(TypeFact type) {
        return tables.stream().anyMatch(each -> scan.index().isSame(each, type));
    }

    private boolean isTable(TypeFact type) {
        String table = scan.column().table().name();
        return scan.index().whole(type.path()).findAll(ExplicitConstructorInvocationStmt.class).stream()
                .filter(call -> isIn(call, type))
                .flatMap(call -> call.getArguments().stream())
                .filter(StringLiteralExpr.class::isInstance)
                .map(argument -> ((StringLiteralExpr) argument).asString())
                .anyMatch(name -> name.substring(name.lastIndexOf('.') + 1).equalsIgnoreCase(table));
    }

    private static boolean isIn(com.github.javaparser.ast.Node node, TypeFact type) {
        return Enclosing.typeName(node).filter(type.name()::equals).isPresent();
    }

    /** Fields of a table's class that stand for the column. */
    List<VariableDeclarator> columns(TypeFact table) {
        List<VariableDeclarator> found = new ArrayList<>();
        scan.index().whole(table.path()).walk(VariableDeclarator.class, variable -> {
            boolean field = variable.getParentNode()
                    .flatMap(declaration -> declaration.getParentNode())
                    .filter(TypeDeclaration.class::isInstance)
                    .isPresent();
            if (field && isIn(variable, table) && isColumn(variable, table)) {
                found.add(variable);
            }
        });
        return found;
    }

    /** {@code column("telephone")}; for QueryDSL {@code createString("telephone")}, unless its metadata names another column. */
    private boolean isColumn(VariableDeclarator field, TypeFact table) {
        Optional<String> named = field.getInitializer()
                .filter(MethodCallExpr.class::isInstance)
                .map(call -> ((MethodCallExpr) call).getArguments())
                .filter(arguments -> !arguments.isEmpty())
                .flatMap(arguments -> text(arguments.get(0)));
        boolean same = named.filter(scan.column().column()::equalsIgnoreCase).isPresent();
        return metadata(field.getNameAsString(), table)
                .map(scan.column().column()::equalsIgnoreCase)
                .orElse(same);
    }

    private static Optional<String> text(Expression expression) {
        return expression instanceof StringLiteralExpr literal ? Optional.of(literal.asString()) : Optional.empty();
    }

    /** {@code addMetadata(phone, ColumnMetadata.named("telephone"))}. */
    private Optional<String> metadata(String field, TypeFact table) {
        return scan.index().whole(table.path()).findAll(MethodCallExpr.class).stream()
                .filter(call -> call.getNameAsString().equals("addMetadata")
                        && call.getArguments().size() == 2
                        && call.getArgument(0).toString().equals(field)
                        && isIn(call, table))
                .flatMap(call -> call.getArgument(1).findAll(StringLiteralExpr.class).stream())
                .map(StringLiteralExpr::asString)
                .findFirst();
    }
}
