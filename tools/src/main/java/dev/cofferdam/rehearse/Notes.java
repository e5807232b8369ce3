package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Observation;
import dev.cofferdam.rehearse.traffic.Traffic;
import dev.cofferdam.server.ServerFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What one part of a rehearsal sees, in the order in which it sees it. Not for several threads: parts that run at once have notes of their own. */
final class Notes {
    private final List<Observation> seen = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    List<Observation> seen() {
        return seen;
    }

    List<String> remarks() {
        return remarks;
    }

    void addAll(List<Observation> more) {
        seen.addAll(more);
    }

    /** Says something once. */
    void remark(String text) {
        if (!remarks.contains(text)) {
            remarks.add(text);
        }
    }

    /** Adds what another part has noted. */
    void addAll(Notes other) {
        seen.addAll(other.seen);
        other.remarks.forEach(this::remark);
    }

    boolean tellsOfFailure() {
        return seen.stream().anyMatch(one -> one.kind() == Observation.Kind.FAILED);
    }

    /** Tries something, and notes it when it fails. Whether it went well; what is the server's own fault is no fault of the plan. */
    boolean attempt(String where, String what, Traffic.Meanwhile work) throws SQLException {
        try {
            work.run();
            return true;
        } catch (SQLException refused) {
            if (ServerFailed.isServersOwn(refused.getSQLState())) {
                throw refused;
            }
            seen.add(new Observation(where, Observation.Kind.FAILED, what, "", String.valueOf(refused.getMessage())));
            return false;
        }
    }
}
