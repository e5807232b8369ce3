package dev.cofferdam.rehearse.seed;

import dev.cofferdam.domain.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table as one needs to know it to fill it.
 *
 * @param columns those that may be written
 * @param keys columns of each unique index, also those of its expressions
 * @param links foreign keys
 * @param partition the condition that some partition accepts a row; empty for ordinary tables
 */
record SeedTable(
        TableRef ref,
        List<SeedColumn> columns,
        List<Check> checks,
        List<List<String>> keys,
        List<Link> links,
        Optional<String> partition) {
    SeedTable {
        columns = List.copyOf(columns);
        checks = List.copyOf(checks);
        keys = List.copyOf(keys);
        links = List.copyOf(links);
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
                checks,
                more,
                links,
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
