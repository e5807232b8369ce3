package dev.cofferdam.rehearse.traffic;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One app version with one session that lives as long as this object, as a pool's does: statements stay prepared over the plan's steps. Probes are
 * rolled back; what is to be remembered is committed and entered in the ledger.
 */
final class Client implements AutoCloseable {
    /** What a result holds beyond these costs time and shows nothing more. */
    private static final int ROWS_READ = 200;

    /** A read rests for so many times as long as it took: reports do not run without a break, and would leave no time for anything else. */
    private static final int REST = 20;

    /** So often a value is taken away, where it may be; no divisor of the number of rows that are written, so that each row meets it. */
    private static final int ROUNDS_TO_NULL = 7;

    private static final int FIRST_NULL = 3;

    /** And once in every step, as late as a short step still comes to, so that hardly anybody writes the row after it. */
    private static final int NULL_OF_A_STEP = 4;

    private final AppVersion version;
    private final Connection session;
    private final Clock clock;
    private final List<Call> calls;
    private final Subject subject;
    private final Stock stock;
    private final Ledger ledger;
    private final Optional<String> column;
    private final Map<Call, List<String>> types = new HashMap<>();
    private final List<List<String>> inserted = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final Map<Call, Long> restsUntil = new HashMap<>();
    private long round;
    private int roundsOfStep;
    private boolean isLast;

    Client(
            ThrowawayDatabase database,
            AppVersion version,
            List<Probe> probes,
            Subject subject,
            Stock stock,
            Ledger ledger)
            throws SQLException {
        this.version = version;
        this.session = database.connectAsApplication();
        this.clock = database.clock();
        this.calls = probes.stream()
                .filter(probe -> probe.version().equals(version))
                .map(Call::of)
                .toList();
        this.subject = subject;
        this.stock = stock;
        this.ledger = ledger;
        this.column = subject.writtenBy(version, probes);
        this.round = version.number();
    }

    /** Lets every read run again, whatever it took: each step meets each read. */
    void wake() {
        restsUntil.clear();
        roundsOfStep = 0;
    }

    /** Each probe once that does not rest, and one write that is remembered. */
    void work() {
        round++;
        roundsOfStep++;
        for (Call call : calls) {
            if (restsUntil.getOrDefault(call, Long.MIN_VALUE) <= clock.millis()) {
                attempt(call.probe().id(), call.sql(), () -> send(call));
            }
        }
        if (subject.key().isEmpty()) {
            return;
        }
        if (column.isPresent()) {
            attempt("a write", "UPDATE of " + column.get(), this::update);
        }
        if (round % 4 == 0) {
            attempt("an insert", "INSERT", this::insert);
        }
        if (round % 8 == 0 && !inserted.isEmpty()) {
            attempt("a delete", "DELETE", this::delete);
        }
    }

    /** The same once more, when what happened meanwhile is done: what is refused from then on is refused in this step, however fast it was. */
    void workLast() {
        isLast = true;
        work();
        isLast = false;
    }

