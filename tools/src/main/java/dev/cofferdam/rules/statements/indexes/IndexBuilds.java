package dev.cofferdam.rules.statements.indexes;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.Words;
import dev.cofferdam.rules.statements.constraints.PartitionKeys;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Flags CREATE INDEX that makes writers wait, or leaves an index that nobody can use (PostgreSQL docs, CREATE INDEX, Building Indexes Concurrently). */
public final class IndexBuilds implements StatementRule {
    private static final RuleInfo BLOCKING = new RuleInfo(
            "index-create-blocking", Severity.ERROR, Hazard.BLOCKS_WRITES, "An index is built while writers wait");
    private static final RuleInfo PARTITIONED = new RuleInfo(
            "index-on-partitioned-parent",
            Severity.ERROR,
            Hazard.BLOCKS_WRITES,
            "An index is built on all partitions at once");
    private static final RuleInfo LEFTOVER = new RuleInfo(
            "index-concurrent-invalid-leftover",
            Severity.WARNING,
            RuleClass.HAZARD,
            Hazard.LEAVES_RUBBISH,
            "IF NOT EXISTS takes an index that a failed build left for a good one");

    /** Partitions that a remedy names; the others are like them. */
    private static final int NAMED_PARTITIONS = 2;

    private static final Pattern IF_NOT_EXISTS =
            Pattern.compile("\\s+if\\s+not\\s+exists\\b", Pattern.CASE_INSENSITIVE);

    @Override
    public List<RuleInfo> detects() {
        return List.of(BLOCKING, PARTITIONED, LEFTOVER);
    }

