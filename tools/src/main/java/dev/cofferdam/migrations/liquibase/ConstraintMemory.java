package dev.cofferdam.migrations.liquibase;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names of constraints that earlier changes gave. Two changes do not say what they drop: Liquibase asks the database then, which is
 * not there.
 */
final class ConstraintMemory {
    private final Map<String, String> primaryKeys = new HashMap<>();
    private final Map<String, Set<String>> foreignKeys = new HashMap<>();

    void primaryKey(String table, String constraint) {
        primaryKeys.put(key(table), constraint);
    }

    Optional<String> primaryKeyOf(String table) {
        return Optional.ofNullable(primaryKeys.get(key(table)));
    }

    void foreignKey(String table, String constraint) {
        foreignKeys.computeIfAbsent(key(table), each -> new LinkedHashSet<>()).add(constraint);
    }

    void dropped(String table, String constraint) {
        primaryKeys.remove(key(table), constraint);
        foreignKeys.getOrDefault(key(table), new LinkedHashSet<>()).remove(constraint);
    }

    /** The foreign keys of the table, which are forgotten. */
    List<String> takeForeignKeys(String table) {
        Set<String> taken = foreignKeys.remove(key(table));
        return taken == null ? List.of() : List.copyOf(taken);
    }

    void renamed(String table, String newName) {
        Optional.ofNullable(primaryKeys.remove(key(table))).ifPresent(name -> primaryKeys.put(key(newName), name));
        Optional.ofNullable(foreignKeys.remove(key(table))).ifPresent(all -> foreignKeys.put(key(newName), all));
    }

    private static String key(String table) {
        return table.toLowerCase(Locale.ROOT);
    }
}
