package dev.cofferdam.migrations.liquibase;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes that make tables and columns. */
final class TableChanges {
    private static final String PRIMARY_KEY_SUFFIX = "_pkey";
    /** PostgreSQL cuts names after 63 bytes ("Identifiers and Key Words"). */
    private static final int LONGEST_NAME = 63;

    private final Names names;
    private final ConstraintMemory memory;

    TableChanges(Names names, ConstraintMemory memory) {
        this.names = names;
        this.memory = memory;
    }

    List<String> createTable(ChangelogNode change) throws CannotRender {
        List<String> parts = new ArrayList<>();
        List<ChangelogNode> columns = change.children("column");
        for (ChangelogNode column : columns) {
            parts.add(inTable(ColumnText.of(column, names)));
        }
        primaryKey(change, columns).ifPresent(parts::add);
        foreignKeys(change, columns, parts);
        parts.addAll(uniques(columns));
        String type = change.value("tableType").map(each -> each + " ").orElse("");
        String guard = change.is("ifNotExists") ? "IF NOT EXISTS " : "";
        List<String> statements = new ArrayList<>();
        statements.add(
                "CREATE " + type + "TABLE " + guard + names.table(change) + " (" + String.join(", ", parts) + ")");
        if (change.value("remarks").isPresent()) {
            statements.add(tableRemarks(change, change.need("remarks")));
        }
        statements.addAll(columnRemarks(change, columns));
        return statements;
    }

    private String inTable(ColumnText column) throws CannotRender {
        StringBuilder sql = new StringBuilder(column.name()).append(' ').append(column.typeSql());
        boolean identity = column.asksForIdentity()
                || !column.node().is("computed") && column.type().auto();
        column.defaultClause().filter(clause -> !identity).ifPresent(sql::append);
        sql.append(identity ? column.identity() : "");
        // Liquibase leaves the name of a NOT NULL out here, though not in ADD COLUMN.
        return sql.append(column.isNotNull() ? " NOT NULL" : "").toString();
    }

    private Optional<String> primaryKey(ChangelogNode change, List<ChangelogNode> columns) throws CannotRender {
        List<String> keys = new ArrayList<>();
        Optional<String> name = Optional.empty();
        String deferral = "";
        for (ChangelogNode node : columns) {
            ColumnText column = ColumnText.of(node, names);
            if (column.isPrimaryKey()) {
                keys.add(column.name());
                name = name.or(() -> column.constraint("primaryKeyName"));
                deferral = deferral.isEmpty() ? column.deferral() : deferral;
            }
        }
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        String table = change.need("tableName");
        String constraint = name.orElseGet(() -> primaryKeyName(table));
        memory.primaryKey(table, constraint);
        return Optional.of(
                "CONSTRAINT " + names.name(constraint) + " PRIMARY KEY (" + String.join(", ", keys) + ")" + deferral);
    }

    static String primaryKeyName(String table) {
        byte[] bytes = table.getBytes(StandardCharsets.UTF_8);
        int room = LONGEST_NAME - PRIMARY_KEY_SUFFIX.length();
        if (bytes.length <= room) {
            return table + PRIMARY_KEY_SUFFIX;
        }
        String cut = new String(bytes, 0, room, StandardCharsets.UTF_8);
        // The last character may be half of one.
        return cut.substring(0, cut.length() - 1) + PRIMARY_KEY_SUFFIX;
    }

    private void foreignKeys(ChangelogNode change, List<ChangelogNode> columns, List<String> parts)
            throws CannotRender {
        for (ChangelogNode node : columns) {
            ColumnText column = ColumnText.of(node, names);
            if (column.references().isPresent()) {
                String name = column.constraint("foreignKeyName")
                        .orElseThrow(() -> new CannotRender("`foreignKeyName` is missing beside `references`"));
                memory.foreignKey(change.need("tableName"), name);
                parts.add("CONSTRAINT " + names.name(name) + " FOREIGN KEY (" + column.name() + ") REFERENCES "
                        + column.references().get() + (column.deletesAlong() ? " ON DELETE CASCADE" : "")
                        + column.deferral());
            }
        }
    }

