package dev.cofferdam.migrations.liquibase;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code column} element says, in the pieces that CREATE TABLE and ADD COLUMN put together. */
record ColumnText(ChangelogNode node, Names names, Optional<ChangelogNode> constraints) {
    private static final Pattern REFERENCES = Pattern.compile("([\\w.]+)\\s*\\(([\\w, ]+)\\)");

    static ColumnText of(ChangelogNode node, Names names) {
        return new ColumnText(node, names, node.child("constraints"));
    }

    String name() throws CannotRender {
        return names.name(node.need("name"));
    }

    SqlTypes.SqlType type() throws CannotRender {
        return SqlTypes.of(node.need("type"));
    }

    String typeSql() throws CannotRender {
        return node.is("computed") ? node.value("type").orElse("") : type().sql();
    }

    boolean asksForIdentity() {
        return node.is("autoIncrement")
                || node.value("defaultValueNumeric")
                        .filter("GENERATED_BY_DEFAULT"::equals)
                        .isPresent();
    }

    String identity() {
        StringBuilder sql = new StringBuilder(" GENERATED ")
                .append(node.value("generationType").orElse("BY DEFAULT"))
                .append(" AS IDENTITY");
        Optional<String> start = node.value("startWith");
        Optional<String> by = node.value("incrementBy");
        if (start.isPresent() || by.isPresent()) {
            sql.append(" (")
                    .append(start.map(value -> "START WITH " + value).orElse(""))
                    .append(start.isPresent() && by.isPresent() ? " " : "")
                    .append(by.map(value -> "INCREMENT BY " + value).orElse(""))
                    .append(")");
        }
        return sql.toString();
    }

    Optional<String> defaultClause() throws CannotRender {
        SqlTypes.Family family = node.value("type").isPresent() ? type().family() : SqlTypes.Family.TEXT;
        return new Literals(names)
                .defaultOf(node, family)
                .map(sql -> sql.startsWith("GENERATED ALWAYS ") ? " " + sql : " DEFAULT " + sql);
    }

    boolean isNotNull() {
        return constraints
                .flatMap(each -> each.truth("nullable"))
                .filter(nullable -> !nullable)
                .isPresent();
    }

    String notNull() {
        return constraint("notNullConstraintName")
                        .map(name -> " CONSTRAINT " + names.name(name))
                        .orElse("") + " NOT NULL";
    }

    boolean isPrimaryKey() {
        return constraints.filter(each -> each.is("primaryKey")).isPresent();
    }

    boolean isUnique() {
        return constraints.filter(each -> each.is("unique")).isPresent();
    }

    Optional<String> constraint(String key) {
        return constraints.flatMap(each -> each.value(key));
    }

    /** The table and columns that the column references, as SQL; empty when it references none. */
    Optional<String> references() {
        Optional<String> table = constraint("referencedTableName");
        Optional<String> columns = constraint("referencedColumnNames");
        if (table.isPresent() && columns.isPresent()) {
            return Optional.of(names.qualified(constraint("referencedTableSchemaName"), table.get()) + "("
                    + names.list(columns.get()) + ")");
        }
        return constraint("references");
    }

    /** As {@link #references}, with the names written as names, which ADD COLUMN does and CREATE TABLE does not. */
    Optional<String> referencesAsNames() {
        return references().map(written -> {
            Matcher parts = REFERENCES.matcher(written);
            if (!parts.matches()) {
                return written;
            }
            String[] path = parts.group(1).split("\\.", 2);
            return path.length == 1
                    ? names.name(path[0]) + " (" + names.list(parts.group(2)) + ")"
                    : names.name(path[0]) + "." + names.name(path[1]) + " (" + names.list(parts.group(2)) + ")";
        });
    }

    String deferral() {
        return (constraints.filter(each -> each.is("deferrable")).isPresent() ? " DEFERRABLE" : "")
                + (constraints.filter(each -> each.is("initiallyDeferred")).isPresent() ? " INITIALLY DEFERRED" : "");
    }

    boolean deletesAlong() {
        return constraints.filter(each -> each.is("deleteCascade")).isPresent();
    }

    boolean isValidated(String key) {
        return constraints.flatMap(each -> each.truth(key)).orElse(true);
    }
}
