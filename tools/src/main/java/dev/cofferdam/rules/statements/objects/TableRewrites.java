package dev.cofferdam.rules.statements.objects;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.MovedIndex;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Flags statements that write a whole table anew while nobody can use it (PostgreSQL docs, VACUUM, CLUSTER, ALTER TABLE). */
public final class TableRewrites implements StatementRule {
    private static final RuleInfo MAINTENANCE = new RuleInfo(
            "table-rewrite-maintenance",
            Severity.ERROR,
            Hazard.REWRITES_TABLE,
            "VACUUM FULL or CLUSTER rewrites a table while everybody waits");
    private static final RuleInfo LOGGED = new RuleInfo(
            "set-logged-unlogged", Severity.ERROR, Hazard.REWRITES_TABLE, "SET LOGGED or UNLOGGED rewrites the table");
    private static final RuleInfo TABLESPACE = new RuleInfo(
            "set-tablespace",
            Severity.ERROR,
            Hazard.REWRITES_TABLE,
            "SET TABLESPACE copies the table while everybody waits");
    private static final RuleInfo ACCESS_METHOD = new RuleInfo(
            "set-access-method", Severity.ERROR, Hazard.REWRITES_TABLE, "SET ACCESS METHOD rewrites the table");

    private static final int FIRST_REINDEX_WITH_TABLESPACE = 14;

    private static final Set<String> MAINTAINING = Set.of("VACUUM FULL", "CLUSTER");
    private static final String WHILE =
            " under ACCESS EXCLUSIVE; reads and writes wait until the last row is written, and the disk holds both copies";

    @Override
    public List<RuleInfo> detects() {
        return List.of(MAINTENANCE, LOGGED, TABLESPACE, ACCESS_METHOD);
    }

    @Override
    public List<Report> check(Situation at) {
        Stream<Report> maintained = at.as(Statement.Other.class).stream().flatMap(other -> maintenance(other, at));
        Stream<Report> altered = at.actions(AlterAction.Other.class)
                .filter(action -> !at.isNew(at.alteredTable()))
                .flatMap(action -> altered(action.words(), at.alteredTable()).stream());
        return Stream.concat(maintained, altered).toList();
    }

    private static Stream<Report> maintenance(Statement.Other other, Situation at) {
        Optional<MovedIndex> index = MovedIndex.of(at.statement());
        if (index.isPresent()) {
            return index(index.get(), at).stream();
        }
        if (other.words().equals("ALTER ALL IN TABLESPACE")) {
            return Stream.of(everything(at));
        }
        if (movesWhole(other, at)) {
            return other.tables().isEmpty()
                    ? Stream.empty()
                    : other.tables().stream().filter(view -> !at.isNew(view)).map(TableRewrites::tablespace);
        }
        if (!MAINTAINING.contains(other.words())) {
            return Stream.empty();
        }
        if (other.tables().isEmpty()) {
            return Stream.of(Report.on(
                    other.words(),
                    MAINTENANCE,
                    other.words()
                            + " without a table rewrites every table of the database that it may, one after the other,"
                            + WHILE,
                    "name the bloated tables, and repack them online (" + online("", at)
                            + "pg_repack, pg_squeeze), outside of migrations"));
        }
        return other.tables().stream()
                .filter(table -> !at.isNew(table))
                .map(table -> Report.on(
                        table,
                        MAINTENANCE,
                        other.words() + " writes `" + table + "` and its indexes anew" + WHILE,
                        "a plain `VACUUM (ANALYZE) " + quoteIfNeeded(table)
                                + "` lets everybody go on and is enough unless space must be given back; for that, "
                                + online(" " + quoteIfNeeded(table), at) + "pg_repack or pg_squeeze on `" + table
                                + "`, outside of migrations"));
    }

    /** The server's own way, from 19 on. */
    private static String online(String table, Situation at) {
        return at.engine().major() < 19 ? "" : "`REPACK (CONCURRENTLY)" + table + "`, ";
    }

    private static boolean movesWhole(Statement.Other other, Situation at) {
        return other.words().equals("ALTER MATERIALIZED VIEW") && at.plain().contains(" set tablespace ");
    }

