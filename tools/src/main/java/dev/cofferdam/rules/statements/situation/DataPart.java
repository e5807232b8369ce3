package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.InnerStatements;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.Query;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data statement that runs when a statement runs: the statement itself, one of its WITH, or what EXPLAIN ANALYZE measures.
 *
 * @param query of this part alone; its tables without WITH queries
 * @param text as written
 * @param offset of its first character in the statement
 * @param explained whether EXPLAIN ANALYZE runs it
 */
public record DataPart(Query query, String text, int offset, boolean explained) {

    /** Words before what it does, for who expects EXPLAIN to look only. */
    public String runs() {
        return explained ? "runs what it explains, and " : "";
    }

    /** All of a statement, in order; each has a target. */
    public static List<DataPart> of(ParsedStatement statement) {
        if (statement.facts() instanceof Query query) {
            return query.written().isEmpty() ? List.of() : of(statement, query);
        }
        return statement.facts() instanceof Statement.Other other
                        && other.words().equals("EXPLAIN")
                ? inner(statement, Optional.empty()).toList()
                : List.of();
    }

    private static List<DataPart> of(ParsedStatement statement, Query query) {
        List<DataPart> parts = inner(statement, Optional.of(query)).toList();
        return parts.isEmpty() && query.target().isPresent()
                ? List.of(new DataPart(query, statement.text(), 0, false))
                : parts;
    }

    private static Stream<DataPart> inner(ParsedStatement statement, Optional<Query> whole) {
        return InnerStatements.of(statement.text()).stream().flatMap(inner -> query(inner.text()).stream()
                .map(own -> new DataPart(named(own, inner, whole), inner.text(), inner.offset(), inner.explained())));
    }

    private static Optional<Query> query(String text) {
        return SqlParser.parse(text).stream()
                .map(ParsedStatement::facts)
                .filter(Query.class::isInstance)
                .map(Query.class::cast)
                .filter(query -> query.target().isPresent())
                .findFirst();
    }

    /** What stands behind WITH reads what its queries read. */
    private static Query named(Query own, InnerStatements.Inner inner, Optional<Query> whole) {
        List<TableRef> tables = whole.filter(all -> inner.isMain())
                .map(Query::tables)
                .orElseGet(() -> own.tables().stream()
                        .filter(table ->
                                table.schema().isPresent() || !inner.queries().contains(table.name()))
                        .toList());
        List<TableRef> written = whole.map(Query::written).orElse(own.written());
        return new Query(
                own.verb(),
                own.target(),
                tables,
                own.columns(),
                own.star(),
                own.insertWithoutColumns(),
                written,
                own.filtered());
    }
}
