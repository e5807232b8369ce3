package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.sql.Statement.CouldNotDecide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL takes and no rule reads is neither an error nor passed over. */
class UnreadStatementsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE COLLATION de (provider = icu, locale = 'de') | CREATE COLLATION",
                "ALTER FOREIGN TABLE ft DROP COLUMN a | ALTER FOREIGN TABLE",
                "CREATE USER MAPPING FOR public SERVER s | CREATE USER MAPPING",
                "DROP SUBSCRIPTION sub | DROP SUBSCRIPTION",
                "SECURITY LABEL ON TABLE x IS 'y' | SECURITY LABEL"
            })
    void isLaidBeforeAPerson(String sql, String named) {
        assertThat(SqlParser.parse(sql).get(0).facts())
                .isInstanceOfSatisfying(CouldNotDecide.class, facts -> assertThat(facts.reason())
                        .isEqualTo("no rule reads " + named + "; look at it yourself"));
    }

    @ParameterizedTest
    @CsvSource({"CREATE TABEL x (a int)", "ALTER OWNERS ADD a int"})
    void aMistakeIsStillOne(String sql) {
        assertThat(SqlParser.parse(sql).get(0).facts())
                .isInstanceOfSatisfying(CouldNotDecide.class, facts -> assertThat(facts.reason())
                        .startsWith("syntax error"));
    }
}
