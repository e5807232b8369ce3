package dev.cofferdam.scan.styles.jooq;

import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Records and objects that are filled from each other by name: {@code fetchInto(Owner.class)}, {@code record.from(dto)},
 * {@code insertInto(OWNERS).set(record)}; and fields of records that are asked for by a string (jOOQ manual, "POJOs", "CRUD").
 */
final class JooqObjects {

    private static final Set<String> INTO = Set.of(
            "into",
            "fetchInto",
            "fetchOneInto",
            "fetchSingleInto",
            "fetchAnyInto",
            "fetchStreamInto",
            "fetchOptionalInto");
    private static final Set<String> BY_NAME =
            Set.of("get", "getValue", "getValues", "set", "setValue", "with", "fetch");

    private final Scan scan;
    private final GeneratedNames names;
    private final JooqTables tables;
    private final JooqRecords records;

    JooqObjects(Scan scan, GeneratedNames names, JooqTables tables, JooqRecords records) {
        this.scan = scan;
        this.names = names;
        this.tables = tables;
        this.records = records;
    }

    void find(MethodCallExpr call) {
        if (call.getScope().isEmpty() || call.getArguments().isEmpty()) {
            return;
        }
        Expression scope = call.getScope().get();
        Expression first = call.getArgument(0);
        String name = call.getNameAsString();
        int count = call.getArguments().size();
        if (INTO.contains(name) && first instanceof ClassExpr type) {
            if (records.of(scope).isPresent() || selects(call)) {
                property(scan.types().ofType(type.getType(), type).fact())
                        .ifPresent(spot -> addProperty(spot, call, "filled by its name from records of "));
            }
        } else if (name.equals("from") && count == 1) {
            records.of(scope).ifPresent(sure -> addFilled(call, first));
        } else if (name.equals("newRecord") && count == 2 && tables.of(first).isPresent()) {
            addBound(call, call.getArgument(1));
        } else if (name.equals("set")
                && count == 1
                && isTarget(scope)
                && records.of(first).isPresent()) {
            add(
                    call,
                    call.getNameAsString(),
                    Access.WRITE,
                    Style.STAR,
                    Confidence.LIKELY,
                    "`set` writes what the record was given, which can be every column");
        } else if (first instanceof StringLiteralExpr literal) {
            findNamed(call, scope, literal);
        }
    }

    /** {@code insertInto(OWNERS)}, {@code update(OWNERS)}. */
    private boolean isTarget(Expression scope) {
        return scope instanceof MethodCallExpr target
                && Set.of("insertInto", "update", "mergeInto", "replaceInto").contains(target.getNameAsString())
                && !target.getArguments().isEmpty()
                && tables.of(target.getArgument(0)).isPresent();
    }

    private void addFilled(MethodCallExpr call, Expression object) {
        add(
                call,
                call.getNameAsString(),
                Access.WRITE,
                Style.STAR,
                Confidence.LIKELY,
                "`from` fills a record with all that the object has");
        addBound(call, object);
    }

    private void addBound(MethodCallExpr call, Expression object) {
        property(scan.types().of(object).flatMap(Typed::fact))
                .ifPresent(spot -> addProperty(spot, call, "handed by its name to a record of "));
    }

    /** Whether the chain that a call ends selects the column, by its name or as one of all. */
    private boolean selects(MethodCallExpr call) {
        if (call.getScope().flatMap(records::result).isPresent()) {
            return true;
        }
        Optional<Expression> at = call.getScope();
        while (at.isPresent() && at.get() instanceof MethodCallExpr each) {
            boolean selected = each.getNameAsString().startsWith("select")
                    && (each.getArguments().stream().anyMatch(this::isColumn)
                            || each.getArguments().isEmpty() && isFrom(each));
            if (selected
                    || each.getNameAsString().startsWith("returning")
                            && each.getArguments().stream().anyMatch(this::isColumn)) {
                return true;
            }
            at = each.getScope();
        }
        return false;
    }

    private boolean isFrom(MethodCallExpr select) {
        return select.getParentNode().orElse(null) instanceof MethodCallExpr from
                && from.getNameAsString().equals("from")
                && from.getArguments().stream().anyMatch(each -> tables.of(each).isPresent());
    }

    private boolean isColumn(Expression selected) {
        boolean whole = selected instanceof MethodCallExpr fields
                && Set.of("fields", "asterisk").contains(fields.getNameAsString())
                && fields.getScope().flatMap(tables::of).isPresent();
        return whole
                || selected instanceof FieldAccessExpr access
                        && access.getNameAsString().equals(names.columnConstant())
                        && tables.of(access.getScope()).isPresent();
    }

    /** A record's field by its name, and the values of one in a result. */
    private void findNamed(MethodCallExpr call, Expression scope, StringLiteralExpr literal) {
        String name = call.getNameAsString();
        if (!BY_NAME.contains(name)
                || !literal.getValue().equalsIgnoreCase(scan.column().column())) {
            return;
        }
        Optional<Confidence> sure = records.of(scope).or(() -> records.result(scope));
        Optional<TypeFact> type = scan.types().context(literal);
        if (sure.isPresent() && type.isPresent()) {
            scan.claim(type.get(), literal);
            boolean writes = (name.startsWith("set") || name.equals("with"))
                    && call.getArguments().size() == 2;
            scan.add(new Hit(
                            Spot.of(type.get(), literal),
                            writes ? Access.WRITE : Access.READ,
                            Style.RESULT_COLUMN,
                            sure.get(),
                            literal.getValue(),
                            "a field of a record of " + scan.column().table() + ", by its name")
                    .at(JavaReader.column(literal)));
        }
    }

    /** Underscores and case do not matter to jOOQ's mapper. */
    private Optional<Spot> property(Optional<TypeFact> object) {
        String wanted = plain(scan.column().column());
        return object.filter(type -> !type.simpleName().equals(names.recordClass()))
                .flatMap(type -> Stream.concat(Stream.of(type), scan.index().ancestors(type).stream())
                        .flatMap(level -> level.fields().stream()
                                .filter(field ->
                                        !field.isStatic() && plain(field.name()).equals(wanted))
                                .map(field -> Spot.of(level, field.name(), field.line())))
                        .findFirst());
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private void addProperty(Spot property, MethodCallExpr call, String what) {
        String where = scan.types().context(call).map(TypeFact::simpleName).orElse("") + "#"
                + Enclosing.member(call).orElse("");
        scan.add(new Hit(
                property,
                Access.READ,
                what.startsWith("filled") ? Style.RESULT_COLUMN : Style.ACCESSOR,
                Confidence.CERTAIN,
                property.member().orElse(""),
                what + scan.column().table() + " in `" + where + "`"));
    }

    private void add(MethodCallExpr call, String token, Access access, Style style, Confidence sure, String reason) {
        scan.types()
                .context(call)
                .ifPresent(type -> scan.add(new Hit(Spot.of(type, call.getName()), access, style, sure, token, reason)
                        .at(JavaReader.column(call.getName()))));
    }
}
