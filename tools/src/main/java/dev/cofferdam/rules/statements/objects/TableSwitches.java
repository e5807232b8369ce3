package dev.cofferdam.rules.statements.objects;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags switches of a table that others see: row level security, policies, replica identity and publications (PostgreSQL docs 5.9, ALTER TABLE). */
public final class TableSwitches implements StatementRule {
    private static final RuleInfo ROW_SECURITY = new RuleInfo(
            "rls-enable-without-policy",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "Row level security hides rows from the running version");
    private static final RuleInfo REPLICA_IDENTITY = new RuleInfo(
            "replica-identity-change",
            Severity.INFO,
            RuleClass.CONTEXT,
            Hazard.BREAKS_OLD_CODE,
            "Consumers of logical replication get other rows, or none");

    @Override
    public List<RuleInfo> detects() {
        return List.of(ROW_SECURITY, REPLICA_IDENTITY);
    }

    @Override
    public List<Report> check(Situation at) {
        Stream<Report> others = Stream.of(RowPolicies.of(at, ROW_SECURITY), Publications.of(at, REPLICA_IDENTITY))
                .flatMap(Optional::stream);
        Stream<Report> switches = at.actions(AlterAction.Other.class)
                .filter(action -> !at.isNew(at.alteredTable()))
                .flatMap(action -> switch (action.words()) {
                    case "ENABLE ROW LEVEL SECURITY" -> rowSecurity(at).stream();
                    case "REPLICA IDENTITY" -> List.of(replicaIdentity(at.alteredTable(), at)).stream();
                    default -> List.<Report>of().stream();
                });
        return Stream.concat(others, switches).toList();
    }

    /** A policy that follows in the same transaction is there before anybody sees the switch. */
    private static List<Report> rowSecurity(Situation at) {
        TableRef table = at.alteredTable();
        boolean policy = at.schema().hasPolicy(table)
                || at.laterInTransaction().stream().anyMatch(later -> isPolicy(later, table));
        return policy
                ? List.of()
                : List.of(Report.on(
                        table,
                        ROW_SECURITY,
                        "no policy of `" + table
                                + "` is there when row level security starts: queries of everybody but its owner and superusers find no row, and"
                                + " their inserts fail",
                        "create the policies first, in the same transaction at the latest: `CREATE POLICY "
                                + quoteIfNeeded(table.name() + "_all") + " ON " + quoteIfNeeded(table)
                                + " USING (true) WITH CHECK (true)` keeps things as they are; then narrow them"));
    }

    private static boolean isPolicy(ParsedStatement statement, TableRef table) {
        return statement.facts() instanceof Statement.Other other
                && other.words().equals("CREATE POLICY")
                && other.tables().stream().anyMatch(table::isSameTable);
    }

    private static Report replicaIdentity(TableRef table, Situation at) {
        String plain = at.plain();
        String which = plain.contains("identity nothing")
                ? "no old row at all: UPDATE and DELETE of `" + table + "` fail as long as a publication holds it"
                : plain.contains("identity full")
                        ? "the whole old row, which writes more WAL for every UPDATE and DELETE of `" + table + "`"
                        : "other key columns of the old row";
        return Report.on(
                table,
                REPLICA_IDENTITY,
                "from now on subscribers and change data capture get " + which,
                "ask who reads changes of `" + table
                        + "` (pg_publication_tables, pg_replication_slots) and let them follow first; it takes ACCESS EXCLUSIVE for an instant");
    }
}
