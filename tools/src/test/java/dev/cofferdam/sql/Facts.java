package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Reads one statement for a test and insists on its kind. */
final class Facts {
    private Facts() {}

    static <T extends Statement> T of(String sql, Class<T> kind) {
        List<ParsedStatement> statements = SqlParser.parse(sql);
        assertThat(statements).as(sql).hasSize(1);
        Statement facts = statements.get(0).facts();
        assertThat(facts).as(sql).isInstanceOf(kind);
        return kind.cast(facts);
    }

    /** The actions of an ALTER TABLE of table {@code t}. */
    static List<AlterAction> alter(String actions) {
        return of("ALTER TABLE t " + actions, Statement.AlterTable.class).actions();
    }
}
