package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A table while statements are applied to it. Names are as stored; the schema is always known. */
final class TableDraft {
    String schema;
    String name;
    final boolean partitioned;
    final List<Column> columns = new ArrayList<>();
    final List<Constraint> constraints = new ArrayList<>();
    final List<Index> indexes = new ArrayList<>();
    final List<Trigger> triggers = new ArrayList<>();
    /** Elements of PARTITION BY as written. */
    List<String> partitionKey = List.of();
    /** Whether it takes the rows that no other partition of its parent takes. */
    boolean defaultPartition;
    /** The partitioned or inherited table that this one follows. */
    @Nullable
    TableDraft parent;

    TableDraft(String schema, String name, boolean partitioned) {
        this.schema = schema;
        this.name = name;
        this.partitioned = partitioned;
    }

    /** The name as the rest of the house writes it: {@code public} is not written out. */
    TableRef ref() {
        return schema.equals("public") ? TableRef.of(name) : TableRef.of(schema, name);
    }

    Table table() {
        return new Table(ref(), columns, constraints, indexes, triggers, partitioned);
    }

    Optional<Column> findColumn(String column) {
        return columns.stream().filter(c -> c.name().equals(column)).findFirst();
    }

    /** The column, or {@link CannotApply}. */
    Column column(String column) {
        return findColumn(column).orElseThrow(() -> new CannotApply("`" + ref() + "` has no column `" + column + "`"));
    }

    void changeColumn(String column, UnaryOperator<Column> change) {
        columns.set(columns.indexOf(column(column)), change.apply(column(column)));
    }

    Optional<Constraint> findConstraint(String constraint) {
        // Names that are made up are looked for in all tables, for each of hundreds of migrations.
        for (Constraint each : constraints) {
            if (each.name().equals(constraint)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The constraint, or {@link CannotApply}. */
    Constraint constraint(String constraint) {
        return findConstraint(constraint)
                .orElseThrow(() -> new CannotApply("`" + ref() + "` has no constraint `" + constraint + "`"));
    }

    Optional<Index> findIndex(String index) {
        for (Index each : indexes) {
            if (each.name().equals(index)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** What is needed to undo a statement that stops half way. */
    TableDraft copy() {
        TableDraft copy = new TableDraft(schema, name, partitioned);
        copy.partitionKey = partitionKey;
        copy.restore(this);
        return copy;
    }

    void restore(TableDraft earlier) {
        schema = earlier.schema;
        name = earlier.name;
        parent = earlier.parent;
        defaultPartition = earlier.defaultPartition;
        replace(columns, earlier.columns);
        replace(constraints, earlier.constraints);
        replace(indexes, earlier.indexes);
        replace(triggers, earlier.triggers);
    }

    private static <T> void replace(List<T> list, List<T> by) {
        List<T> copy = List.copyOf(by);
        list.clear();
        list.addAll(copy);
    }
}
