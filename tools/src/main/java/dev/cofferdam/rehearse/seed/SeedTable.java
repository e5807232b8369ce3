package dev.cofferdam.rehearse.seed;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A table as one needs to know it to fill it.
 *
 * @param columns those that may be written
 * @param keys columns of each unique index, also those of its expressions
 * @param links foreign keys
 * @param neverTwoNulls columns of unique keys to which one null is like another
 * @param partition the condition that some partition accepts a row; empty for ordinary tables
 */
record SeedTable(
        TableRef ref,
        List<SeedColumn> columns,
        List<Check> checks,
        List<List<String>> keys,
        List<Link> links,
        Set<String> neverTwoNulls,
        Optional<String> partition) {
    SeedTable {
        columns = List.copyOf(columns);
        checks = List.copyOf(checks);
        keys = List.copyOf(keys);
        links = List.copyOf(links);
        neverTwoNulls = Set.copyOf(neverTwoNulls);
    }

    /** A condition over columns, as the server prints it. */
    record Check(String condition, List<String> columns) {
        Check {
            columns = List.copyOf(columns);
        }
    }

    /** A foreign key. */
    record Link(List<String> columns, TableRef parent, List<String> parentColumns) {
        Link {
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
        }

        /** SQL for one of the keys that are there, where the key has one column; null when there is none. */
        String key(String number, long most) {
            String from = Identifiers.quoteIfNeeded(parent);
            return "(SELECT array_agg(k) FROM (SELECT " + Sql.names(parentColumns) + " AS k FROM " + from
                    + " ORDER BY 1 LIMIT " + most + ") AS keys)[1 + (" + number + " % (SELECT greatest(1, least(" + most
                    + ", count(*))) FROM " + from + "))::int]";
        }
    }

    /** The same table as the change will want it. */
    SeedTable demanding(Demand demand) {
        List<List<String>> more = new ArrayList<>(keys);
        if (demand.distinct()) {
            more.add(List.of(demand.column()));
        }
        return new SeedTable(
                ref,
                columns.stream()
                        .map(column ->
                                demand.filled() && column.name().equals(demand.column()) ? column.filled() : column)
                        .toList(),
                Stream.concat(
                                checks.stream(),
                                demand.condition().stream().map(one -> new Check(one.sql(), one.columns())))
                        .toList(),
                more,
                Stream.concat(
                                links.stream(),
                                demand.reference().stream()
                                        .map(one -> new Link(one.columns(), one.parent(), one.parentColumns())))
                        .toList(),
                neverTwoNulls,
                partition);
    }

    Optional<SeedColumn> findColumn(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    boolean isLinked(String column) {
        return links.stream().anyMatch(link -> link.columns().contains(column));
    }

    /** Whether a row may go without what the link points at. */
    boolean isOptional(Link link) {
        return link.columns().stream()
                .flatMap(name -> findColumn(name).stream())
                .anyMatch(column -> !column.mandatory());
    }

    /** Conditions on this column alone. */
    Stream<String> conditionsOn(SeedColumn column) {
        return checks.stream()
                .filter(check -> check.columns().equals(List.of(column.name())))
                .map(Check::condition);
    }
}
