package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.rehearse.LockLadder;
import dev.cofferdam.rehearse.LockObserver;
import dev.cofferdam.rehearse.LockTrace;
import dev.cofferdam.rehearse.LockTrace.Problem;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement.Transaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A fixture's migration run as its tool would run it, on a server, after its deployed part and with rows in its tables: what happened when the
 * statements that a rule flags had run, seen by a session that reads and writes.
 */
final class PlayedFixture implements AutoCloseable {
    private static final String REFUSED_IN_TRANSACTION = "25001";

    /** What a statement did to everybody else. */
    static final class Harm {
        final Set<String> readsWait = new LinkedHashSet<>();
        final Set<String> writesWait = new LinkedHashSet<>();
        final Set<TableRef> rewritten = new LinkedHashSet<>();
        final Set<TableRef> worked = new LinkedHashSet<>();
        final List<Problem> refused = new ArrayList<>();

        private void add(LockTrace trace) {
            rewritten.addAll(trace.rewritten());
            worked.addAll(trace.rewritten());
            worked.addAll(trace.scanned());
            worked.addAll(trace.built());
            // A change of type drops an index with an expression and builds it again under another number.
            rewritten.addAll(trace.built());
            trace.problem().ifPresent(refused::add);
        }
    }

    private final ThrowawayDatabase database;
    private final SqlFixture fixture;
    private final LockObserver observer;
    private final Connection owner;
    private final Connection application;
    private final List<TableRef> relations = new ArrayList<>();

    /** A database in which one fixture can be played after the other: making one for each takes longer than all the rest. */
    static ThrowawayDatabase stage(ThrowawayServer server) throws SQLException {
        ThrowawayDatabase stage = TestServer.freshDatabase(server);
        TestServer.administer(server, stage, "CREATE EXTENSION btree_gist");
        return stage;
    }

    /** Clears the stage, runs the deployed part, and fills its tables if wanted: some statements are refused for made-up rows. */
    PlayedFixture(ThrowawayDatabase stage, SqlFixture fixture, boolean withRows) throws SQLException {
        this.fixture = fixture;
        this.database = stage;
        this.owner = database.connectAsOwner();
        execute(owner, "DROP OWNED BY CURRENT_USER CASCADE");
        execute(owner, "CREATE TABLE nobody_waits_for ()");
        stage.admitApplication();
        this.application = database.connectAsApplication();
        this.observer = new LockObserver(database);
        for (MigrationUnit unit : fixture.units()) {
            if (unit.description().equals("deployed")) {
                for (ParsedStatement statement : SqlParser.parse(unit.sql())) {
                    execute(owner, statement.text());
                }
            }
        }
        if (withRows) {
            MadeRows.in(owner);
        }
        findRelations();
        execute(application, "SET lock_timeout = 20");
        application.setAutoCommit(false);
    }

