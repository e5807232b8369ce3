package dev.cofferdam.migrations.liquibase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes of keys, other constraints, defaults and indexes. */
final class ConstraintChanges {
    private final Names names;
    private final ConstraintMemory memory;

    ConstraintChanges(Names names, ConstraintMemory memory) {
        this.names = names;
        this.memory = memory;
    }

    List<String> addPrimaryKey(ChangelogNode change) throws CannotRender {
        String columns = " (" + names.list(change.need("columnNames")) + ")";
        Optional<String> name = change.value("constraintName");
        memory.primaryKey(
                change.need("tableName"),
                name.orElseGet(() ->
                        TableChanges.primaryKeyName(change.value("tableName").orElse(""))));
        String add = alter(change) + " ADD "
                + name.map(each -> "CONSTRAINT " + names.name(each) + " ").orElse("") + "PRIMARY KEY" + columns;
        return change.is("clustered") && name.isPresent()
                ? List.of(add, "CLUSTER " + names.table(change) + " USING " + names.name(name.get()))
                : List.of(add);
    }

    List<String> dropPrimaryKey(ChangelogNode change) throws CannotRender {
        String table = change.need("tableName");
        String name = change.value("constraintName")
                .or(() -> memory.primaryKeyOf(table))
                .orElseGet(() -> TableChanges.primaryKeyName(table));
        return dropConstraint(change, table, name);
    }

    List<String> addForeignKey(ChangelogNode change) throws CannotRender {
        String name = change.need("constraintName");
        memory.foreignKey(change.need("baseTableName"), name);
        return List.of("ALTER TABLE " + names.qualified(change, "baseTableSchemaName", "baseTableName")
                + " ADD CONSTRAINT "
                + names.name(name) + " FOREIGN KEY (" + names.list(change.need("baseColumnNames")) + ") REFERENCES "
                + names.qualified(change, "referencedTableSchemaName", "referencedTableName") + " ("
                + names.list(change.need("referencedColumnNames")) + ")"
                + change.value("onUpdate").map(action -> " ON UPDATE " + action).orElse("")
                + onDelete(change) + deferral(change)
                + (change.truth("validate").orElse(true) ? "" : " NOT VALID"));
    }

    private static String onDelete(ChangelogNode change) {
        return change.value("onDelete")
                .or(() -> change.is("deleteCascade") ? Optional.of("CASCADE") : Optional.empty())
                .map(action -> " ON DELETE " + action)
                .orElse("");
    }

    private static String deferral(ChangelogNode change) {
        return (change.is("deferrable") ? " DEFERRABLE" : "")
                + (change.is("initiallyDeferred") ? " INITIALLY DEFERRED" : "");
    }

    List<String> dropForeignKey(ChangelogNode change) throws CannotRender {
        String table = change.need("baseTableName");
        String name = change.need("constraintName");
        memory.dropped(table, name);
        return List.of("ALTER TABLE " + names.qualified(change, "baseTableSchemaName", "baseTableName")
                + " DROP CONSTRAINT " + names.name(name));
    }

    List<String> dropAllForeignKeys(ChangelogNode change) throws CannotRender {
        String table = names.qualified(change, "baseTableSchemaName", "baseTableName");
        List<String> all = memory.takeForeignKeys(change.need("baseTableName"));
        if (all.isEmpty()) {
            throw new CannotRender("no earlier change names a foreign key of `" + table + "`");
        }
        return all.stream()
                .map(name -> "ALTER TABLE " + table + " DROP CONSTRAINT " + names.name(name))
                .toList();
    }

    List<String> addUnique(ChangelogNode change) throws CannotRender {
        String name = change.value("constraintName")
                .map(each -> "CONSTRAINT " + names.name(each) + " ")
                .orElse("");
        String index = change.value("forIndexName")
                .map(each -> " USING INDEX " + names.name(each))
                .orElse("");
        String columns = index.isEmpty() ? " (" + names.list(change.need("columnNames")) + ")" : "";
        return List.of(alter(change) + " ADD " + name + "UNIQUE" + columns + index + deferral(change));
    }

    List<String> dropUnique(ChangelogNode change) throws CannotRender {
        return dropConstraint(change, change.need("tableName"), change.need("constraintName"));
    }

    private List<String> dropConstraint(ChangelogNode change, String table, String name) throws CannotRender {
        memory.dropped(table, name);
        return List.of(alter(change) + " DROP CONSTRAINT " + names.name(name));
    }

