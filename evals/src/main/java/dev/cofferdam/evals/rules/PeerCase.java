package dev.cofferdam.evals.rules;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.rules.statements.StatementCheck;
import java.util.List;
import java.util.Optional;

/**
 * SQL that another checker's tests call unsafe, or safe, by one of its rules.
 *
 * @param peer whose tests
 * @param id unique among the peer's cases
 * @param rule as the peer names it
 * @param unsafe whether the peer's test wants the rule to speak
 * @param transactional whether the peer takes the text for one transaction of a migration tool
 * @param version the server's major version
 */
record PeerCase(String peer, String id, String rule, String sql, boolean unsafe, boolean transactional, int version) {
    /** What the peer takes when its test names none. */
    static final int NEWEST = 18;

    /** Our own findings. */
    Checked check() {
        MigrationUnit unit =
                new MigrationUnit(id + ".sql", Optional.empty(), "", MigrationUnit.Kind.SCRIPT, transactional, sql);
        History history = new History("schema file", List.of(unit), List.of());
        return StatementCheck.of(history, Engine.postgresql(version), each -> true, true);
    }
}