    private void send(Call call) throws SQLException {
        session.setAutoCommit(call.isRead());
        try (PreparedStatement statement = session.prepareStatement(call.sql())) {
            stock.bind(statement, call, types(call, statement), values(call));
            statement.setMaxRows(ROWS_READ);
            long began = clock.millis();
            if (statement.execute()) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        result.getObject(1);
                    }
                }
            }
            if (call.isRead()) {
                long now = clock.millis();
                restsUntil.put(call, now + REST * (now - began));
            }
        }
    }

    private Map<String, Optional<String>> values(Call call) throws SQLException {
        if (call.isRead()) {
            return stock.hot(round);
        }
        return call.isInsert() ? stock.fresh() : stock.mixed(round);
    }

    /** Asked once: a driver that is asked about a prepared statement whose plan is stale cannot prepare it again by itself. */
    private List<String> types(Call call, PreparedStatement statement) throws SQLException {
        List<String> known = types.get(call);
        if (known == null) {
            known = new ArrayList<>();
            ParameterMetaData holes = statement.getParameterMetaData();
            for (int i = 1; i <= holes.getParameterCount(); i++) {
                known.add(holes.getParameterTypeName(i));
            }
            types.put(call, known);
        }
        return known;
    }

    /** On a row that other versions write too; the stock's row is the lock, so that the ledger knows who was last. */
    private void update() throws SQLException {
        Map<String, Optional<String>> row = stock.hot(round);
        List<String> key = key(row);
        String name = column.orElseThrow();
        if (key.isEmpty()) {
            return;
        }
        boolean none = subject.mayBeEmptied()
                && (round % ROUNDS_TO_NULL == FIRST_NULL || roundsOfStep == NULL_OF_A_STEP || isLast);
        boolean careless = none && subject.isCareless(version, name);
        Optional<String> value = careless
                ? Optional.empty()
                : none ? stock.value(stock.freshWithout(name), name) : stock.next(name, row);
        String sql = "UPDATE " + table() + " SET " + Identifiers.quoteIfNeeded(name) + " = ? WHERE " + ledger.where()
                + " RETURNING " + Identifiers.quoteIfNeeded(name) + "::text, " + ledger.typeNow(name);
        synchronized (row) {
            session.setAutoCommit(true);
            try (PreparedStatement statement = session.prepareStatement(sql)) {
                statement.setObject(1, value.orElse(null), Types.OTHER);
                bindKey(statement, 2, key);
                try (ResultSet result = statement.executeQuery()) {
                    if (result.next()) {
                        remember(key, name, value, result);
                    }
                }
            }
        }
    }

    /** What a row of this version is known by: a version that does not know the change's column leaves rows without it, and they count too. */
    private String known() {
        return column.orElseGet(() -> subject.key().get(0));
    }

    /** What was meant, not what came of it: a trigger may have put something else there. */
    private void remember(List<String> key, String name, Optional<String> sent, ResultSet result) throws SQLException {
        String type = result.getString(2);
        Optional<String> found = Optional.ofNullable(result.getString(1));
        Optional<String> meant =
                found.equals(sent) || !subject.keepsWhatIsSent() ? found : Written.spelled(session, sent, type);
        ledger.wrote(key, new Written(version, name, type, meant, false));
    }

    private void insert() throws SQLException {
        Optional<Call> call = calls.stream()
                .filter(Call::isInsert)
                .filter(one -> one.writes(subject.table()))
                .findFirst();
        Map<String, Optional<String>> row = stock.fresh();
        if (call.isEmpty() || row.isEmpty()) {
            return;
        }
        String name = known();
        String returning = subject.key().stream()
                .map(part -> Identifiers.quoteIfNeeded(part) + "::text")
                .collect(Collectors.joining(", "));
        session.setAutoCommit(true);
        try (PreparedStatement statement = session.prepareStatement(call.get().sql() + " RETURNING "
                + Identifiers.quoteIfNeeded(name) + "::text, " + ledger.typeNow(name) + ", " + returning)) {
            stock.bind(statement, call.get(), types(call.get(), statement), row);
            try (ResultSet result = statement.executeQuery()) {
                if (result.next()) {
                    List<String> key = new ArrayList<>();
                    for (int i = 0; i < subject.key().size(); i++) {
                        key.add(result.getString(3 + i));
                    }
                    Optional<String> found = Optional.ofNullable(result.getString(1));
                    remember(key, name, call.get().holes().contains(name) ? stock.value(row, name) : found, result);
                    inserted.add(key);
                }
            }
        }
    }

    private void delete() throws SQLException {
        List<String> key = inserted.remove(0);
        session.setAutoCommit(true);
        try (PreparedStatement statement =
                session.prepareStatement("DELETE FROM " + table() + " WHERE " + ledger.where())) {
            bindKey(statement, 1, key);
            statement.executeUpdate();
            ledger.wrote(key, new Written(version, known(), "text", Optional.empty(), true));
        }
    }

    private static void bindKey(PreparedStatement statement, int from, List<String> key) throws SQLException {
        for (int i = 0; i < key.size(); i++) {
            statement.setObject(from + i, key.get(i), Types.OTHER);
        }
    }

    private List<String> key(Map<String, Optional<String>> row) {
        return row.isEmpty()
                ? List.of()
                : subject.key().stream()
                        .flatMap(part -> row.getOrDefault(part, Optional.empty()).stream())
                        .toList();
    }

    private String table() {
        return Identifiers.quoteIfNeeded(subject.table());
    }

    /** Each failure once, with the server's words. */
    private void attempt(String probe, String sql, Sent sent) {
        try {
            sent.run();
        } catch (SQLException failed) {
            Trouble trouble = new Trouble(
                    version, probe, String.valueOf(failed.getSQLState()), String.valueOf(failed.getMessage()), sql);
            synchronized (troubles) {
                if (troubles.stream().noneMatch(trouble::isLike)) {
                    troubles.add(trouble);
                }
            }
        } finally {
            rollback();
        }
    }

    private void rollback() {
        try {
            if (!session.getAutoCommit()) {
                session.rollback();
            }
        } catch (SQLException lost) {
            // The next statement fails for the same reason, and that is told.
            return;
        }
    }

    /** What failed since this was asked last. */
    List<Trouble> troubles() {
        synchronized (troubles) {
            List<Trouble> all = List.copyOf(troubles);
            troubles.clear();
            return all;
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }

    /** A statement on its way. */
    private interface Sent {
        void run() throws SQLException;
    }
}
