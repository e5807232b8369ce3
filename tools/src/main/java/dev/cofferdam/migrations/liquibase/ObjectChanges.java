package dev.cofferdam.migrations.liquibase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes of whole objects: drops, renames, views, sequences. */
final class ObjectChanges {
    private final Names names;
    private final ConstraintMemory memory;

    ObjectChanges(Names names, ConstraintMemory memory) {
        this.names = names;
        this.memory = memory;
    }

    List<String> dropTable(ChangelogNode change) throws CannotRender {
        return List.of("DROP TABLE " + names.table(change) + (change.is("cascadeConstraints") ? " CASCADE" : ""));
    }

    List<String> dropColumn(ChangelogNode change) throws CannotRender {
        List<String> statements = new ArrayList<>();
        for (ChangelogNode column : change.children("column")) {
            statements.add("ALTER TABLE " + names.table(change) + " DROP COLUMN " + names.name(column.need("name")));
        }
        return statements.isEmpty()
                ? List.of(
                        "ALTER TABLE " + names.table(change) + " DROP COLUMN " + names.name(change.need("columnName")))
                : statements;
    }

    List<String> renameColumn(ChangelogNode change) throws CannotRender {
        return List.of("ALTER TABLE " + names.table(change) + " RENAME COLUMN "
                + names.name(change.need("oldColumnName")) + " TO " + names.name(change.need("newColumnName")));
    }

    List<String> renameTable(ChangelogNode change) throws CannotRender {
        memory.renamed(change.need("oldTableName"), change.need("newTableName"));
        return List.of("ALTER TABLE " + names.qualified(change, "schemaName", "oldTableName") + " RENAME TO "
                + names.name(change.need("newTableName")));
    }

    List<String> renameView(ChangelogNode change) throws CannotRender {
        return List.of("ALTER VIEW " + names.qualified(change, "schemaName", "oldViewName") + " RENAME TO "
                + names.name(change.need("newViewName")));
    }

    List<String> createView(ChangelogNode change) throws CannotRender {
        String query = change.body("selectQuery")
                .map(ChangelogNode.Value::text)
                .map(text -> text.strip().replaceFirst(";\\s*$", ""))
                .orElseThrow(() -> new CannotRender("the view's query is missing"));
        List<String> statements = new ArrayList<>();
        boolean replaces = change.is("replaceIfExists");
        if (change.is("fullDefinition")) {
            boolean says = query.toUpperCase(java.util.Locale.ROOT).contains("OR REPLACE");
            statements.add(replaces && !says ? query.replaceFirst("(?i)\\bCREATE\\b", "CREATE OR REPLACE") : query);
        } else {
            statements.add("CREATE " + (replaces ? "OR REPLACE " : "") + "VIEW "
                    + names.qualified(change, "schemaName", "viewName") + " AS " + query);
        }
        if (change.value("remarks").isPresent()) {
            statements.add("COMMENT ON VIEW " + names.qualified(change, "schemaName", "viewName") + " IS "
                    + Literals.quoted(change.need("remarks")));
        }
        return statements;
    }

    List<String> dropView(ChangelogNode change) throws CannotRender {
        return List.of("DROP VIEW " + (change.is("ifExists") ? "IF EXISTS " : "")
                + names.qualified(change, "schemaName", "viewName"));
    }

    List<String> createSequence(ChangelogNode change) throws CannotRender {
        return List.of("CREATE SEQUENCE IF NOT EXISTS " + names.qualified(change, "schemaName", "sequenceName")
                + change.value("dataType").map(type -> " AS " + type).orElse("")
                + change.value("startValue")
                        .map(value -> " START WITH " + value)
                        .orElse("")
                + sequenceOptions(change)
                + (change.is("cycle") ? " CYCLE" : ""));
    }

    List<String> alterSequence(ChangelogNode change) throws CannotRender {
        return List.of("ALTER SEQUENCE " + names.qualified(change, "schemaName", "sequenceName")
                + change.value("dataType").map(type -> " AS " + type).orElse("")
                + sequenceOptions(change)
                + change.truth("cycle")
                        .map(cycle -> cycle ? " CYCLE" : " NO CYCLE")
                        .orElse(""));
    }

    private static String sequenceOptions(ChangelogNode change) {
        return change.value("incrementBy")
                        .map(value -> " INCREMENT BY " + value)
                        .orElse("")
                + change.value("minValue").map(value -> " MINVALUE " + value).orElse("")
                + change.value("maxValue").map(value -> " MAXVALUE " + value).orElse("")
                + change.value("cacheSize")
                        .map(value -> " CACHE " + (value.equals("0") ? "1" : value))
                        .orElse("");
    }

    List<String> renameSequence(ChangelogNode change) throws CannotRender {
        return List.of("ALTER SEQUENCE " + names.qualified(change, "schemaName", "oldSequenceName") + " RENAME TO "
                + names.name(change.need("newSequenceName")));
    }

    List<String> dropSequence(ChangelogNode change) throws CannotRender {
        return List.of("DROP SEQUENCE " + names.qualified(change, "schemaName", "sequenceName") + " CASCADE");
    }

    List<String> dropProcedure(ChangelogNode change) throws CannotRender {
        return List.of("DROP PROCEDURE " + names.qualified(change, "schemaName", "procedureName"));
    }

    /** A table of the distinct values of a column, which then references it. */
    List<String> addLookupTable(ChangelogNode change) throws CannotRender {
        String existing = names.qualified(change, "existingTableSchemaName", "existingTableName");
        String created = names.qualified(change, "newTableSchemaName", "newTableName");
        String from = names.name(change.need("existingColumnName"));
        String to = names.name(change.need("newColumnName"));
        String constraint = change.value("constraintName")
                .orElse(("FK_" + change.need("existingTableName") + "_" + change.need("newTableName"))
                        .toUpperCase(java.util.Locale.ROOT));
        memory.foreignKey(change.need("existingTableName"), constraint);
        return List.of(
                "CREATE TABLE " + created + " AS SELECT DISTINCT " + from + " AS " + to + " FROM " + existing
                        + " WHERE " + from + " IS NOT NULL",
                "ALTER TABLE " + created + " ALTER COLUMN " + to + " SET NOT NULL",
                "ALTER TABLE " + created + " ADD PRIMARY KEY (" + to + ")",
                "ALTER TABLE " + existing + " ADD CONSTRAINT " + names.name(constraint) + " FOREIGN KEY (" + from
                        + ") REFERENCES " + created + " (" + to + ")");
    }

    List<String> mergeColumns(ChangelogNode change) throws CannotRender {
        String table = names.table(change);
        String merged = names.name(change.need("finalColumnName"));
        String first = names.name(change.need("column1Name"));
        String second = names.name(change.need("column2Name"));
        Optional<String> between = change.located("joinString").map(ChangelogNode.Value::text);
        return List.of(
                "ALTER TABLE " + table + " ADD " + merged + " "
                        + SqlTypes.of(change.need("finalColumnType")).sql(),
                "UPDATE " + table + " SET " + merged + " = " + first + " || '" + between.orElse("null") + "' || "
                        + second,
                "ALTER TABLE " + table + " DROP COLUMN " + first,
                "ALTER TABLE " + table + " DROP COLUMN " + second);
    }
}
