package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlacedQuery;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Flags a gate, or a query that shows progress, that is not one SELECT, or one that writes: looking must not change anything. */
public final class GateReadOnly implements PlanRule {
    private static final RuleInfo INFO =
            new RuleInfo("gate-read-only", Severity.ERROR, Hazard.LOSES_DATA, "A gate's query is not one SELECT");

    /** Functions that are called for what they do (PostgreSQL docs 9.17, 9.28, 35.4, F.11). */
    private static final Pattern WRITERS = Pattern.compile(
            "pg_sleep\\w*|nextval|setval|set_config|setseed|lo_\\w+|dblink\\w*|query_to_xml\\w*"
                    + "|pg_(?:terminate|cancel)_backend|pg_(?:try_)?advisory_\\w+|pg_notify|pg_reload_conf|pg_rotate_logfile|pg_promote"
                    + "|pg_switch_wal|pg_create_\\w+|pg_drop_\\w+|pg_copy_\\w+|pg_replication_\\w+|pg_logical_\\w+|pg_wal_replay_\\w+"
                    + "|pg_backup_\\w+|pg_stat_reset\\w*|pg_file_\\w+|pg_import_\\w+|pg_(?:restore|clear)_\\w+|pg_log_\\w+");

    private static final Set<String> LOCKS = Set.of("update", "share", "no", "key");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>(notOneSelect(facts));
        facts.queries().stream().filter(GateReadOnly::isOneSelect).forEach(query -> deed(query)
                .ifPresent(deed -> findings.add(INFO.finding(
                        query.where(),
                        query.sql(),
                        "the query of `" + query.where() + "` is a SELECT that " + deed + ": "
                                + query.sql().lines().findFirst().orElse("").strip(),
                        "let it only read"))));
        return findings;
    }

    private static List<Finding> notOneSelect(PlanFacts facts) {
        return facts.queries().stream()
                .filter(query -> !isOneSelect(query))
                .map(query -> INFO.finding(
                        query.where(),
                        query.sql(),
                        "the query of `" + query.where() + "` is not one SELECT: "
                                + query.sql().lines().findFirst().orElse("").strip(),
                        "write it as one SELECT that returns one value"))
                .toList();
    }

    /** What the SELECT changes or holds up, in words; a lock on rows makes writers wait for whoever only looks. */
    private static Optional<String> deed(PlacedQuery query) {
        List<String> tokens = PlainSql.tokens(query.sql());
        for (int i = 0; i + 1 < tokens.size(); i++) {
            String name = tokens.get(i).replace("\"", "");
            if (tokens.get(i + 1).equals("(") && WRITERS.matcher(name).matches()) {
                return Optional.of("calls " + name);
            }
            if (tokens.get(i).equals("into")) {
                return Optional.of("makes a table");
            }
            if (tokens.get(i).equals("for") && LOCKS.contains(tokens.get(i + 1))) {
                return Optional.of("locks rows");
            }
        }
        return query.statements().get(0).facts() instanceof Statement.Query select
                        && !select.written().isEmpty()
                ? Optional.of("writes `" + select.written().get(0) + "` in a WITH query")
                : Optional.empty();
    }

    /** What could not be read is the business of {@link PlanUndecided}. */
    private static boolean isOneSelect(PlacedQuery query) {
        return query.statements().size() == 1
                && (query.statements().get(0).facts() instanceof Statement.CouldNotDecide
                        || query.statements().get(0).facts() instanceof Statement.Query select
                                && select.verb() == Statement.Verb.SELECT);
    }
}
