package dev.cofferdam.playbook.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Code of today binds and reads as it always did; on which other types does that work, and give the same values? */
@Tag("server")
final class TypePairTest {
    /** How old code writes and reads a column: one binding and one getter of JDBC. */
    private record OldCode(String type, Binding binding, Reading reading, Object value) {}

    private static final OldCode STRING =
            new OldCode("character varying(20)", (s, i) -> s.setString(i, "abc"), r -> r.getString(1), "abc");

    private static final List<OldCode> OLD_CODE = List.of(
            new OldCode("smallint", (s, i) -> s.setShort(i, (short) 7), r -> (long) r.getShort(1), 7L),
            new OldCode("integer", (s, i) -> s.setInt(i, 70_000), r -> (long) r.getInt(1), 70_000L),
            new OldCode("bigint", (s, i) -> s.setLong(i, 7_000_000_000L), r -> r.getLong(1), 7_000_000_000L),
            new OldCode(
                    "numeric(10,2)",
                    (s, i) -> s.setBigDecimal(i, new BigDecimal("1.25")),
                    r -> r.getBigDecimal(1).doubleValue(),
                    1.25),
            new OldCode("real", (s, i) -> s.setFloat(i, 0.5f), r -> (double) r.getFloat(1), 0.5),
            STRING,
            new OldCode(
                    "character(5)",
                    (s, i) -> s.setString(i, "abc"),
                    r -> r.getString(1).strip(),
                    "abc"));

    private interface Binding {
        void bind(PreparedStatement statement, int index) throws SQLException;
    }

    private interface Reading {
        Object read(ResultSet result) throws SQLException;
    }

    private static final List<String> NEW_TYPES = List.of(
            "integer", "bigint", "numeric", "numeric(24,4)", "double precision", "text", "character varying(40)");

    @Test
    void whateverServesOldCodeReallyDoes() throws SQLException {
        int proved = 0;
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            for (OldCode code : OLD_CODE) {
                for (String type : NEW_TYPES) {
                    if (new TypePair(code.type, type).servesOldCode()) {
                        runs(owner, code, type);
                        proved++;
                    }
                }
            }
        }
        assertThat(proved).isGreaterThan(12);
    }

    /** If this began to work, the swap could take these pairs too. */
    @Test
    void aTextDoesNotGoIntoANumber() throws SQLException {
        assertThat(new TypePair("character varying(20)", "integer").servesOldCode())
                .isFalse();
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            assertThatThrownBy(() -> runs(owner, STRING, "integer"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("is of type integer but expression is of type character varying");
        }
    }

    /** Why a person is asked to look at code that reads objects. */
    @Test
    void anObjectIsOfTheClassThatTheColumnSays() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement();
                ResultSet result = statement.executeQuery("SELECT 1::integer, 1::bigint")) {
            result.next();
            assertThat(result.getObject(1)).isInstanceOf(Integer.class);
            assertThat(result.getObject(2)).isInstanceOf(Long.class);
        }
    }

    /** INSERT, filter, assignment, comparison with an array, and reading, each more often than the driver needs to prepare it on the server. */
    private static void runs(Connection owner, OldCode code, String type) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS t");
            statement.execute("CREATE TABLE t (id serial PRIMARY KEY, c " + type + ")");
        }
        for (String sql : List.of(
                "INSERT INTO t (c) VALUES (?)",
                "UPDATE t SET c = ? WHERE id = 1",
                "UPDATE t SET c = c WHERE c = ?",
                "UPDATE t SET c = c WHERE c IN (?) AND c >= c")) {
            try (PreparedStatement statement = owner.prepareStatement(sql)) {
                for (int use = 0; use < 7; use++) {
                    code.binding.bind(statement, 1);
                    assertThat(statement.executeUpdate())
                            .as(code.type + " on " + type + ": " + sql)
                            .isPositive();
                }
            }
        }
        try (PreparedStatement statement = owner.prepareStatement("SELECT c FROM t WHERE id = 1")) {
            for (int use = 0; use < 7; use++) {
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    assertThat(code.reading.read(result))
                            .as(code.type + " on " + type)
                            .isEqualTo(code.value);
                }
            }
        }
    }
}
