package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.TableRef;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EnumEditTest {
    @Test
    void anAddedValueTellsItsTypeAndItsPlace() {
        assertThat(edit("alter TYPE Shop.\"Visit Kind\" add value if not exists 'vet''s' BEFORE 'first -- not last'"))
                .contains(new EnumEdit(
                        TableRef.of("shop", "Visit Kind"),
                        "vet's",
                        true,
                        Optional.empty(),
                        true,
                        Optional.of("first -- not last")));
        assertThat(edit("ALTER TYPE kind ADD VALUE 'x' AFTER 'y'"))
                .contains(new EnumEdit(TableRef.of("kind"), "x", false, Optional.empty(), false, Optional.of("y")));
    }

    @Test
    void aRenamedValueTellsItsNewName() {
        assertThat(edit("ALTER TYPE kind RENAME VALUE 'x' TO 'add value'"))
                .contains(new EnumEdit(
                        TableRef.of("kind"), "x", false, Optional.of("add value"), false, Optional.empty()));
    }

    @Test
    void otherChangesOfATypeAreNone() {
        assertThat(edit("ALTER TYPE kind RENAME TO sort")).isEmpty();
        assertThat(edit("ALTER TYPE address ADD ATTRIBUTE zip text")).isEmpty();
        assertThat(edit("COMMENT ON TYPE kind IS 'ALTER TYPE kind ADD VALUE ''x'''"))
                .isEmpty();
    }

    private static Optional<EnumEdit> edit(String sql) {
        return EnumEdit.of(SqlParser.parse(sql).get(0));
    }
}
