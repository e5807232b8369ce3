package dev.cofferdam.scan.styles.jooq;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import java.util.Optional;
import java.util.Set;

/** Calls of jOOQ that read or write every column of a generated table, whose names nobody wrote. */
final class JooqRows {

    private final Scan scan;
    private final GeneratedNames names;
    private final JooqTables tables;

    JooqRows(Scan scan, GeneratedNames names, JooqTables tables) {
        this.scan = scan;
        this.names = names;
        this.tables = tables;
    }

    void find(MethodCallExpr call) {
        Optional<Confidence> first = call.getArguments().isEmpty() ? Optional.empty() : tables.of(call.getArgument(0));
        switch (call.getNameAsString()) {
            case "selectFrom" -> first.ifPresent(sure -> read(call, sure, "`selectFrom` reads every column"));
            case "from" ->
                first.filter(sure -> isEmptySelect(call))
                        .ifPresent(sure -> read(call, sure, "a `select()` without columns reads every column"));
            case "insertInto" -> first.filter(sure -> isByPosition(call)).ifPresent(sure -> write(call, sure));
            case "fields", "asterisk", "fieldsRow" ->
                call.getScope()
                        .flatMap(tables::of)
                        .ifPresent(sure -> read(call, sure, "all fields of `" + names.tableConstant() + "`"));
            case "into", "fetchInto" ->
                first.ifPresent(sure -> read(call, Confidence.LIKELY, "the result is put into whole records"));
            case "returning" -> findReturning(call);
            case "newRecord" -> findNewRecord(call, first);
            case "batchStore", "batchInsert", "batchUpdate", "batchMerge" -> findBatch(call);
            default -> {
                if (JooqCalls.isFetch(call.getNameAsString())) {
                    first.ifPresent(sure -> read(call, sure, "`" + call.getNameAsString() + "` reads whole records"));
                }
            }
        }
    }

    /** {@code select().from(OWNERS)}; with columns the select says what it reads. */
    private static boolean isEmptySelect(MethodCallExpr from) {
        return from.getScope()
                .filter(scope -> scope instanceof MethodCallExpr select
                        && Set.of("select", "selectDistinct").contains(select.getNameAsString())
                        && select.getArguments().stream().allMatch(JooqRows::isAsterisk))
                .isPresent();
    }

    /** {@code asterisk()} of no table is of all. */
    private static boolean isAsterisk(Expression item) {
        return item instanceof MethodCallExpr call
                && call.getNameAsString().equals("asterisk")
                && call.getScope()
                        .filter(scope -> !scope.toString().equals("DSL"))
                        .isEmpty();
    }

    /** {@code insertInto(OWNERS).values(...)} or {@code .select(...)}; {@code set} and {@code columns} name what they fill. */
    private static boolean isByPosition(MethodCallExpr insert) {
        return insert.getArguments().size() == 1
                && insert.getParentNode().orElse(null) instanceof MethodCallExpr next
                && Set.of("values", "select").contains(next.getNameAsString());
    }

    private void findReturning(MethodCallExpr call) {
        if (!call.getArguments().isEmpty()) {
            return;
        }
        for (Optional<Expression> at = call.getScope(); at.isPresent(); ) {
            if (!(at.get() instanceof MethodCallExpr each)) {
                return;
            }
            boolean target = Set.of("insertInto", "update", "deleteFrom", "delete", "mergeInto")
                    .contains(each.getNameAsString());
            if (target && !each.getArguments().isEmpty()) {
                tables.of(each.getArgument(0))
                        .ifPresent(sure -> read(call, sure, "`returning()` without columns returns every column"));
                return;
            }
            at = each.getScope();
        }
    }

    /** A record that is filled from an object is stored with all that the object has. */
    private void findNewRecord(MethodCallExpr call, Optional<Confidence> table) {
        boolean stored = Enclosing.memberNode(call)
                .filter(member -> member.findFirst(MethodCallExpr.class, each -> Set.of(
                                        "store", "insert", "update", "merge", "executeInsert", "executeUpdate")
                                .contains(each.getNameAsString()))
                        .isPresent())
                .isPresent();
        if (table.isPresent() && stored && call.getArguments().size() == 2) {
            write(call, Confidence.LIKELY);
        }
    }

    /** Records that are stored together, each with all that was set in it. */
    private void findBatch(MethodCallExpr call) {
        for (Expression records : call.getArguments()) {
            boolean made = records.findFirst(
                            ObjectCreationExpr.class,
                            each -> each.getType().getNameAsString().equals(names.recordClass()))
                    .isPresent();
            boolean declared = scan.types()
                    .of(records)
                    .map(type -> type.element().orElse(type))
                    .filter(type -> type.name().equals(names.recordClass()))
                    .isPresent();
            if (made || declared) {
                write(call, Confidence.LIKELY);
                return;
            }
        }
    }

    private void read(MethodCallExpr call, Confidence confidence, String reason) {
        add(call, Access.READ, confidence, reason);
    }

    private void write(MethodCallExpr call, Confidence confidence) {
        add(call, Access.WRITE, confidence, "`" + call.getNameAsString() + "` without columns writes all of them");
    }

    private void add(MethodCallExpr call, Access access, Confidence confidence, String reason) {
        Node at = call.getName();
        scan.types()
                .context(call)
                .ifPresent(type -> scan.add(
                        new Hit(Spot.of(type, at), access, Style.STAR, confidence, call.getNameAsString(), reason)
                                .at(JavaReader.column(at))));
    }
}