    /** Columns that give the same name share one constraint. */
    private List<String> uniques(List<ChangelogNode> columns) throws CannotRender {
        List<String> parts = new ArrayList<>();
        Map<String, List<String>> named = new LinkedHashMap<>();
        for (ChangelogNode node : columns) {
            ColumnText column = ColumnText.of(node, names);
            if (column.isUnique()) {
                Optional<String> name = column.constraint("uniqueConstraintName");
                if (name.isPresent()) {
                    named.computeIfAbsent(name.get(), key -> new ArrayList<>()).add(column.name());
                } else {
                    parts.add("UNIQUE (" + column.name() + ")");
                }
            }
        }
        named.forEach((name, all) ->
                parts.add("CONSTRAINT " + names.name(name) + " UNIQUE (" + String.join(", ", all) + ")"));
        return parts;
    }

    List<String> addColumn(ChangelogNode change) throws CannotRender {
        List<String> statements = new ArrayList<>();
        List<String> afterwards = new ArrayList<>();
        List<String> notNulls = new ArrayList<>();
        String table = names.table(change);
        List<ChangelogNode> columns = change.children("column");
        for (ChangelogNode node : columns) {
            ColumnText column = ColumnText.of(node, names);
            Optional<String> value = new Literals(names).valueOf(node);
            statements.add("ALTER TABLE " + table + " ADD " + added(column, value.isEmpty()));
            constraintsOf(change, column, statements);
            if (value.isPresent()) {
                afterwards.add("UPDATE " + table + " SET " + column.name() + " = " + value.get());
                if (column.isNotNull()) {
                    notNulls.add("ALTER TABLE " + table + " ALTER COLUMN " + column.name() + " SET NOT NULL");
                }
            }
        }
        statements.addAll(afterwards);
        statements.addAll(notNulls);
        statements.addAll(columnRemarks(change, columns));
        return statements;
    }

    private static String added(ColumnText column, boolean withNotNull) throws CannotRender {
        StringBuilder sql = new StringBuilder(column.name()).append(' ').append(column.typeSql());
        sql.append(column.asksForIdentity() ? column.identity() : "");
        column.defaultClause().ifPresent(sql::append);
        boolean notNull = withNotNull && column.isNotNull() || column.isPrimaryKey();
        return sql.append(notNull ? column.notNull() : "")
                .append(column.isPrimaryKey() ? " PRIMARY KEY" : "")
                .toString();
    }

    private void constraintsOf(ChangelogNode change, ColumnText column, List<String> statements) throws CannotRender {
        String alter = "ALTER TABLE " + names.table(change) + " ADD ";
        if (column.isPrimaryKey()) {
            memory.primaryKey(change.need("tableName"), primaryKeyName(change.need("tableName")));
        }
        if (column.isUnique()) {
            String name = column.constraint("uniqueConstraintName")
                    .map(each -> "CONSTRAINT " + names.name(each) + " ")
                    .orElse("");
            statements.add(alter + name + "UNIQUE (" + column.name() + ")");
        }
        Optional<String> references = column.referencesAsNames();
        if (references.isPresent()) {
            String name = column.constraint("foreignKeyName")
                    .orElseThrow(() -> new CannotRender("`foreignKeyName` is missing beside `references`"));
            memory.foreignKey(change.need("tableName"), name);
            statements.add(alter + "CONSTRAINT " + names.name(name) + " FOREIGN KEY (" + column.name() + ") REFERENCES "
                    + references.get() + (column.deletesAlong() ? " ON DELETE CASCADE" : "")
                    + (column.isValidated("validateForeignKey") ? "" : " NOT VALID"));
        }
    }

    List<String> setTableRemarks(ChangelogNode change) throws CannotRender {
        return List.of(tableRemarks(change, change.value("remarks").orElse("")));
    }

    private String tableRemarks(ChangelogNode change, String remarks) throws CannotRender {
        return "COMMENT ON TABLE " + names.table(change) + " IS " + Literals.quoted(remarks);
    }

    List<String> setColumnRemarks(ChangelogNode change) throws CannotRender {
        return List.of(columnRemark(
                change, change.need("columnName"), change.value("remarks").orElse("")));
    }

    private List<String> columnRemarks(ChangelogNode change, List<ChangelogNode> columns) throws CannotRender {
        List<String> statements = new ArrayList<>();
        for (ChangelogNode column : columns) {
            if (column.value("remarks").isPresent()) {
                statements.add(columnRemark(change, column.need("name"), column.need("remarks")));
            }
        }
        return statements;
    }

    private String columnRemark(ChangelogNode change, String column, String remarks) throws CannotRender {
        return "COMMENT ON COLUMN " + names.table(change) + "." + names.name(column) + " IS "
                + Literals.quoted(remarks);
    }
}
