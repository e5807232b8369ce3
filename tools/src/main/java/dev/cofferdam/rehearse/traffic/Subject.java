package dev.cofferdam.rehearse.traffic;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the traffic of a plan is about: the table, and the two places of a value when the plan keeps two.
 *
 * @param key columns of the primary key
 * @param twins present when the plan keeps an old and a new column equal
 * @param keepsWhatIsSent whether no trigger of the user's own may change a row on its way into the table
 * @param demanded the column that is to become NOT NULL, when nothing refuses nulls yet
 * @param fixed columns that keys of other tables rest on, and that no value of theirs would follow
 * @param mayBeEmptied whether a value can go on its own: no unique key takes one null for another, and no check looks at several columns
 */
record Subject(
        TableRef table,
        List<String> key,
        Optional<Twins> twins,
        List<String> columns,
        boolean keepsWhatIsSent,
        Optional<String> demanded,
        Set<String> fixed,
        boolean mayBeEmptied) {
    private static final String NULLS_ALIKE = "NULLS NOT DISTINCT";

    Subject {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        fixed = Set.copyOf(fixed);
    }

    /**
     * The old and the new column.
     *
     * @param up the new value, an expression over the old column
     * @param down the old value, an expression over the new column
     * @param exact whether every value comes back as it went
     */
    record Twins(String oldColumn, String newColumn, String up, String down, boolean exact) {
        String other(String column) {
            return column.equals(oldColumn) ? newColumn : oldColumn;
        }

        /** The expression that makes the other column's value. */
        String mapping(String column) {
            return column.equals(oldColumn) ? up : down;
        }
    }

    static Subject of(Plan plan, Schema schema) {
        Table table = schema.table(plan.change().table());
        Optional<Twins> twins = Optional.empty();
        if (plan.sync() instanceof Sync.ByTrigger one) {
            twins = Optional.of(twins(one.oldColumn().column(), one.newColumn().column(), one.mapping()));
        } else if (plan.sync() instanceof Sync.ByApplication one) {
            twins = Optional.of(twins(one.oldColumn().column(), one.newColumn().column(), one.mapping()));
        }
        List<String> columns = Stream.concat(
                        twins.stream().flatMap(pair -> Stream.of(pair.newColumn(), pair.oldColumn())),
                        plan.change().columns().stream().map(column -> column.column()))
                .distinct()
                .toList();
        List<String> key = table.findPrimaryKey().map(Constraint::columns).orElse(List.of());
        boolean keepsWhatIsSent = table.triggers().isEmpty();
        return new Subject(
                plan.change().table(),
                key,
                twins,
                columns,
                keepsWhatIsSent,
                demanded(plan, table).filter(column -> keepsWhatIsSent),
                fixed(schema, table),
                table.constraints().stream()
                                .noneMatch(one -> one.definition().contains(NULLS_ALIKE)
                                        || one.kind() == Constraint.Kind.CHECK
                                                && one.columns().size() > 1)
                        && table.indexes().stream()
                                .noneMatch(one -> one.definition().contains(NULLS_ALIKE)));
    }

    /** A key that follows its row takes any new value; every other refuses to be left alone. */
    private static Set<String> fixed(Schema schema, Table table) {
        return schema.foreignKeysTo(table.ref()).stream()
                .filter(key -> !key.constraint().definition().contains("ON UPDATE"))
                .flatMap(key -> key.constraint().referencedColumns().stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> demanded(Plan plan, Table table) {
        return plan.change() instanceof ColumnChange.SetNotNull change
                ? Optional.of(change.column().column()).filter(column -> table.constraints().stream()
                        .noneMatch(one -> one.kind() == Constraint.Kind.CHECK
                                && one.columns().contains(column)))
                : Optional.empty();
    }

    /** Whether the version may write a null where the plan will demand a value: the code of today never had to mind. */
    boolean isCareless(AppVersion version, String column) {
        return version.number() == 0 && demanded.filter(column::equals).isPresent();
    }

    private static Twins twins(String oldColumn, String newColumn, Sync.Mapping mapping) {
        return new Twins(
                oldColumn,
                newColumn,
                mapping.up(),
                mapping.down(),
                mapping.lossy().isEmpty());
    }

    /** Where the value stood before anything was done, as far as the table still has the column. */
    Optional<String> firstOf(Set<String> there) {
        Stream<String> old = twins.stream().map(Twins::oldColumn);
        return Stream.concat(old, columns.stream())
                .filter(column -> there.contains(column) && !key.contains(column))
                .findFirst();
    }

    /** The column by which a version knows the value: the new one as soon as it writes it. */
    Optional<String> writtenBy(AppVersion version, List<Probe> probes) {
        List<Call> writes = probes.stream()
                .filter(probe -> probe.version().equals(version))
                .map(Call::of)
                .filter(call -> call.writes(table))
                .toList();
        return columns.stream()
                .filter(column -> !key.contains(column) && !fixed.contains(column))
                .filter(column -> writes.stream().anyMatch(call -> call.names(column)))
                .findFirst();
    }
}
