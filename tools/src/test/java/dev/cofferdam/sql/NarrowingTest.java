package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NarrowingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "character varying(40)|character varying(20)|LENGTH 20",
                "text|character(3)|LENGTH 3",
                "bit varying|bit varying(8)|LENGTH 8",
                "bigint|smallint|RANGE",
                "numeric(12,2)|numeric(10,2)|RANGE 8",
                "numeric|numeric(10,2)|RANGE 8",
                "numeric(10,2)|numeric(10,4)|RANGE 6",
                "numeric(10,4)|numeric(12,2)|ROUNDED",
                "numeric(10,2)|bigint|ROUNDED",
                "double precision|real|ROUNDED",
                "bigint|double precision|ROUNDED",
                "timestamp with time zone|date|ROUNDED",
                "timestamp without time zone|time without time zone|ROUNDED",
                "timestamp without time zone|timestamp(3) without time zone|ROUNDED",
                "text|integer|UNREADABLE",
                "character varying(20)|shop.visit_kind|UNREADABLE",
            })
    void someValuesDoNotFit(String from, String to, String loss) {
        assertThat(Narrowing.of(from, to).map(NarrowingTest::shown)).contains(loss);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "character varying(20)|text",
                "character(5)|character varying(5)",
                "text|bytea",
                "integer|bigint",
                "integer|double precision",
                "real|double precision",
                "numeric(10,2)|numeric(14,4)",
                "numeric(10,2)|numeric",
                "date|timestamp without time zone",
                "timestamp without time zone|timestamp(6) with time zone",
                "text|text[]",
                "shop.visit_kind|integer",
            })
    void everyValueFitsOrNobodyKnows(String from, String to) {
        assertThat(Narrowing.of(from, to)).isEmpty();
    }

    private static String shown(Narrowing narrowing) {
        Optional<String> limit = narrowing.limit().map(number -> " " + number);
        return narrowing.kind() + limit.orElse("");
    }
}
