package dev.cofferdam.rules.statements.objects;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.View;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** CREATE OR REPLACE VIEW of a view that is there: its columns may get company behind them, and nothing else (PostgreSQL docs, CREATE VIEW). */
final class ReplacedView {
    private static final String UNKNOWN = "unknown";

    private ReplacedView() {}

    /** Why the server refuses; empty when it does not, or when one of both lists of columns cannot be told. */
    static Optional<String> refusal(Statement.CreateView create, Situation at) {
        Optional<View> there = at.schema().findView(create.view()).filter(view -> !view.materialized());
        if (!create.orReplace() || there.isEmpty()) {
            return Optional.empty();
        }
        List<Column> before = at.schema().columnsOf(create.view());
        List<Column> after = at.schema().columnsOf(create);
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        boolean types = isOneSelect(create.queryText())
                && there.map(View::definition).filter(ReplacedView::isOneSelect).isPresent();
        return IntStream.range(0, Math.min(before.size(), after.size()))
                .mapToObj(i -> other(before.get(i), after.get(i), after, types))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> missing(before, after));
    }

    /** Columns that a view lacks when the same transaction makes it again; empty when it lacks none, or that cannot be told. */
    static Optional<List<String>> lost(TableRef view, Situation at) {
        List<String> after = at.laterInTransaction().stream()
                .map(ParsedStatement::facts)
                .filter(facts -> facts instanceof Statement.CreateView create
                        && create.view().isSameTable(view))
                .reduce((one, later) -> later)
                .map(facts -> names(at.schema().columnsOf((Statement.CreateView) facts)))
                .orElse(List.of());
        List<String> lost = names(at.schema().columnsOf(view)).stream()
                .filter(column -> !after.contains(column))
                .toList();
        return after.isEmpty() || lost.isEmpty() ? Optional.empty() : Optional.of(lost);
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private static Optional<String> other(Column was, Column is, List<Column> after, boolean types) {
        if (!was.name().equals(is.name())) {
            boolean moved = after.stream().anyMatch(column -> column.name().equals(was.name()));
            return Optional.of("in the place of column `" + was.name() + "` comes `" + is.name() + "`"
                    + (moved ? ", and `" + was.name() + "` moves" : ""));
        }
        boolean retyped = types
                && Stream.of(was, is).noneMatch(column -> column.type().equals(UNKNOWN))
                && !was.type().equals(is.type());
        return retyped
                ? Optional.of("column `" + was.name() + "` becomes " + is.type() + " instead of " + was.type())
                : Optional.empty();
    }

    private static Optional<String> missing(List<Column> before, List<Column> after) {
        return before.size() <= after.size()
                ? Optional.empty()
                : Optional.of("column `" + before.get(after.size()).name() + "` is missing");
    }

    /** The columns of a set operation have a type that all of its queries agree on. */
    private static boolean isOneSelect(String query) {
        return PlainSql.tokens(query).stream().noneMatch(List.of("union", "intersect", "except")::contains);
    }
}
