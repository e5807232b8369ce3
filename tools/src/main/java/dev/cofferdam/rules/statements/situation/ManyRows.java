package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.Verb;
import java.util.List;
import java.util.Optional;

/**
 * A data statement that may change or copy as many rows as a table has.
 *
 * @param table that it writes
 * @param source whose rows it goes through
 * @param words what it does, to begin a sentence with
 * @param byEquality whether a plain comparison with a value makes the rows fewer, nobody knows by how much
 */
public record ManyRows(Statement.Query query, TableRef table, TableRef source, String words, boolean byEquality) {

    public static Optional<ManyRows> of(Situation at) {
        return at.as(Statement.Query.class).flatMap(query -> query.target().flatMap(target -> of(query, target, at)));
    }

    private static Optional<ManyRows> of(Statement.Query query, TableRef target, Situation at) {
        RowFilter filter = RowFilter.of(at.statement().text());
        if (query.verb() == Verb.INSERT) {
            return source(query, target, at)
                    .map(source -> new ManyRows(
                            query,
                            target,
                            source,
                            "copies what it reads of `" + source + "` into `" + target + "` in one statement",
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
                query,
                target,
                target,
                verb + which + " in one statement",
                query.filtered() && filter.comparesWithValue()));
    }

    /** The table below an INSERT ... SELECT; none for one that brings its own values and only looks whether they are there. */
    private static Optional<TableRef> source(Statement.Query query, TableRef target, Situation at) {
        List<String> tokens = PlainSql.tokens(at.statement().text());
        return RowFilter.readsFrom(tokens)
                ? query.tables().stream()
                        .filter(table -> !table.isSameTable(target) && !at.isNew(table))
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
