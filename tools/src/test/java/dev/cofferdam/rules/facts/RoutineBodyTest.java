package dev.cofferdam.rules.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoutineBodyTest {
    private static final TableRef OWNER = TableRef.of("Sales", "Owner");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "UPDATE \"Sales\".\"Owner\" SET x = 1 | ``",
                "update only \"Sales\" . \"Owner\" SET x = 1 | ``",
                "UPDATE Sales.Owner SET x = 1 | UPDATE sales.owner",
                "UPDATE \"sales\".\"owner\" SET x = 1 | UPDATE sales.owner",
                "UPDATE \"Owner\" SET x = 1 | UPDATE Owner",
                "UPDATE\"Other\" SET x = 1 | UPDATE Other",
                "INSERT INTO \"my shop\".\"t\"\"x\" VALUES (1) | INSERT INTO my shop.t\"x",
                "DELETE FROM \"Sales\".\"Owner\" | DELETE FROM Sales.Owner",
                "SELECT \"drop\" FROM \"alter\" | ``",
                "SELECT \"it's\" FROM t; DROP TABLE t; SELECT 'x' | DROP",
                "SELECT \"a--b\" FROM t; DROP TABLE t | DROP",
                "SELECT 'say \"'; DROP TABLE t; SELECT '\"' | DROP",
                "INSERT INTO \"Sales\".\"Owner\" VALUES (1) ON CONFLICT DO UPDATE SET x = 1 | ``",
                "SELECT 1 FROM t FOR  /* both */ UPDATE | ``",
            })
    void namesMeanWhatTheServerReads(String body, String act) {
        assertThat(RoutineBody.findActs(body, OWNER::isSameTable))
                .containsExactlyElementsOf(act.isEmpty() ? List.of() : List.of(act));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fullName | NEW.\"fullName\" := OLD.x | true",
                "fullName | new . \"fullName\" := OLD.x | true",
                "fullName | NEW.fullName := OLD.x | false",
                "fullName | NEW.\"fullname\" := OLD.x | false",
                "user | NEW.\"user\" := OLD.x | true",
                "user | New.USER := OLD.x | true",
                "user | NEW.\"USER\" := OLD.x | false",
                "user | NEW.user_name := OLD.x | false",
                "100% name | NEW.\"100% name\" := OLD.x | true",
                "say \"x\" | NEW.\"say \"\"x\"\"\" := OLD.x | true",
            })
    void anAssignmentCountsForTheColumnThatTheServerFills(String column, String assignment, boolean fills) {
        Statement.CreateRoutine routine = (Statement.CreateRoutine)
                SqlParser.parse("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN " + assignment
                                + "; RETURN NEW; END$$")
                        .get(0)
                        .facts();
        assertThat(SyncTrigger.assigns(routine, column)).isEqualTo(fills);
    }

    @Test
    void aTriggersNameMayBeGivenAsStoredOrAsWritten() {
        assertThat(StoredName.means("zz_sync_100% name", "zz_sync_100% name")).isTrue();
        assertThat(StoredName.means("\"zz_sync_100% name\"", "zz_sync_100% name"))
                .isTrue();
        assertThat(StoredName.means("Owners_Sync", "owners_sync")).isTrue();
        assertThat(StoredName.means("owners_sync", "Owners_Sync")).isFalse();
        assertThat(StoredName.of("\"Sales\".\"a.b\"()")).isEqualTo("Sales.a.b");
        assertThat(StoredName.of("PUBLIC.Fill(bigint)")).isEqualTo("fill");
        assertThat(StoredName.unqualified("\"Sales\".\"a.b\"()")).isEqualTo("a.b");
    }
}
