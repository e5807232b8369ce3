package dev.cofferdam.schema.live;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.server.ServerFailed;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.util.PSQLException;

/**
 * Runs a slice's DDL in a throw-away database. The order of the statements is only nearly right, as types, functions and tables may need
 * each other in any order; so what fails is tried again as long as something else succeeds. What fails for good is cut out, with all
 * that needs it, and named.
 */
final class Rebuild {
    private final Connection owner;
    private final Map<Ddl, String> failed = new LinkedHashMap<>();

    private Rebuild(Connection owner) {
        this.owner = owner;
    }

    /** Rebuilds the slice as the database's owner and tells what had to be cut out. */
    static List<Undecided> of(SliceDump dump, ThrowawayDatabase database) {
        try (Connection owner = database.connectAsOwner()) {
            Rebuild rebuild = new Rebuild(owner);
            rebuild.execute("SET search_path = ''");
            rebuild.execute("SET check_function_bodies = off");
            rebuild.run(dump.statements());
            return rebuild.cut(dump.unsupported());
        } catch (SQLException e) {
            throw ServerFailed.connectionLost("the live schema could not be rebuilt", e);
        }
    }

    private void run(List<Ddl> statements) throws SQLException {
        List<Ddl> left = whatFails(statements);
        List<Ddl> pieces = new ArrayList<>();
        for (Ddl ddl : left) {
            pieces.addAll(ddl.pieces().isEmpty() ? List.of(ddl) : ddl.pieces());
        }
        if (pieces.size() > left.size()) {
            whatFails(pieces);
        }
    }

    private List<Ddl> whatFails(List<Ddl> statements) throws SQLException {
        List<Ddl> left = statements;
        int before;
        do {
            before = left.size();
            failed.clear();
            for (Ddl ddl : left) {
                attempt(ddl);
            }
            left = List.copyOf(failed.keySet());
        } while (!left.isEmpty() && left.size() < before);
        return left;
    }

    private void attempt(Ddl ddl) throws SQLException {
        try {
            execute(ddl.sql());
        } catch (SQLException e) {
            if (!owner.isValid(1)) {
                throw e;
            }
            failed.put(ddl, message(e));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private List<Undecided> cut(List<String> unsupported) {
        List<Undecided> cut = new ArrayList<>();
        unsupported.forEach(object -> cut.add(undecided(object, "objects of this kind are not rebuilt")));
        failed.forEach((ddl, why) -> {
            if (!ddl.detail() || failed.keySet().stream().noneMatch(other -> isAbout(ddl, other))) {
                cut.add(undecided(ddl.object(), why));
            }
        });
        return cut;
    }

    /** A comment on a view that is not there has nothing to add. */
    private static boolean isAbout(Ddl detail, Ddl object) {
        String name = object.object().substring(object.object().lastIndexOf(' ') + 1);
        return !object.detail() && detail.object().contains(name);
    }

    private static Undecided undecided(String object, String why) {
        return new Undecided(
                Place.of("database/" + object.replace(' ', '/'), 1),
                object + ", cut out of the copy that is tried",
                why);
    }

    private static String message(SQLException failed) {
        return failed instanceof PSQLException server && server.getServerErrorMessage() != null
                ? String.valueOf(server.getServerErrorMessage().getMessage())
                : String.valueOf(failed.getMessage());
    }
}
