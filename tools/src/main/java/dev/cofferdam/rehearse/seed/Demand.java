package dev.cofferdam.rehearse.seed;

import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Optional;

/**
 * What a change will demand of a column, so that the rows of a rehearsal can meet it.
 *
 * @param filled rows without a value are none
 * @param distinct no two rows have the same value
 * @param type a type that every value must read as, too
 * @param condition that every row meets
 * @param reference to a row that is there
 */
public record Demand(
        String column,
        boolean filled,
        boolean distinct,
        Optional<String> type,
        Optional<Condition> condition,
        Optional<Reference> reference) {
    /** Nothing beside the column's own value. */
    public Demand(String column, boolean filled, boolean distinct, Optional<String> type) {
        this(column, filled, distinct, type, Optional.empty(), Optional.empty());
    }

    /** A condition over columns, as SQL. */
    public record Condition(String sql, List<String> columns) {
        public Condition {
            columns = List.copyOf(columns);
        }
    }

    /** Rows of another table that have to be there. */
    public record Reference(List<String> columns, TableRef parent, List<String> parentColumns) {
        public Reference {
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
        }
    }

    /** Rows meet a condition. */
    public static Demand meeting(Condition condition) {
        return new Demand(
                condition.columns().get(0), false, false, Optional.empty(), Optional.of(condition), Optional.empty());
    }

    /** Rows refer to rows that are there. */
    public static Demand referring(Reference reference) {
        return new Demand(
                reference.columns().get(0), false, false, Optional.empty(), Optional.empty(), Optional.of(reference));
    }
}
