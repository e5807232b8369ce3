package dev.cofferdam.evals.usages;

import dev.cofferdam.domain.UserError;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a JDBC spy saw an application do, as {@code jdbc-spy.jar} derived it with a SQL parser that is not ours.
 *
 * @param type class, fully qualified
 * @param named whether the SQL names the column; otherwise a star reached it
 * @param flags what stood between the statement and the method: {@code orm}, {@code flush}, {@code lazy}, {@code mybatis} ...
 * @param sql one of the statements
 */
record RuntimeTruth(
        String type,
        String method,
        String table,
        String column,
        boolean write,
        boolean named,
        Set<String> flags,
        String sql) {

    /** Reads the derived lines and joins those of one method, column and access; a plain reason wins over a roundabout one. */
    static List<RuntimeTruth> read(Path file) {
        Map<String, RuntimeTruth> byPlace = new LinkedHashMap<>();
        for (String line : HistoryCase.Lines.of(file)) {
            String[] fields = line.split("\t", 7);
            int hash = fields[0].indexOf('#');
            if (fields.length < 7 || hash < 0) {
                throw new UserError("`" + line + "` is no truth", file.toString(), "derive it anew with jdbc-spy.jar");
            }
            RuntimeTruth one = new RuntimeTruth(
                    fields[0].substring(0, hash),
                    // A constructor has the name of its class in source.
                    fields[0].substring(hash + 1),
                    fields[1],
                    fields[2],
                    fields[3].equals("WRITE"),
                    fields[4].equals("named"),
                    fields[5].isBlank() ? Set.of() : new TreeSet<>(List.of(fields[5].split(" "))),
                    fields[6]);
            byPlace.merge(
                    String.join("\t", fields[0], fields[1], fields[2], fields[3]),
                    one,
                    (first, second) -> first.roundabout() <= second.roundabout() ? first : second);
        }
        return List.copyOf(byPlace.values());
    }

    private int roundabout() {
        return flags.size() + (named ? 0 : 10);
    }

    /** Sent when the session was flushed, for whatever was dirty then: the method only happened to be there. */
    boolean happened() {
        return flags.contains("autoflush");
    }

    /** How the column was reached, as a row of the table. */
    String how() {
        if (happened()) {
            return "flushed on the way";
        }
        if (flags.contains("lazy")) {
            return "association or collection loaded";
        }
        if (flags.contains("merge") && !write) {
            return "merge reads first";
        }
        if (flags.contains("orm")) {
            return write ? "entity written" : "entity read";
        }
        return named ? (flags.contains("generated") ? "column list made at run time" : "named in SQL") : "star";
    }

    String line() {
        return String.join("\t", type + "#" + method, table + "." + column, write ? "WRITE" : "READ", how(), sql);
    }
}
