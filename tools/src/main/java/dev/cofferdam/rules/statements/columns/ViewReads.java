package dev.cofferdam.rules.statements.columns;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Table;
import dev.cofferdam.schema.View;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a view surely reads a column. {@link View#reads} counts every column of every table once the query holds a star; what is said here
 * must hold on a server, so that a star counts for the table that it is about.
 */
final class ViewReads {
    private final Table table;
    private final View view;

    ViewReads(Table table, View view) {
        this.table = table;
        this.view = view;
    }

    boolean reads(String column) {
        String plain = PlainSql.of(view.definition());
        return hasStar(plain)
                || queries().anyMatch(query -> query.columns().stream()
                        .anyMatch(use -> use.column().equals(column) && isBound(use)));
    }

    private Stream<Statement.Query> queries() {
        return SqlParser.parse(view.definition()).stream()
                .map(statement -> statement.facts())
                .filter(Statement.Query.class::isInstance)
                .map(Statement.Query.class::cast);
    }

    /** Named with its table, or the only table at hand; a name alone among several tables may be another's. */
    private boolean isBound(ColumnUse use) {
        return use.table()
                .map(table.ref()::isSameTable)
                .orElseGet(
                        () -> use.inScope().size() == 1 && use.inScope().get(0).isSameTable(table.ref()));
    }

    /** {@code o.*} where {@code o} stands for the table, or {@code SELECT * FROM} it. */
    private boolean hasStar(String plain) {
        TableRef ref = table.ref();
        String name = "(?:[^ ]+ \\. )?" + Pattern.quote(Identifiers.quoteIfNeeded(ref.name()));
        return Pattern.compile("(?:^| )select (?:distinct )?\\* from " + name + "(?: |$)")
                        .matcher(plain)
                        .find()
                || Pattern.compile("(?:^| )([^ ]+) \\. \\*(?: |$)")
                        .matcher(plain)
                        .results()
                        .map(star -> star.group(1))
                        .distinct()
                        .anyMatch(alias -> alias.equals(Identifiers.quoteIfNeeded(ref.name()))
                                || Pattern.compile("(?:^| )" + name + " (?:as )?" + Pattern.quote(alias) + "(?: |$)")
                                        .matcher(plain)
                                        .find());
    }
}