    List<String> createIndex(ChangelogNode change) throws CannotRender {
        if (belongsToConstraint(change)) {
            return List.of();
        }
        List<String> columns = new ArrayList<>();
        for (ChangelogNode column : change.children("column")) {
            String name = column.need("name");
            boolean expression = column.is("computed")
                    || name.contains("(") && column.truth("computed").isEmpty();
            columns.add((expression ? name : names.name(name)) + (column.is("descending") ? " DESC" : ""));
        }
        Optional<String> index = change.value("indexName").map(names::name);
        String create = "CREATE " + (change.is("unique") ? "UNIQUE " : "") + "INDEX "
                + index.map(each -> each + " ").orElse("")
                + "ON " + names.table(change)
                + change.value("using").map(method -> " USING " + method).orElse("") + " ("
                + String.join(", ", columns) + ")";
        return change.is("clustered") && index.isPresent()
                ? List.of(create, "CLUSTER " + names.table(change) + " USING " + index.get())
                : List.of(create);
    }

    /** Liquibase leaves out indexes that a constraint brings along, when a snapshot marked them so. */
    private static boolean belongsToConstraint(ChangelogNode change) {
        return change.value("associatedWith")
                .filter(with -> List.of(with.split("\\s*,\\s*")).stream()
                        .anyMatch(List.of("primaryKey", "uniqueConstraint", "foreignKey")::contains))
                .isPresent();
    }

    List<String> dropIndex(ChangelogNode change) throws CannotRender {
        return belongsToConstraint(change)
                ? List.of()
                : List.of("DROP INDEX " + names.qualified(change, "schemaName", "indexName"));
    }

    List<String> addNotNull(ChangelogNode change) throws CannotRender {
        List<String> statements = new ArrayList<>();
        String column = names.name(change.need("columnName"));
        change.value("defaultNullValue")
                .filter(value -> !value.equalsIgnoreCase("null"))
                .ifPresent(value -> statements.add("UPDATE " + table(change) + " SET " + column + " = "
                        + nullReplacement(value) + " WHERE " + column + " IS NULL"));
        statements.add(alterColumn(change) + " SET NOT NULL");
        return statements;
    }

    private String table(ChangelogNode change) {
        return names.qualified(
                change.value("schemaName"), change.value("tableName").orElse(""));
    }

    private static String nullReplacement(String value) {
        return value.equalsIgnoreCase("NOW()") || value.startsWith("to_date(") ? value : Literals.quoted(value);
    }

    List<String> dropNotNull(ChangelogNode change) throws CannotRender {
        return List.of(alterColumn(change) + " DROP NOT NULL");
    }

    List<String> addDefault(ChangelogNode change) throws CannotRender {
        String value =
                new Literals(names).newDefault(change).orElseThrow(() -> new CannotRender("no default value is given"));
        List<String> statements = new ArrayList<>();
        statements.add(alterColumn(change) + " SET DEFAULT " + value);
        if (value.startsWith("nextval(")
                && change.value("defaultValueSequenceNext").isPresent()) {
            // Liquibase makes the column the owner, so that both are dropped together.
            statements.add(ownedBy(change, change.need("defaultValueSequenceNext")));
        }
        return statements;
    }

    private String ownedBy(ChangelogNode change, String sequence) throws CannotRender {
        String name = sequence.contains(".") ? sequence : names.qualified(change.value("schemaName"), sequence);
        return "ALTER SEQUENCE " + name + " OWNED BY " + names.table(change) + "."
                + names.name(change.need("columnName"));
    }

    List<String> dropDefault(ChangelogNode change) throws CannotRender {
        return List.of(alterColumn(change) + " DROP DEFAULT");
    }

    /** For PostgreSQL Liquibase makes a sequence of its own, no identity. */
    List<String> addAutoIncrement(ChangelogNode change) throws CannotRender {
        String table = change.need("tableName");
        String column = change.need("columnName");
        boolean plain =
                !names.name(table).startsWith("\"") && !names.name(column).startsWith("\"");
        String joined = table + "_" + column + "_seq";
        String sequence = plain ? joined.toLowerCase(java.util.Locale.ROOT) : joined;
        String qualified = names.qualified(change.value("schemaName"), sequence);
        return List.of(
                "CREATE SEQUENCE IF NOT EXISTS " + qualified
                        + change.value("startWith")
                                .map(value -> " START WITH " + value)
                                .orElse("")
                        + change.value("incrementBy")
                                .map(value -> " INCREMENT BY " + value)
                                .orElse(""),
                alterColumn(change) + " SET NOT NULL",
                alterColumn(change) + " SET DEFAULT nextval(" + Literals.quoted(qualified) + ")",
                ownedBy(change, sequence));
    }

    List<String> modifyDataType(ChangelogNode change) throws CannotRender {
        String type = SqlTypes.of(change.need("newDataType")).sql();
        return List.of(alterColumn(change) + " TYPE " + type + " USING (" + names.name(change.need("columnName")) + "::"
                + type + ")");
    }

    private String alter(ChangelogNode change) throws CannotRender {
        return "ALTER TABLE " + names.table(change);
    }

    private String alterColumn(ChangelogNode change) throws CannotRender {
        return alter(change) + " ALTER COLUMN " + names.name(change.need("columnName"));
    }
}
