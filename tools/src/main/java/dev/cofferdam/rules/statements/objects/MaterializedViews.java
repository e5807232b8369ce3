package dev.cofferdam.rules.statements.objects;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.Statement;
import java.util.List;

/** Flags REFRESH MATERIALIZED VIEW that shuts readers out (PostgreSQL docs, REFRESH MATERIALIZED VIEW). */
public final class MaterializedViews implements StatementRule {
    private static final RuleInfo REFRESH = new RuleInfo(
            "matview-refresh",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "A materialized view is refreshed while readers wait");

    @Override
    public List<RuleInfo> detects() {
        return List.of(REFRESH);
    }

    @Override
    public List<Report> check(Situation at) {
        return at.as(Statement.Other.class).filter(other -> other.words().equals("REFRESH MATERIALIZED VIEW")).stream()
                .flatMap(other -> other.tables().stream())
                .filter(view -> !at.isNew(view))
                .map(view -> at.plain().endsWith(" with no data") ? emptied(view) : refreshed(view))
                .toList();
    }

    private static Report refreshed(TableRef view) {
        return Report.on(
                view,
                REFRESH,
                "`" + view
                        + "` is locked in ACCESS EXCLUSIVE mode while its query runs; readers wait until it is filled anew",
                "`REFRESH MATERIALIZED VIEW CONCURRENTLY " + quoteIfNeeded(view)
                        + "`, which lets readers go on; it needs a unique index on plain columns without WHERE: `CREATE UNIQUE INDEX"
                        + " CONCURRENTLY ON " + quoteIfNeeded(view) + " (<key>)`");
    }

    private static Report emptied(TableRef view) {
        return Report.on(
                view,
                REFRESH,
                "WITH NO DATA leaves `" + view
                        + "` unreadable; every query on it fails with \"has not been populated\" until the next REFRESH",
                "`REFRESH MATERIALIZED VIEW CONCURRENTLY " + quoteIfNeeded(view)
                        + "` if it is to be fresh, or no statement at all");
    }
}
