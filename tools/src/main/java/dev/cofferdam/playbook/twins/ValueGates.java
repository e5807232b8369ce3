package dev.cofferdam.playbook.twins;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.WatchSignal;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Index;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Questions about the values of a column whose type changes; none when every value has one that fits it. */
public final class ValueGates {
    private final ColumnTwin twin;

    public ValueGates(ColumnTwin twin) {
        this.twin = twin;
    }

    Gate.Query functionsAreThere() {
        List<String> functions = Stream.concat(twin.up().functions().stream(), twin.down().functions().stream())
                .toList();
        return new Gate.Query(
                "the functions are there",
                "SELECT count(*) FROM unnest(ARRAY["
                        + functions.stream().map(ColumnTwin::literal).collect(Collectors.joining(", "))
                        + "]) AS name WHERE to_regprocedure(name) IS NOT NULL",
                String.valueOf(functions.size()));
    }

    /** Before any column is added: no value is lost on the way up, and none of what comes out is lost on the way down. */
    List<Gate> gates() {
        List<Gate> gates = new ArrayList<>();
        everyValueConverts().ifPresent(gates::add);
        if (!twin.up().isTotal()) {
            String converted = twin.up().of(twin.oldName());
            gates.add(new Gate.Query(
                    "every converted value survives the way back to "
                            + twin.oldDefinition().type() + " and up again",
                    "SELECT count(*) FROM " + twin.table() + " WHERE "
                            + twin.differs(twin.up().of(twin.down().of(converted)), converted),
                    "0"));
        }
        return gates;
    }

    /** Empty when no value can fail to. */
    public Optional<Gate.Query> everyValueConverts() {
        return twin.up().isTotal()
                ? Optional.empty()
                : Optional.of(new Gate.Query(
                        "every value of " + twin.oldColumn() + " converts to "
                                + twin.newDefinition().type(),
                        "SELECT count(*) FROM " + twin.table() + " WHERE " + misfit(),
                        "0"));
    }

    /** The list of rows to repair while the gate does not hold. */
    List<WatchSignal> watch(String stepId) {
        if (twin.up().isTotal()) {
            return List.of();
        }
        String key = twin.walkingKey().stream()
                .map(Column::name)
                .map(Identifiers::quoteIfNeeded)
                .collect(Collectors.joining(", "));
        return List.of(new WatchSignal(
                "rows to repair: values that do not convert",
                "SELECT " + key + ", " + twin.oldName() + " FROM " + twin.table() + " WHERE " + misfit() + " ORDER BY "
                        + key,
                "any row",
                "correct the values, set them to null, or change the expression of the request; such a value that code writes later"
                        + " leaves " + twin.newColumn() + " null, fails no write, and holds up the next gate",
                stepId));
    }

    private String misfit() {
        return twin.up().isMisfit(twin.oldName());
    }

    /** Two values that differ in the old type may be one in the new: '01' and '1' as numbers. A unique index would refuse them. */
    List<Gate> collisions() {
        if (twin.up().isTotal()) {
            return List.of();
        }
        return twin.targetTable().indexes().stream()
                .filter(index -> index.unique() && index.columns().contains(twin.newColumn()))
                .<Gate>map(this::noCollision)
                .toList();
    }

    private Gate.Query noCollision(Index index) {
        List<String> keys = index.elements();
        boolean nullsAlike = index.definition().contains("NULLS NOT DISTINCT");
        String where = Stream.concat(
                        nullsAlike ? Stream.empty() : keys.stream().map(key -> key + " IS NOT NULL"),
                        index.predicate().stream().map(predicate -> "(" + predicate + ")"))
                .collect(Collectors.joining(" AND "));
        return new Gate.Query(
                "no two rows have become equal for " + index.name(),
                "SELECT count(*) FROM (SELECT FROM " + twin.table() + (where.isEmpty() ? "" : " WHERE " + where)
                        + " GROUP BY " + String.join(", ", keys) + " HAVING count(*) > 1) AS repeated",
                "0");
    }
}
