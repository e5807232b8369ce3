package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.rehearse.LockLadder;
import dev.cofferdam.rehearse.LockObserver;
import dev.cofferdam.rehearse.LockTrace;
import dev.cofferdam.rehearse.LockTrace.Problem;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
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
            trace.problem().ifPresent(refused::add);
        }
    }

    private final ThrowawayDatabase database;
    private final SqlFixture fixture;
    private final LockObserver observer;
    private final Connection owner;
    private final Connection application;
    private final List<String> relations = new ArrayList<>();

    PlayedFixture(ThrowawayServer server, SqlFixture fixture) throws SQLException {
        this.fixture = fixture;
        this.database = TestServer.freshDatabase(server);
        this.owner = database.connectAsOwner();
        this.application = database.connectAsApplication();
        this.observer = new LockObserver(database);
        execute(owner, "CREATE TABLE nobody_waits_for ()");
        for (MigrationUnit unit : fixture.units()) {
            if (unit.description().equals("deployed")) {
                for (ParsedStatement statement : SqlParser.parse(unit.sql())) {
                    execute(owner, statement.text());
                }
            }
        }
        MadeRows.in(owner);
        for (String row : rows("SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'")) {
            relations.add(row);
        }
        execute(application, "SET lock_timeout = 40");
        application.setAutoCommit(false);
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
                    .anyMatch(each -> each.statement().strip().equals(statement.text().strip()));
            if (word.equals("BEGIN") || word.equals("START")) {
                inTransaction = true;
            } else if (word.equals("COMMIT") || word.equals("END")) {
                commit(open, harm);
                inTransaction = unit.transactional();
            } else {
                open.add(statement.text());
                if (flagged) {
                    look(open, harm);
                }
                if (!inTransaction) {
                    commit(open, harm);
                }
            }
        }
        commit(open, harm);
    }

    private void look(List<String> open, Harm harm) throws SQLException {
        LockTrace trace = observer.observe(open, () -> tryEverything(harm), LockObserver.Ending.ROLLBACK);
        if (open.size() == 1 && isRefusedInTransaction(trace)) {
            LockLadder.Stop stop = outside(open.get(0));
            harm.rewritten.addAll(stop.rewritten());
            stop.problem().ifPresent(harm.refused::add);
        } else {
            harm.add(trace);
        }
    }

    private LockLadder.Stop outside(String sql) throws SQLException {
        LockLadder.Rung nobody =
                new LockLadder.Rung.Lock(TableRef.of("nobody_waits_for"), LockLevel.ACCESS_SHARE);
        return LockLadder.stop(database, sql, nobody, () -> {});
    }

    private static boolean isRefusedInTransaction(LockTrace trace) {
        return trace.problem()
                .filter(problem -> problem.sqlState().equals(REFUSED_IN_TRANSACTION))
                .isPresent();
    }

    private void commit(List<String> open, Harm harm) throws SQLException {
        if (open.isEmpty()) {
            return;
        }
        LockTrace trace = observer.observe(open, () -> {}, LockObserver.Ending.COMMIT);
        if (open.size() == 1 && isRefusedInTransaction(trace)) {
            outside(open.get(0)).problem().ifPresent(harm.refused::add);
        } else {
            trace.problem().ifPresent(harm.refused::add);
        }
        open.clear();
    }

    /** Each statement commits before the next, and everybody tries while it has not; short locks without work do not count. */
    Harm playSafeForm(SafeForm form) throws SQLException {
        Harm all = new Harm();
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

    private void tryEverything(Harm harm) throws SQLException {
        for (String relation : relations) {
            if (waits("SELECT 1 FROM " + relation + " LIMIT 1")) {
                harm.readsWait.add(relation);
            }
            // The rows too: who changes them waits for whoever has changed them before.
            if (waits("DELETE FROM " + relation + " WHERE false") || waits("SELECT 1 FROM " + relation + " FOR NO KEY UPDATE")) {
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

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(String.valueOf(row.getString(1)));
            }
        }
        return rows;
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
        database.close();
    }
}
