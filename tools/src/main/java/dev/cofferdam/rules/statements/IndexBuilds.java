package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flags CREATE INDEX that makes writers wait while it reads the table (PostgreSQL docs, CREATE INDEX, Building Indexes Concurrently). */
public final class IndexBuilds implements StatementRule {
    private static final RuleInfo BLOCKING = new RuleInfo(
            "index-create-blocking", Severity.ERROR, Hazard.BLOCKS_WRITES, "An index is built while writers wait");

    private static final Pattern CREATE = Pattern.compile("(?i)^(CREATE\\s+(?:UNIQUE\\s+)?INDEX)");

    @Override
    public List<RuleInfo> detects() {
        return List.of(BLOCKING);
    }

    @Override
    public List<Report> check(Situation at) {
        return at.as(Statement.CreateIndex.class)
                .filter(index -> !index.concurrently() && !index.only() && !at.isNew(index.table()))
                .filter(index -> at.table(index.table())
                        .filter(table -> table.partitioned())
                        .isEmpty())
                .map(index -> List.of(blocking(index, at)))
                .orElse(List.of());
    }

    private static Report blocking(Statement.CreateIndex index, Situation at) {
        Matcher create = CREATE.matcher(at.statement().text());
        String concurrently = create.replaceFirst("$1 CONCURRENTLY");
        return Report.on(
                        index.table(),
                        BLOCKING,
                        "`" + index.table()
                                + "` is locked in SHARE mode until the index is built; writes wait, reads go on",
                        "`" + firstLine(concurrently) + "` in a migration of its own that runs outside a transaction")
                .with(SafeForm.outsideTransaction(concurrently));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text).strip();
    }
}
