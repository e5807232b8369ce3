package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serial | serial",
                "BIGSERIAL | bigserial",
                "serial8 | bigserial",
                "my_schema.\"Kind\" | my_schema.\"Kind\"",
                "citext | citext",
                "${type} | ${type}",
                "national character varying(7) | character varying(7)",
                "pg_catalog.int4 | integer",
                "int array[3] | integer[]",
            })
    void aTypeIsWrittenAsTheServerWouldPrintIt(String written, String canonical) {
        Statement.CreateTable table = Facts.of("CREATE TABLE t (c " + written + ")", Statement.CreateTable.class);

        assertThat(table.columns()).extracting(ColumnDefinition::type).containsExactly(canonical);
    }
}
