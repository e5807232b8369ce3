package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.Verb;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data statement that may change or copy as many rows as a table has.
 *
 * @param part that does it
 * @param table that it writes
 * @param source whose rows it goes through
 * @param words what it does, to begin a sentence with
 * @param byEquality whether a plain comparison with a value makes the rows fewer, nobody knows by how much
 */
public record ManyRows(DataPart part, TableRef table, TableRef source, String words, boolean byEquality) {

    /** The facts of the part that does it. */
    public Statement.Query query() {
        return part.query();
    }

    /** The first such part of the statement. */
    public static Optional<ManyRows> of(Situation at) {
        return all(at).findFirst();
    }

    /** Every such part of the statement: one inside WITH, or one that EXPLAIN ANALYZE runs, changes no fewer rows. */
    public static Stream<ManyRows> all(Situation at) {
        return DataPart.of(at.statement()).stream()
                .flatMap(part -> of(part, part.query().target().orElseThrow(), at).stream());
    }

    private static Optional<ManyRows> of(DataPart part, TableRef target, Situation at) {
        Statement.Query query = part.query();
        RowFilter filter = RowFilter.of(part.text());
        if (query.verb() == Verb.INSERT) {
            return source(part, at)
                    .map(source -> new ManyRows(
                            part,
                            target,
                            source,
                            part.runs() + "copies what it reads of `" + source + "` into `" + target
                                    + "` in one statement",
                            filter.comparesWithValue()));
        }
        if (at.isNew(target) || filter.isBounded(target, at)) {
            return Optional.empty();
        }
        String verb =
                switch (query.verb()) {
                    case DELETE -> "deletes ";
                    case MERGE -> "merges into ";
                    default -> "updates ";
                };
        String which =
                query.filtered() ? "every row of `" + target + "` that matches" : "every row of `" + target + "`";
        return Optional.of(new ManyRows(
                part,
                target,
                target,
                part.runs() + verb + which + " in one statement",
                query.filtered() && filter.comparesWithValue()));
    }

    /** The table below an INSERT ... SELECT; none for one that brings its own values and only looks whether they are there. */
    private static Optional<TableRef> source(DataPart part, Situation at) {
        // What a data statement of WITH returns is its own matter.
        return RowFilter.readsFrom(PlainSql.tokens(part.text()))
                ? part.query().tables().stream()
                        .filter(table ->
                                part.query().written().stream().noneMatch(table::isSameTable) && !at.isNew(table))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether an UPDATE sets nothing but columns that the same change added. */
    public static boolean fillsNewColumns(Statement.Query query, TableRef target, Situation at) {
        List<String> written = query.columns().stream()
                .filter(use -> use.access() == Access.WRITE)
                .map(ColumnUse::column)
                .toList();
        return query.verb() == Verb.UPDATE
                && !written.isEmpty()
                && written.stream().allMatch(column -> at.isNewColumn(target, column));
    }
}