    private void findRelations() throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT n.nspname, c.relname FROM pg_class c"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'm')"
                        + " AND c.relname <> 'nobody_waits_for'"
                        + " AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'")) {
            while (row.next()) {
                relations.add(TableRef.of(String.valueOf(row.getString(1)), String.valueOf(row.getString(2))));
            }
        }
    }

    /** Plays the judged files, and looks after each statement that a finding is about. */
    Harm play(List<StatementFinding> findings) throws SQLException {
        Harm harm = new Harm();
        for (MigrationUnit unit : fixture.units()) {
            if (!unit.description().equals("deployed")) {
                play(unit, findings, harm);
            }
        }
        return harm;
    }

    private void play(MigrationUnit unit, List<StatementFinding> findings, Harm harm) throws SQLException {
        List<String> open = new ArrayList<>();
        boolean inTransaction = unit.transactional();
        for (ParsedStatement statement : SqlParser.parse(unit.sql())) {
            String word = statement.facts() instanceof Transaction transaction ? transaction.word() : "";
            boolean flagged = findings.stream()
                    .anyMatch(each ->
                            each.statement().strip().equals(statement.text().strip()));
            if (word.equals("BEGIN") || word.equals("START")) {
                inTransaction = true;
            } else if (word.equals("COMMIT") || word.equals("END")) {
                commit(open, true, harm);
                inTransaction = unit.transactional();
            } else {
                open.add(statement.text());
                if (flagged) {
                    look(open, inTransaction, harm);
                }
                if (!inTransaction) {
                    commit(open, false, harm);
                }
            }
        }
        commit(open, inTransaction, harm);
    }

    private void look(List<String> open, boolean inTransaction, Harm harm) throws SQLException {
        List<String> statements = new ArrayList<>(open);
        // Under UTC a change between both kinds of timestamp writes nothing, and few servers are set to it.
        statements.add(0, "SET LOCAL TIME ZONE 'Europe/Berlin'");
        LockTrace trace = observer.observe(statements, () -> tryEverything(harm), LockObserver.Ending.ROLLBACK);
        if (!inTransaction && isRefusedInTransaction(trace)) {
            LockLadder.Stop free = outside(open.get(0));
            harm.rewritten.addAll(free.rewritten());
            free.problem().ifPresent(harm.refused::add);
            stopInFrontOfWriters(open.get(0), harm);
        } else {
            harm.add(trace);
        }
    }

    /** Whoever must wait for one writer and its next statement alike. */
    private void stopInFrontOfWriters(String sql, Harm harm) throws SQLException {
        for (TableRef relation : relations) {
            LockLadder.stop(
                    database,
                    sql,
                    new LockLadder.Rung.Lock(relation, LockLevel.ROW_EXCLUSIVE),
                    () -> tryEverything(harm));
        }
    }

    private LockLadder.Stop outside(String sql) throws SQLException {
        LockLadder.Rung nobody = new LockLadder.Rung.Lock(TableRef.of("nobody_waits_for"), LockLevel.ACCESS_SHARE);
        return LockLadder.stop(database, sql, nobody, () -> {});
    }

    private static boolean isRefusedInTransaction(LockTrace trace) {
        return trace.problem()
                .filter(problem -> problem.sqlState().equals(REFUSED_IN_TRANSACTION))
                .isPresent();
    }

    private void commit(List<String> open, boolean inTransaction, Harm harm) throws SQLException {
        if (open.isEmpty()) {
            return;
        }
        LockTrace trace = observer.observe(open, () -> {}, LockObserver.Ending.COMMIT);
        if (!inTransaction && isRefusedInTransaction(trace)) {
            outside(open.get(0)).problem().ifPresent(harm.refused::add);
        } else {
            trace.problem().ifPresent(harm.refused::add);
        }
        open.clear();
    }

    /** Each statement commits before the next, and everybody tries while it has not; short locks without work do not count. */
    Harm playSafeForm(StatementFinding finding) throws SQLException {
        runUntil(finding.statement().strip());
        Harm all = new Harm();
        SafeForm form = finding.safeForm().orElseThrow();
        for (String sql : form.statements()) {
            Harm one = new Harm();
            LockTrace trace = observer.observe(List.of(sql), () -> tryEverything(one), LockObserver.Ending.COMMIT);
            if (isRefusedInTransaction(trace)) {
                outside(sql).problem().ifPresent(all.refused::add);
            } else {
                one.add(trace);
                all.refused.addAll(one.refused);
                all.rewritten.addAll(one.rewritten);
                if (!one.worked.isEmpty()) {
                    all.readsWait.addAll(one.readsWait);
                    all.writesWait.addAll(one.writesWait);
                }
            }
        }
        return all;
    }

    /** What stands before the statement in its change, which may have made what it needs. */
    private void runUntil(String statement) throws SQLException {
        for (MigrationUnit unit : fixture.units()) {
            for (ParsedStatement each : SqlParser.parse(unit.sql())) {
                if (each.text().strip().equals(statement)) {
                    return;
                }
                if (!unit.description().equals("deployed") && !(each.facts() instanceof Transaction)) {
                    execute(owner, each.text());
                }
            }
        }
    }

    private void tryEverything(Harm harm) throws SQLException {
        for (TableRef each : relations) {
            String relation = Identifiers.quoteIfNeeded(each);
            if (waits("SELECT 1 FROM " + relation + " LIMIT 1")) {
                harm.readsWait.add(relation);
            }
            // The rows too: who changes them waits for whoever has changed them before.
            if (waits("DELETE FROM " + relation + " WHERE false")
                    || waits("SELECT 1 FROM " + relation + " FOR NO KEY UPDATE")) {
                harm.writesWait.add(relation);
            }
        }
    }

    private boolean waits(String sql) throws SQLException {
        try {
            execute(application, sql);
            return false;
        } catch (SQLException refused) {
            return "55P03".equals(refused.getSQLState());
        } finally {
            application.rollback();
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        observer.close();
        owner.close();
        application.close();
    }
}
