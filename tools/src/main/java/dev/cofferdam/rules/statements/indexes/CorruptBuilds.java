package dev.cofferdam.rules.statements.indexes;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.Statement;
import java.util.List;

/** Reminds of the servers 14.0 to 14.3, whose concurrent builds may leave rows out (PostgreSQL 14.4 release notes). */
public final class CorruptBuilds implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "index-build-corruption-pg14",
            Severity.INFO,
            RuleClass.CONTEXT,
            Hazard.LOSES_DATA,
            "Concurrent builds of 14.0 to 14.3 may leave rows out");

    private static final int AFFECTED = 14;

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    /** Once a file: which minor version it is the statement does not tell. */
    @Override
    public List<Report> check(Situation at) {
        boolean builds =
                at.facts() instanceof Statement.CreateIndex index && index.concurrently() || Reindexes.isConcurrent(at);
        boolean said = at.before().stream()
                .anyMatch(earlier -> earlier.facts() instanceof Statement.CreateIndex index && index.concurrently());
        return at.engine().major() != AFFECTED || !builds || said
                ? List.of()
                : List.of(Report.on(
                                "minor version",
                                INFO,
                                "on 14.0 to 14.3 an index that is built CONCURRENTLY may lack rows that were changed meanwhile, without any error;"
                                        + " queries through it then miss them",
                                "`SHOW server_version`; before 14.4 upgrade first, and check earlier builds with"
                                        + " `bt_index_check(index, true)` of amcheck")
                        .at(at.offsetOf("CONCURRENTLY")));
    }
}
