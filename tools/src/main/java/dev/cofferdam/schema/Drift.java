package dev.cofferdam.schema;

import dev.cofferdam.domain.Digest;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a live database and what the repository's migrations make differ around one table. Both pictures have to come from the same server, so
 * that the same expression is printed in the same words.
 */
public final class Drift {
    private static final int SHOWN = 8;

    private Drift() {}

    /** One line for each difference, such as {@code only in the live database: index owners_email_idx ...}; empty when there is none. */
    public static List<String> between(Schema live, Schema repository, TableRef ref) {
        Table table = live.table(ref);
        Optional<Table> migrated = repository.findTable(ref);
        if (migrated.isEmpty()) {
            return List.of("the repository's migrations make no table " + ref);
        }
        Set<String> here = lines(live, table);
        Set<String> there = lines(repository, migrated.get());
        List<String> differences = new ArrayList<>();
        here.stream()
                .filter(line -> !there.contains(line))
                .forEach(line -> differences.add(line + ", only in the live database"));
        there.stream()
                .filter(line -> !here.contains(line))
                .forEach(line -> differences.add(line + ", only in the repository"));
        return differences.stream().sorted().toList();
    }

    /** The differences as one thing that a person has to look at. */
    public static Optional<Undecided> undecided(List<String> differences, TableRef table) {
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        int others = Math.max(0, differences.size() - SHOWN);
        String shown = String.join("; ", differences.subList(0, differences.size() - others))
                + (others == 0 ? "" : "; and " + others + " more");
        return Optional.of(new Undecided(
                Place.of("database/drift/" + table, 1),
                "the live database and the repository's migrations differ around " + table + ": " + shown,
                "the plan is made for the live database; tests and new environments, which run the migrations, will have another schema"
                        + " under its steps"));
    }

    /** The slice as the fingerprint sees it, and the table itself with the text of its expressions. */
    private static Set<String> lines(Schema schema, Table table) {
        Set<String> lines = new TreeSet<>();
        Fingerprint.lines(schema, table).stream()
                .filter(line -> !isOf(line, table))
                .forEach(lines::add);
        String name = " of " + table.ref();
        for (Column column : table.columns()) {
            lines.add("column " + column.name() + name + " " + column.type() + (column.nullable() ? "" : " NOT NULL")
                    + column.defaultExpression().map(text -> " DEFAULT " + text).orElse("")
                    + column.generated().map(text -> " GENERATED AS " + text).orElse("")
                    + column.identity().map(text -> " IDENTITY " + text).orElse("")
                    + column.collation().map(text -> " COLLATE " + text).orElse(""));
        }
        table.constraints().forEach(each -> lines.add("constraint " + each.name() + name + " " + each.definition()));
        table.indexes().stream()
                .filter(each -> each.constraint().isEmpty())
                .forEach(each -> lines.add("index " + each.definition()));
        Map<String, String> bodies = new HashMap<>();
        schema.routines().forEach(routine -> bodies.merge(routine.name(), routine.body(), String::concat));
        table.triggers().forEach(each -> {
            lines.add("trigger " + each.definition());
            lines.add("body of function " + each.function() + " ("
                    + Digest.of(bodies.getOrDefault(each.function(), "").strip()) + ")");
        });
        return lines;
    }

    private static boolean isOf(String line, Table table) {
        String own = "table " + table.ref() + (table.partitioned() ? " partitioned" : "");
        return line.startsWith(own + " ");
    }
}
