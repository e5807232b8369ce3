package dev.cofferdam.evals.rules;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Configuration;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.Policy;
import dev.cofferdam.rules.statements.StatementCheck;
import dev.cofferdam.rules.statements.StatementRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    /** The last one that wrote every default into every row: what checkers assume that ask for the version and were told none. */
    static final int BEFORE_STORED_DEFAULTS = 10;

    private static final String ASSURED = "safety-assured:";

    /** Our own findings, with the customs of teams switched on, as the peers' tests switch theirs on. */
    Checked check(Set<String> wanted) {
        MigrationUnit unit = new MigrationUnit(
                id + ".sql", Optional.empty(), "", MigrationUnit.Kind.SCRIPT, transactional, inOurWords(wanted));
        History history = new History("schema file", List.of(unit), List.of());
        Map<String, Configuration.Level> customs = StatementRules.infos().stream()
                .filter(RuleInfo::onRequest)
                .collect(Collectors.toMap(RuleInfo::id, rule -> Configuration.Level.WARNING));
        return StatementCheck.of(history, Engine.postgresql(version), each -> true, true, Policy.of(customs, true));
    }

    /** A block that its author has assured, in diesel-guard's comments, is one of our suppressions at each statement. */
    private String inOurWords(Set<String> wanted) {
        if (!sql.contains(ASSURED)) {
            return sql;
        }
        List<String> lines = new ArrayList<>();
        boolean assured = false;
        boolean begins = false;
        for (String line : sql.lines().toList()) {
            if (line.contains(ASSURED)) {
                assured = line.contains(ASSURED + "start");
                begins = assured;
            } else if (assured && begins && !line.isBlank()) {
                wanted.forEach(rule -> lines.add(
                        "-- cofferdam: suppress " + rule.replaceFirst("~.*", "") + " because its author assures it"));
                begins = false;
            }
            lines.add(line);
            begins |= line.stripTrailing().endsWith(";");
        }
        return String.join("\n", lines);
    }
}
