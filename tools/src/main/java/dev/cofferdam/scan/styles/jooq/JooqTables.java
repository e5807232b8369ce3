package dev.cofferdam.scan.styles.jooq;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.types.Typed;
import java.util.Optional;
import java.util.Set;

/** Whether an expression stands for the generated table that is asked about, or for one of its records. */
final class JooqTables {

    private static final int DEEPEST = 8;
    private static final Set<String> SAME = Set.of("as", "rename", "where", "useIndex", "forceIndex", "tableSample");
    private static final Set<String> ONE_RECORD =
            Set.of("newRecord", "fetchOne", "fetchAny", "fetchSingle", "into", "original", "copy", "with");

    private final Scan scan;
    private final GeneratedNames names;

    JooqTables(Scan scan, GeneratedNames names) {
        this.scan = scan;
        this.names = names;
    }

    /** How sure it is that an expression is the table, under its own name or an alias. */
    Optional<Confidence> of(Expression expression) {
        return of(expression, 0);
    }

    private Optional<Confidence> of(Expression expression, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (expression instanceof NameExpr name) {
            return ofName(name, depth);
        }
        if (expression instanceof FieldAccessExpr access) {
            boolean constant = access.getNameAsString().equals(names.tableConstant());
            return constant
                    ? Optional.of(Confidence.CERTAIN)
                    : ofType(scan.types().of(access));
        }
        if (expression instanceof ObjectCreationExpr created) {
            return created.getType().getNameAsString().equals(names.tableClass())
                    ? Optional.of(Confidence.CERTAIN)
                    : Optional.empty();
        }
        if (!(expression instanceof MethodCallExpr call) || call.getScope().isEmpty()) {
            return Optional.empty();
        }
        if (SAME.contains(call.getNameAsString())) {
            return of(call.getScope().get(), depth + 1);
        }
        // PETS.owners().TELEPHONE: a path along a foreign key, named after the table or the key.
        boolean path = call.getArguments().isEmpty()
                && call.getNameAsString().equalsIgnoreCase(names.tableClass())
                && call.getScope().get().toString().matches("[A-Z0-9_.]+(\\(\\))?");
        return path ? Optional.of(Confidence.LIKELY) : Optional.empty();
    }

    private Optional<Confidence> ofName(NameExpr name, int depth) {
        String text = name.getNameAsString();
        if (LocalNames.isLocal(text, name)) {
            Optional<Expression> initial = JooqFinder.initial(text, name);
            return ofType(scan.types().of(name)).or(() -> initial.flatMap(value -> of(value, depth + 1)));
        }
        if (text.equals(names.tableConstant())) {
            boolean string = scan.types()
                    .of(name)
                    .filter(type -> type.name().equals("String"))
                    .isPresent();
            return string ? Optional.empty() : Optional.of(Confidence.CERTAIN);
        }
        return text.equals(names.tableClass())
                ? Optional.empty()
                : ofType(scan.types().of(name));
    }

    private Optional<Confidence> ofType(Optional<Typed> type) {
        return type.filter(each -> each.name().equals(names.tableClass())).map(each -> Confidence.CERTAIN);
    }

    /** How sure it is that an expression is one of the table's records, or of the plain objects generated beside them. */
    Optional<Confidence> record(Expression expression) {
        Optional<Typed> type = scan.types().of(expression);
        if (type.isPresent()) {
            boolean record = type.get().name().equals(names.recordClass());
            boolean plain = type.get().name().equals(names.tableClass())
                    && type.get()
                            .fact()
                            .map(fact -> fact.path().contains("/pojos/"))
                            .orElseGet(() -> importsPlainObject(expression));
            return record || plain
                    ? Optional.of(record ? Confidence.CERTAIN : Confidence.LIKELY)
                    : type.get().fact().isEmpty() ? made(expression) : Optional.empty();
        }
        return made(expression);
    }

    private boolean importsPlainObject(Expression expression) {
        return scan.types()
                .context(expression)
                .filter(type -> scan.index().file(type).imports().stream()
                        .anyMatch(each -> each.endsWith(".pojos." + names.tableClass())))
                .isPresent();
    }

    /** {@code var record = context.newRecord(OWNERS)}, {@code context.fetchOne(OWNERS, ...)}. */
    private Optional<Confidence> made(Expression expression) {
        Expression value = expression instanceof NameExpr name
                ? JooqFinder.initial(name.getNameAsString(), name).orElse(expression)
                : expression;
        return value instanceof MethodCallExpr call
                        && ONE_RECORD.contains(call.getNameAsString())
                        && !call.getArguments().isEmpty()
                ? of(call.getArgument(0))
                : Optional.empty();
    }

    /** Whether the member around a node names the table, as {@code OWNERS} or as {@code table("owners")}. */
    boolean isNamedAround(Node node) {
        return Enclosing.memberNode(node)
                .filter(member -> member.findFirst(
                                Expression.class,
                                each -> each instanceof NameExpr name
                                                && name.getNameAsString().equals(names.tableConstant())
                                        || each instanceof StringLiteralExpr literal
                                                && literal.getValue()
                                                        .equalsIgnoreCase(scan.column()
                                                                .table()
                                                                .name()))
                        .isPresent())
                .isPresent();
    }

    /** Whether the schema has a table of that name. */
    boolean isTable(String name) {
        return scan.schema().tables().stream()
                .anyMatch(table -> table.ref().name().equalsIgnoreCase(name));
    }
}
