package dev.cofferdam.rules.statements.indexes;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Reindex;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flags REINDEX that makes everybody wait (PostgreSQL docs, REINDEX, Notes and Rebuilding Indexes Concurrently). */
public final class Reindexes implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "reindex-blocking", Severity.ERROR, Hazard.BLOCKS_WRITES, "Indexes are built anew while writers wait");

    private static final Pattern REINDEX =
            Pattern.compile("reindex (?:\\( .* \\) )?(index|table|schema|database|system) ?(.*)");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        if (!isReindex(at) || isConcurrent(at)) {
            return List.of();
        }
        Matcher words = REINDEX.matcher(at.plain());
        if (!words.matches() || isNew(at)) {
            return List.of();
        }
        return List.of(report(at, words.group(1), words.group(2).replace(" . ", ".")));
    }

    static boolean isConcurrent(Situation at) {
        return at.as(Statement.Other.class)
                .filter(other -> Reindex.isConcurrent(other, at.plain()))
                .isPresent();
    }

    private static boolean isReindex(Situation at) {
        return at.as(Statement.Other.class)
                .filter(other -> other.words().startsWith("REINDEX"))
                .isPresent();
    }

    private static boolean isNew(Situation at) {
        List<TableRef> tables = at.as(Statement.Other.class).orElseThrow().tables();
        return !tables.isEmpty() && tables.stream().allMatch(at::isNew);
    }

    private static Report report(Situation at, String kind, String name) {
        Optional<TableRef> table =
                at.as(Statement.Other.class).orElseThrow().tables().stream().findFirst();
        String on =
                switch (kind) {
                    case "table" -> "`" + name + "` is";
                    case "index" -> "the table of `" + name + "` is";
                    default ->
                        "every table of the " + kind + (name.isEmpty() ? "" : " `" + name + "`")
                                + " is, one after the other,";
                };
        String what = on
                + " locked in SHARE mode and the index that is built in ACCESS EXCLUSIVE mode until it is done; writes wait,"
                + " and so do queries that are planned meanwhile";
        if (kind.equals("system")) {
            return Report.on(kind, INFO, what, "there is no concurrent form for the catalogs: ask for a window");
        }
        String text = at.statement().text().strip();
        String switchedOn = text.replaceFirst("(?i)\\b(CONCURRENTLY) +(?:false|off|0)\\b", "$1");
        String safe =
                switchedOn.equals(text) ? text.replaceFirst("(?i)\\b(" + kind + ")\\b", "$1 CONCURRENTLY") : switchedOn;
        return table.map(ref -> Report.on(ref, INFO, what, remedy(safe)))
                .orElseGet(() -> Report.on(kind + " " + name, INFO, what, remedy(safe)))
                .with(SafeForm.outsideTransaction(safe));
    }

    private static String remedy(String safe) {
        return "`" + safe
                + "` in a migration of its own that runs outside a transaction; if it fails, drop the INVALID index"
                + " that it leaves, whose name ends in _ccnew";
    }
}