    private static Optional<Report> altered(String words, TableRef table) {
        return switch (words) {
            case "SET LOGGED" ->
                Optional.of(Report.on(
                        table,
                        LOGGED,
                        "SET LOGGED writes `" + table + "` and its indexes anew, and all of it to the WAL," + WHILE,
                        shadow(table, "a logged table")));
            case "SET UNLOGGED" ->
                Optional.of(Report.on(
                        table,
                        LOGGED,
                        "SET UNLOGGED writes `" + table + "` and its indexes anew" + WHILE
                                + "; from then on a crash empties it, and no replica has its rows",
                        "leave `" + table
                                + "` logged; rows that may be lost belong in an unlogged table of their own, made so by"
                                + " CREATE UNLOGGED TABLE"));
            case "SET TABLESPACE" -> Optional.of(tablespace(table));
            case "SET ACCESS METHOD" ->
                Optional.of(Report.on(
                        table,
                        ACCESS_METHOD,
                        "SET ACCESS METHOD writes `" + table + "` and its indexes anew" + WHILE,
                        shadow(table, "a table with the new access method")));
            default -> Optional.empty();
        };
    }

    private static Report tablespace(TableRef table) {
        return Report.on(
                table,
                TABLESPACE,
                "SET TABLESPACE copies the files of `" + table
                        + "` under ACCESS EXCLUSIVE; reads and writes wait until the last block is copied",
                "`pg_repack --tablespace` moves `" + table
                        + "` while it is in use; indexes move by being built anew in the other"
                        + " tablespace with CREATE INDEX CONCURRENTLY");
    }

    /** The files of a partitioned index are those of its partitions, which stay. */
    private static Optional<Report> index(MovedIndex moved, Situation at) {
        Optional<Table> table = at.schema().tableOfIndex(moved.index());
        if (at.isNewIndex(moved.index())
                || table.filter(known -> known.partitioned() || at.isNew(known.ref()))
                        .isPresent()) {
            return Optional.empty();
        }
        String name = quoteIfNeeded(moved.index());
        String users = table.map(known -> "`" + known.ref() + "`").orElse("its table");
        String what = "SET TABLESPACE copies the files of index `" + moved.index()
                + "` under ACCESS EXCLUSIVE on it; writes to " + users
                + " wait until the last block is copied, and so do queries of it that are planned meanwhile";
        String safe = at.engine().major() < FIRST_REINDEX_WITH_TABLESPACE
                ? "CREATE INDEX CONCURRENTLY ... TABLESPACE " + moved.tablespace()
                        + "` beside it, then `DROP INDEX CONCURRENTLY " + name
                : "REINDEX (TABLESPACE " + moved.tablespace() + ") INDEX CONCURRENTLY " + name;
        Report report = table.map(known ->
                        Report.on(known.ref(), TABLESPACE, what, remedy(safe)).about("index " + moved.index()))
                .orElseGet(() -> Report.on(moved.index().toString(), TABLESPACE, what, remedy(safe)));
        return Optional.of(
                at.engine().major() < FIRST_REINDEX_WITH_TABLESPACE
                        ? report
                        : report.with(SafeForm.outsideTransaction(safe)));
    }

    private static String remedy(String safe) {
        return "`" + safe + "`, in a migration of its own that runs outside a transaction";
    }

    private static Report everything(Situation at) {
        String kind = at.plain().startsWith("alter table")
                ? "table"
                : at.plain().startsWith("alter index") ? "index" : "materialized view";
        return Report.on(
                kind,
                TABLESPACE,
                "SET TABLESPACE copies the files of every " + kind
                        + " that is there and that the role may move, and keeps each of them under ACCESS EXCLUSIVE until the last one is"
                        + " copied; their reads and writes wait that long",
                "move one at a time: `pg_repack --tablespace` for tables, `REINDEX (TABLESPACE ...) INDEX CONCURRENTLY` (from 14 on) for"
                        + " indexes");
    }

    private static String shadow(TableRef table, String what) {
        return "create " + what + " beside `" + table
                + "`, keep it equal by a trigger, copy the rows in batches, swap the names in one short transaction";
    }
}
