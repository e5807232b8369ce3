package dev.cofferdam.schema;

import dev.cofferdam.migrations.liquibase.Precondition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Answers preconditions by asking the server. What the server refuses to answer is not decided. */
final class ServerWorld implements Precondition.World {
    /** Names compare by bytes; a missing schema is the current one, a missing table or name any. */
    private static final String IN_SCHEMA =
            "JOIN pg_catalog.pg_namespace n ON n.nspname = coalesce(?, current_schema()) AND n.oid = ";

    private final Connection connection;

    ServerWorld(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<String> firstValue(String query) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(query)) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Boolean> exists(Precondition.Exists wanted) {
        String sql = "SELECT EXISTS (SELECT FROM " + source(wanted.kind()) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, wanted.schema().orElse(null));
            statement.setString(2, wanted.table().orElse(null));
            statement.setString(3, wanted.name().orElse(null));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBoolean(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static String source(Precondition.Kind kind) {
        return switch (kind) {
            case TABLE -> relation("'r', 'p'");
            case VIEW -> relation("'v', 'm'");
            case SEQUENCE -> relation("'S'");
            case COLUMN ->
                "pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND NOT a.attisdropped "
                        + IN_SCHEMA
                        + "c.relnamespace WHERE c.relname = coalesce(?, c.relname) AND a.attname = coalesce(?, a.attname)";
            case INDEX ->
                "pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid "
                        + "JOIN pg_catalog.pg_class t ON t.oid = i.indrelid " + IN_SCHEMA
                        + "c.relnamespace WHERE t.relname = coalesce(?, t.relname) AND c.relname = coalesce(?, c.relname)";
            case PRIMARY_KEY -> constraint('p');
            case FOREIGN_KEY -> constraint('f');
            case UNIQUE -> constraint('u');
        };
    }

    private static String relation(String kinds) {
        return "pg_catalog.pg_class c " + IN_SCHEMA + "c.relnamespace WHERE c.relkind IN (" + kinds
                + ") AND c.relname = coalesce(?, c.relname) AND c.relname = coalesce(?, c.relname)";
    }

    private static String constraint(char type) {
        return "pg_catalog.pg_constraint k JOIN pg_catalog.pg_class t ON t.oid = k.conrelid " + IN_SCHEMA
                + "k.connamespace WHERE k.contype = '" + type
                + "' AND t.relname = coalesce(?, t.relname) AND k.conname = coalesce(?, k.conname)";
    }
}
