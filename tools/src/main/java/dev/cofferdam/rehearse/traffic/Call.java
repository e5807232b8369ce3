package dev.cofferdam.rehearse.traffic;

import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A probe as JDBC sends it.
 *
 * @param sql with {@code ?} for each value, whatever the framework wrote
 * @param holes the column that each value is for; the empty text where that is not to be seen
 */
public record Call(Probe probe, String sql, Optional<Statement.Query> facts, List<String> holes) {
    /** {@code :name} of Spring and Hibernate, {@code ?1} of JPA; {@code ::} is a cast. */
    private static final Pattern NAMED = Pattern.compile("(?<![:\\w]):[a-zA-Z_][\\w.]*|\\?\\d+");

    public Call {
        holes = List.copyOf(holes);
    }

    /** What JDBC sends for the probe. */
    public static Call of(Probe probe) {
        String sql = NAMED.matcher(probe.statement()).replaceAll("?");
        Optional<Statement.Query> facts = SqlParser.parse(sql).stream()
                .map(parsed -> parsed.facts())
                .filter(Statement.Query.class::isInstance)
                .map(Statement.Query.class::cast)
                .findFirst();
        return new Call(probe, sql, facts, facts.map(query -> holes(sql, query)).orElse(List.of()));
    }

    boolean isRead() {
        return facts.filter(query -> query.verb() == Statement.Verb.SELECT).isPresent();
    }

    boolean isInsert() {
        return facts.filter(query -> query.verb() == Statement.Verb.INSERT).isPresent();
    }

    boolean writes(TableRef table) {
        return facts.filter(query -> query.written().stream().anyMatch(one -> one.isSameTable(table)))
                .isPresent();
    }

    boolean names(String column) {
        return facts.filter(query ->
                        query.columns().stream().anyMatch(use -> use.column().equals(column)))
                .isPresent();
    }

    /** By place in an INSERT, else the column named last before the question mark. */
    private static List<String> holes(String sql, Statement.Query query) {
        List<ColumnUse> uses = query.columns().stream()
                .sorted(Comparator.comparingInt(ColumnUse::offset))
                .toList();
        if (query.verb() == Statement.Verb.INSERT) {
            return uses.stream().map(ColumnUse::column).toList();
        }
        List<String> columns = new ArrayList<>();
        for (int hole = sql.indexOf('?'); hole >= 0; hole = sql.indexOf('?', hole + 1)) {
            int at = hole;
            columns.add(uses.stream()
                    .filter(use -> use.offset() < at)
                    .reduce((first, second) -> second)
                    .map(ColumnUse::column)
                    .orElse(""));
        }
        return columns;
    }
}