    @Override
    public List<Report> check(Situation at) {
        return at.as(Statement.CreateIndex.class)
                .filter(index -> !at.isNew(index.table()))
                .flatMap(index -> report(index, at))
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<Report> report(Statement.CreateIndex index, Situation at) {
        if (at.isPartitioned(index.table())) {
            return index.only() || PartitionKeys.isRefused(at, index)
                    ? Optional.empty()
                    : Optional.of(partitioned(index, at));
        }
        if (index.concurrently()) {
            return index.ifNotExists() && !isCleared(index, at) ? Optional.of(leftover(index)) : Optional.empty();
        }
        // ONLY makes a difference for a partitioned table alone, where the parent's index is an entry in the catalogs.
        boolean parentsAlone = index.only() && at.table(index.table()).isEmpty();
        return parentsAlone || isThere(index, at) ? Optional.empty() : Optional.of(blocking(index, at));
    }

    /** IF NOT EXISTS builds nothing then. */
    private static boolean isThere(Statement.CreateIndex index, Situation at) {
        return index.ifNotExists()
                && index.name()
                        .flatMap(name -> at.schema()
                                .tableOfIndex(new TableRef(index.table().schema(), name)))
                        .isPresent();
    }

    private static Report blocking(Statement.CreateIndex index, Situation at) {
        String text = at.statement().text();
        int behind = at.offsetOf("INDEX") + "INDEX".length();
        // A concurrent build that fails leaves its name behind, which IF NOT EXISTS takes for a good index.
        String rest = index.ifNotExists()
                ? IF_NOT_EXISTS.matcher(text.substring(behind)).replaceFirst("")
                : text.substring(behind);
        String concurrently = text.substring(0, behind) + " CONCURRENTLY" + rest;
        boolean view = at.schema().findView(index.table()).isPresent();
        return Report.on(
                        index.table(),
                        BLOCKING,
                        (view ? "the materialized view " : "") + "`" + index.table()
                                + "` is locked in SHARE mode until the index is built; "
                                + (view ? "a refresh waits, and who reads behind it" : "writes wait, reads go on"),
                        "`" + Words.firstLine(concurrently)
                                + "` in a migration of its own that runs outside a transaction")
                .with(SafeForm.outsideTransaction(concurrently));
    }

    private static Report partitioned(Statement.CreateIndex index, Situation at) {
        String what = index.concurrently()
                ? "the server refuses CONCURRENTLY on `" + index.table() + "`, which is partitioned"
                : "`" + index.table()
                        + "` and every partition of it are locked in SHARE mode until the indexes of all are built; writes wait, reads go on";
        Report report = Report.on(
                index.table(),
                PARTITIONED,
                what,
                "`" + String.join("`, `", onePartitionAtATime(index, at))
                        + "`, and so on for each partition; the index of the parent is valid when the last is attached");
        return index.concurrently() ? report.whateverSize() : report;
    }

    private static List<String> onePartitionAtATime(Statement.CreateIndex index, Situation at) {
        String name = index.name().orElse(index.table().name() + "_idx");
        List<TableRef> partitions = at.schema().followersOf(index.table());
        List<TableRef> named =
                partitions.isEmpty() ? List.of() : partitions.subList(0, Math.min(NAMED_PARTITIONS, partitions.size()));
        List<String> sql = new ArrayList<>();
        sql.add(create(index, "", name, "ONLY " + quoteIfNeeded(index.table())));
        for (TableRef partition : named) {
            TableRef child = new TableRef(partition.schema(), partition.name() + "_" + name);
            sql.add(create(index, "CONCURRENTLY ", child.name(), quoteIfNeeded(partition)));
            sql.add("ALTER INDEX " + quoteIfNeeded(name) + " ATTACH PARTITION " + quoteIfNeeded(child));
        }
        if (named.isEmpty()) {
            sql.add(create(index, "CONCURRENTLY ", "", "<partition>"));
            sql.add("ALTER INDEX " + quoteIfNeeded(name) + " ATTACH PARTITION <index>");
        }
        return sql;
    }

    private static String create(Statement.CreateIndex index, String how, String name, String on) {
        return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + how
                + (name.isEmpty() ? "" : quoteIfNeeded(name) + " ") + "ON " + on
                + (index.method().equals("btree") ? "" : " USING " + index.method()) + " ("
                + String.join(", ", index.elements()) + ")"
                + (index.include().isEmpty()
                        ? ""
                        : " INCLUDE ("
                                + String.join(
                                        ", ",
                                        index.include().stream()
                                                .map(Identifiers::quoteIfNeeded)
                                                .toList())
                                + ")")
                + index.where().map(where -> " WHERE " + where).orElse("");
    }

    private static Report leftover(Statement.CreateIndex index) {
        String name = index.name().orElse("");
        TableRef ref = new TableRef(index.table().schema(), name);
        return Report.on(
                        index.table(),
                        LEFTOVER,
                        "if the build fails or is cancelled, an INVALID index `" + name
                                + "` stays, which writes keep up and no query uses"
                                + (index.unique() ? ", and which refuses duplicates all the same" : "")
                                + "; the next run sees the name, builds nothing and reports success",
                        "CREATE " + (index.unique() ? "UNIQUE " : "")
                                + "INDEX CONCURRENTLY without IF NOT EXISTS, so that a second run fails where it can be seen; where a"
                                + " failed build left it (`SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('"
                                + quoteIfNeeded(ref).replace("'", "''")
                                + "')` says false), `DROP INDEX CONCURRENTLY IF EXISTS "
                                + quoteIfNeeded(ref) + "` first")
                .about(index.table() + " " + name);
    }

    /** Whether the file itself takes away what a failed build may have left, or looks whether it is valid. */
    private static boolean isCleared(Statement.CreateIndex index, Situation at) {
        boolean dropped = at.before().stream()
                .map(earlier -> earlier.facts())
                .flatMap(facts -> facts instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.INDEX
                        ? drop.names().stream()
                        : Stream.empty())
                .anyMatch(name -> index.name().equals(Optional.of(name.name())));
        return dropped
                || Stream.concat(at.before().stream(), at.after().stream())
                        .anyMatch(other -> other.text().contains("indisvalid"));
    }
}
