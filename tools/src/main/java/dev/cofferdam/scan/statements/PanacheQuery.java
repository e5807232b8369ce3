package dev.cofferdam.scan.statements;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Panache's shorthand for queries, written out (Quarkus guide "Simplified Hibernate ORM with Panache", "Simplified queries"). */
public final class PanacheQuery {

    private static final Set<String> FULL = Set.of("from", "select", "with", "update", "delete", "insert");
    private static final Pattern PATH = Pattern.compile("[\\w.]+");
    private static final Pattern FIRST = Pattern.compile("\\s*(\\w+).*", Pattern.DOTALL);

    private PanacheQuery() {}

    /**
     * The query that is run.
     *
     * @param call that is handed the shorthand, such as {@code find} or {@code update}
     */
    public static String of(String call, String text, String entity) {
        String shown = text.strip();
        String first = FIRST.matcher(shown).replaceFirst("$1").toLowerCase(Locale.ROOT);
        boolean alone = PATH.matcher(shown).matches();
        if (!alone && FULL.contains(first)) {
            return first.equals("from") && (call.equals("delete") || call.equals("update"))
                    ? call + " " + shown
                    : shown;
        }
        if (call.equals("update")) {
            return "update " + entity + (first.equals("set") ? " " + shown : " set " + shown + (alone ? " = ?1" : ""));
        }
        String from = (call.equals("delete") ? "delete from " : "from ") + entity;
        if (first.equals("order") && !alone) {
            return from + " " + shown;
        }
        return from + (first.equals("where") && !alone ? " " + shown : " where " + shown + (alone ? " = ?1" : ""));
    }
}
