package dev.cofferdam.schema;

import dev.cofferdam.domain.ColumnRef;
import java.util.List;
import java.util.Optional;

/**
 * Something that the server ties to a column and that is neither an index, a constraint nor a view. A static schema knows none.
 *
 * @param drop the statement that takes it away; absent where it cannot be made anew, or need not be
 * @param create statements that give it to the column of this name
 */
public record Attached(Kind kind, String name, ColumnRef column, Optional<String> drop, List<String> create) {
    /** Sorts of what hangs on a column. */
    public enum Kind {
        POLICY,
        TRIGGER,
        STATISTICS,
        /** Rights on the single column. */
        GRANT,
        /** How much of it is sampled, and what the planner is told. */
        SETTING,
        /** A sequence that is dropped with the column. */
        SEQUENCE,
        /** On an index or a constraint of the column. */
        COMMENT,
        RULE,
        PUBLICATION,
        /** A function whose body the server has parsed (PostgreSQL 14 and later). */
        ROUTINE;

        /** In words, for messages. */
        public String words() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Attached {
        create = List.copyOf(create);
    }
}
