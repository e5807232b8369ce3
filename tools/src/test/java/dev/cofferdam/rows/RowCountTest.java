package dev.cofferdam.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RowCountTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "owners=12M                   | owners          | 12000000",
                "owners=1.5k                  | owners          | 1500",
                "billing.invoice=250_000      | billing.invoice | 250000",
                "owners=2,000                 | owners          | 2000",
                "owners=1,234,567             | owners          | 1234567",
                "owners=0                     | owners          | 0",
                "owners=3b                    | owners          | 3000000000",
                "owners=0.25K                 | owners          | 250",
                "  owners = 7 m               | owners          | 7000000",
                "OWNERS=8                     | owners          | 8",
                "\"Owners\"=9                 | Owners          | 9",
                "Billing.\"Odd.Name\"=10      | billing.Odd.Name | 10",
                "owners=1000000000000000      | owners          | 1000000000000000"
            })
    void aTableAndANumberAreReadInEveryUsualSpelling(String text, String table, long rows) {
        RowCount count = RowCount.parse(text);

        assertThat(count.table()).hasToString(table);
        assertThat(count.rows()).isEqualTo(rows);
        assertThat(count.source()).isEqualTo(RowCount.Source.GIVEN);
    }

    @Test
    void aDotInsideQuotesSeparatesNothing() {
        assertThat(RowCount.parse("\"a.b\"=3").table()).isEqualTo(TableRef.of("a.b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "owners                     | is no row count",
                "owners=                    | is no row count",
                "owners=many                | is no row count",
                "owners=-5                  | is no row count",
                "owners=1,5M                | is no row count",
                "owners=12,0000             | is no row count",
                "owners=_5                  | is no row count",
                "owners=5T                  | is no row count",
                "=5                         | is no row count",
                ".=5                        | is no row count",
                "owners.=5                  | is no row count",
                ".owners=5                  | is no row count",
                "a.b.c=5                    | is no row count",
                "12M                        | is no row count",
                "owners=1.5                 | is no whole number of rows",
                "owners=1.2345k             | is no whole number of rows",
                "owners=9223372036854775808 | is more than a table can hold",
                "owners=99999999999b        | is more than a table can hold"
            })
    void whatIsNoRowCountIsRefusedAsItWasTyped(String text, String why) {
        UserError error = catchThrowableOfType(UserError.class, () -> RowCount.parse(text));

        assertThat(error.problem()).isEqualTo("`" + text + "` " + why);
        assertThat(error.where()).contains("--rows");
        assertThat(error.fix()).contains("owners=12M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void nothingIsNoRowCountEither(String text) {
        assertThat(catchThrowableOfType(UserError.class, () -> RowCount.parse(text)))
                .hasMessageContaining("is no row count");
    }
}
