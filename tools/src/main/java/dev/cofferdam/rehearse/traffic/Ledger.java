package dev.cofferdam.rehearse.traffic;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What was committed last in each row, and whether the database still knows it (invariants I3 and I4: no lost write, no ghost). */
final class Ledger {
    private static final String TYPES = """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
            WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped
            """;

    private static final String UNDEFINED_FUNCTION = "42883";

    private final Subject subject;
    private final Map<List<String>, Written> last = new ConcurrentHashMap<>();
    private final Map<String, String> first;

    /** An empty ledger; {@code session} tells the types of today. */
    Ledger(Subject subject, Connection session) throws SQLException {
        this.subject = subject;
        this.first = types(session);
    }

    /** Enters rows that nobody will write, so that a step which changes what was there before it is seen too; from the end of the key. */
    void enter(Connection session, AppVersion version, int rows) throws SQLException {
        Optional<String> column = subject.firstOf(first.keySet());
        if (column.isEmpty() || subject.key().isEmpty()) {
            return;
        }
        String keys = subject.key().stream()
                .map(part -> Identifiers.quoteIfNeeded(part) + "::text")
                .collect(Collectors.joining(", "));
        String order = subject.key().stream()
                .map(part -> Identifiers.quoteIfNeeded(part) + " DESC")
                .collect(Collectors.joining(", "));
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + Identifiers.quoteIfNeeded(column.get()) + "::text, "
                        + keys + " FROM " + Identifiers.quoteIfNeeded(subject.table()) + " ORDER BY " + order
                        + " LIMIT " + rows)) {
            while (row.next()) {
                List<String> key = new ArrayList<>();
                for (int i = 0; i < subject.key().size(); i++) {
                    key.add(row.getString(2 + i));
                }
                String type = first.getOrDefault(column.get(), "text");
                Optional<String> value = Optional.ofNullable(row.getString(1));
                wrote(key, new Written(version, column.get(), type, value, false));
            }
        }
    }

    /** To be called while nobody else writes this row. A null where the plan demands a value is for the plan to put right, and not missed. */
    void wrote(List<String> key, Written written) {
        if (!written.deleted()
                && written.value().isEmpty()
                && subject.demanded().filter(written.column()::equals).isPresent()) {
            last.remove(key);
        } else {
            last.put(key, written);
        }
    }

    /** Somebody put rows right by hand; what was written before does not count any more. */
    void forget() {
        last.clear();
    }

    int size() {
        return last.size();
    }

    /** The columns of the table with their types now. */
    private Map<String, String> types(Connection session) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (PreparedStatement statement = session.prepareStatement(TYPES)) {
            statement.setString(1, Identifiers.quoteIfNeeded(subject.table()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    types.put(row.getString(1), row.getString(2));
                }
            }
        }
        return types;
    }

    /** SQL that says what type a column has at the moment in which the statement around it runs. */
    String typeNow(String column) {
        return "(SELECT format_type(atttypid, atttypmod) FROM pg_catalog.pg_attribute WHERE attrelid = "
                + literal(Identifiers.quoteIfNeeded(subject.table())) + "::regclass AND attname = " + literal(column)
                + ")";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * Values that are not where they were written, nor, once the other column took over, where the plan's mapping puts them.
     *
     * @param bothEqual whether the plan promises at this moment that the two places hold the same
     */
    List<Lost> lost(Connection owner, boolean bothEqual) throws SQLException {
        Map<String, String> types = types(owner);
        List<Lost> lost = new ArrayList<>();
        for (Map.Entry<List<String>, Written> each : last.entrySet()) {
            Written written = each.getValue();
            for (String column : readBack(written, types, bothEqual)) {
                lookIfPossible(owner, each.getKey(), written, column, types).ifPresent(lost::add);
            }
        }
        return lost;
    }

    /** The columns in which the value should be seen. */
    private List<String> readBack(Written written, Map<String, String> types, boolean bothEqual) {
        List<String> columns = new ArrayList<>();
        if (types.containsKey(written.column()) || written.deleted()) {
            columns.add(written.column());
        }
        subject.twins()
                .filter(twins -> twins.oldColumn().equals(written.column())
                        || twins.newColumn().equals(written.column()))
                .map(twins -> twins.other(written.column()))
                .filter(other -> types.containsKey(other) && (bothEqual || !types.containsKey(written.column())))
                .ifPresent(columns::add);
        return columns;
    }

    private Optional<Lost> look(
            Connection owner, List<String> key, Written written, String column, Map<String, String> types)
            throws SQLException {
        String name =
                Identifiers.quoteIfNeeded(written.deleted() ? subject.key().get(0) : column);
        String sql = "SELECT " + name + "::text, (" + expected(written, column, types) + ")::text FROM "
                + Identifiers.quoteIfNeeded(subject.table()) + " WHERE " + where();
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            int at = 1;
            if (!written.deleted()) {
                statement.setObject(at++, written.value().orElse(null), Types.OTHER);
            }
            for (String part : key) {
                statement.setObject(at++, part, Types.OTHER);
            }
            try (ResultSet row = statement.executeQuery()) {
                String shown = String.join(", ", key);
                if (!row.next()) {
                    return written.deleted()
                            ? Optional.empty()
                            : Optional.of(new Lost(shown, written.version(), column, shown(written.value()), "gone"));
                }
                String found = row.getString(1);
                String expected = row.getString(2);
                if (!written.deleted() && !Objects.equals(found, expected) && saysBack(owner, key, written, column)) {
                    return Optional.empty();
                }
                return written.deleted()
                        ? Optional.of(new Lost(shown, written.version(), column, "(deleted)", "come back"))
                        : Objects.equals(found, expected)
                                ? Optional.empty()
                                : Optional.of(new Lost(
                                        shown,
                                        written.version(),
                                        column,
                                        shown(Optional.ofNullable(expected)),
                                        shown(Optional.ofNullable(found))));
            }
        }
    }

    /** Where several values are one in the other place, that place is right as well when what stands there means the value that was written. */
    private boolean saysBack(Connection owner, List<String> key, Written written, String column) throws SQLException {
        Optional<Subject.Twins> twins =
                subject.twins().filter(pair -> !pair.exact() && !column.equals(written.column()));
        if (twins.isEmpty()) {
            return false;
        }
        String sql = "SELECT CAST(" + twins.get().mapping(column) + " AS " + written.type() + ")::text = CAST(? AS "
                + written.type() + ")::text FROM " + Identifiers.quoteIfNeeded(subject.table()) + " WHERE " + where();
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            int at = 1;
            statement.setObject(at++, written.value().orElse(null), Types.OTHER);
            for (String part : key) {
                statement.setObject(at++, part, Types.OTHER);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** What converts values is dropped with the sync; from then on a value that went to the other place cannot be computed any more. */
    private Optional<Lost> lookIfPossible(
            Connection owner, List<String> key, Written written, String column, Map<String, String> types)
            throws SQLException {
        try {
            return look(owner, key, written, column, types);
        } catch (SQLException refused) {
            if (UNDEFINED_FUNCTION.equals(refused.getSQLState())) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static String shown(Optional<String> value) {
        return value.map(text -> "'" + text + "'").orElse("NULL");
    }

    /** The value that was written, as the column shows it now: mapped when it went to the other place, or when the type is another. */
    private String expected(Written written, String column, Map<String, String> types) {
        if (written.deleted()) {
            return "NULL";
        }
        String type = types.getOrDefault(column, written.type());
        boolean moved = !column.equals(written.column()) || !type.equals(written.type());
        Optional<Subject.Twins> mapped = subject.twins().filter(twins -> moved);
        String from = mapped.map(twins -> isOld(written, twins) ? twins.oldColumn() : twins.newColumn())
                .orElse(written.column());
        String mapping = mapped.map(twins -> isOld(written, twins) ? twins.up() : twins.down())
                .orElse(Identifiers.quoteIfNeeded(from));
        return "SELECT CAST(" + mapping + " AS " + type + ") FROM (SELECT CAST(? AS " + written.type() + ") AS "
                + Identifiers.quoteIfNeeded(from) + ") AS was";
    }

    /** A column that changed its type under one name is the old one as long as it has the old type. */
    private boolean isOld(Written written, Subject.Twins twins) {
        return written.column().equals(twins.oldColumn())
                && written.type().equals(first.getOrDefault(twins.oldColumn(), written.type()));
    }

    /** The condition that finds a row by its key. */
    String where() {
        return subject.key().stream()
                .map(part -> Identifiers.quoteIfNeeded(part) + " = ?")
                .collect(Collectors.joining(" AND "));
    }
}
