package dev.cofferdam.scan.mapping;

import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Logical names to physical ones. The schema is the arbiter: when the computed name is not in it and exactly one other strategy's
 * name is, that one is taken and called unsure.
 */
final class Names {

    private final Naming naming;
    private final Schema schema;

    Names(Naming naming, Schema schema) {
        this.naming = naming;
        this.schema = schema;
    }

    /** A physical name, and whether the strategy alone gives it. */
    record Physical(String name, boolean sure, String how) {}

    /** {@code lastName -> last_name}: every capital begins a word, as the mappers around MyBatis have it. */
    static String underscored(String camel) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                name.append('_');
            }
            name.append(Character.toLowerCase(c));
        }
        return name.toString();
    }

    boolean springImplicit() {
        return naming.springImplicit();
    }

    String table(String logical) {
        return decide(logical, name -> findTable(name).isPresent()).name();
    }

    /** The first of several logical names by which the schema has a table, else the first. */
    String table(String logical, String other) {
        String first = table(logical);
        return findTable(first).isEmpty() && findTable(table(other)).isPresent() ? table(other) : first;
    }

    Physical column(String table, String logical) {
        Optional<Table> known = findTable(table);
        if (known.isEmpty()) {
            return new Physical(naming.strategy().physical(logical), naming.sure(), words());
        }
        return decide(logical, name -> known.get().columns().stream()
                .anyMatch(column -> column.name().equalsIgnoreCase(name)));
    }

    private Physical decide(String logical, java.util.function.Predicate<String> exists) {
        String computed = naming.strategy().physical(logical);
        if (exists.test(computed)) {
            return new Physical(computed, true, words());
        }
        List<String> others = Stream.of(NamingStrategy.values())
                .map(strategy -> strategy.physical(logical).toLowerCase(Locale.ROOT))
                .distinct()
                .filter(exists)
                .toList();
        return others.size() == 1
                ? new Physical(others.get(0), false, "the schema has it by this name")
                : new Physical(computed, naming.sure(), words());
    }

    private String words() {
        return naming.strategy().words() + ", " + naming.why();
    }

    private Optional<Table> findTable(String name) {
        return schema.tables().stream()
                .filter(table -> table.ref().name().equalsIgnoreCase(name))
                .findFirst();
    }
}
