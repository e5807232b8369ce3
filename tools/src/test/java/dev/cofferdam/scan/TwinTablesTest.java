package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two tables of one name in two schemas are two. */
class TwinTablesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "account       | select status from account                             | CERTAIN",
                "account       | select status from public.account                      | CERTAIN",
                "account       | select status from audit.account                       | none",
                "account       | update audit.account set status = 'x'                  | none",
                "account       | select status from elsewhere.account                   | LIKELY",
                "audit.account | select status from audit.account                       | CERTAIN",
                "audit.account | select status from public.account                      | none",
                "audit.account | select status from account                             | none",
                "audit.account | select a.status from account a                         | none",
                "audit.ledger  | select status from ledger                              | CERTAIN"
            })
    void aStatementIsOfTheTableThatItNames(String asked, String sql, String confidence) {
        int dot = asked.indexOf('.');
        TableRef table = dot < 0 ? TableRef.of(asked) : TableRef.of(asked.substring(0, dot), asked.substring(dot + 1));
        assertThat(new SqlReading(new ColumnRef(table, "status"), schema())
                        .read(sql).stream().map(use -> use.confidence().name()).toList())
                .isEqualTo(Optional.ofNullable(confidence).stream().toList());
    }

    private static Schema schema() {
        return new Schema(
                "static",
                List.of(
                        table(TableRef.of("account")),
                        table(TableRef.of("audit", "account")),
                        table(TableRef.of("audit", "ledger"))),
                List.of(),
                List.of(),
                List.of());
    }

    private static Table table(TableRef ref) {
        Column status = new Column("status", "text");
        return new Table(ref, List.of(status), List.of(), List.of(), List.of(), false);
    }
}
