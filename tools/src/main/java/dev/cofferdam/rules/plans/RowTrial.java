package dev.cofferdam.rules.plans;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One write of a row, run through a trigger's function in thought: values are words, so that what comes out shows what was done to what went in.
 *
 * @param event what fires the trigger, and for what
 * @param before the values of OLD
 * @param exact values of which it is known whether two of them differ
 * @param settings what the plan sets for some of its own writes
 */
record RowTrial(Event event, Map<String, String> before, Set<String> exact, Settings settings) {
    private static final String NULL = "null";

    /** More ends than that, and the function is not one that a sync needs. */
    private static final int MOST_ENDS = 64;

    /** For each row, or once for a statement, which shows the function no row at all (PostgreSQL docs 41.10, "Trigger Functions"). */
    enum Event {
        INSERT("'INSERT'", "'ROW'"),
        UPDATE("'UPDATE'", "'ROW'"),
        INSERT_STATEMENT("'INSERT'", "'STATEMENT'"),
        UPDATE_STATEMENT("'UPDATE'", "'STATEMENT'");

        private final String operation;
        private final String level;

        Event(String operation, String level) {
            this.operation = operation;
            this.level = level;
        }

        /** Whether the row that goes by this name, {@code new} or {@code old}, is there. */
        boolean shows(String row) {
            return level.equals("'ROW'") && (row.equals("new") || operation.equals("'UPDATE'"));
        }

        /** What a variable of every trigger function holds. */
        Optional<String> variable(String name) {
            return switch (name) {
                case "tg_op" -> Optional.of(operation);
                case "tg_level" -> Optional.of(level);
                case "tg_when" -> Optional.of("'BEFORE'");
                default -> Optional.empty();
            };
        }
    }

    /**
     * Settings by which writes of one kind are told from all others (PostgreSQL docs 9.28.1, "Configuration Settings Functions").
     *
     * @param values what they are set to, by their names, both as SQL writes them
     * @param on whether this is such a write; while ordinary code writes they are not set
     */
    record Settings(Map<String, String> values, boolean on) {
        static final Settings NONE = new Settings(Map.of(), false);

        /** Whether the setting of this name has the value. */
        Optional<Boolean> is(String name, String value) {
            return Optional.ofNullable(values.get(name)).map(set -> on && set.equals(value));
        }
    }

    /** How a run ended: the row as it is written; not at all when the function refused it. */
    record End(Map<String, String> row, String returned) {}

    /** All ways in which the function may end: a condition that nothing is known of is true and false. */
    List<End> run(List<TriggerScript.Deed> deeds, Map<String, String> row) {
        return run(deeds, List.of(new End(row, "")));
    }

    private List<End> run(List<TriggerScript.Deed> deeds, List<End> begun) {
        List<End> ends = begun;
        for (TriggerScript.Deed deed : deeds) {
            List<End> next = new ArrayList<>();
            for (End end : ends) {
                if (end.returned().isEmpty()) {
                    next.addAll(done(deed, end));
                } else {
                    next.add(end);
                }
            }
            ends = next.stream().distinct().limit(MOST_ENDS).toList();
        }
        return ends;
    }

    private List<End> done(TriggerScript.Deed deed, End end) {
        if (deed instanceof TriggerScript.Assign assign) {
            Map<String, String> row = new HashMap<>(end.row());
            row.put(assign.column(), value(assign.value(), end.row()));
            return List.of(new End(row, ""));
        }
        if (deed instanceof TriggerScript.Return returned) {
            return List.of(new End(end.row(), "return " + returned.row()));
        }
        if (deed instanceof TriggerScript.Choose choose) {
            return choose(choose.branches(), end);
        }
        return List.of(new End(end.row(), "raise"));
    }

    private List<End> choose(List<TriggerScript.Branch> branches, End end) {
        if (branches.isEmpty()) {
            return List.of(end);
        }
        TriggerScript.Branch first = branches.get(0);
        RowCondition.Answer answer = new RowCondition(this, end.row()).answer(first.condition());
        List<End> taken = answer.mayBeTrue() ? run(first.deeds(), List.of(end)) : List.of();
        List<End> passed = answer.mayBeOtherwise() ? choose(branches.subList(1, branches.size()), end) : List.of();
        return Stream.concat(taken.stream(), passed.stream()).toList();
    }

    /** An expression with the values of the row in the place of its columns; COALESCE of two of them is the first that is there. */
    String value(List<String> expression, Map<String, String> row) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < expression.size(); i++) {
            String word = expression.get(i);
            boolean ofRow = (word.equals("new") || word.equals("old"))
                    && i + 2 < expression.size()
                    && expression.get(i + 1).equals(".");
            if (ofRow) {
                Map<String, String> values = word.equals("new") ? row : before;
                String column = expression.get(i + 2);
                words.add(values.getOrDefault(column, word + "." + column));
                i += 2;
            } else {
                words.add(word);
            }
        }
        return said(words);
    }

    /** The words of a value, by which it is known again. */
    static String said(List<String> words) {
        return coalesced(unbracketed(words));
    }

    private static String coalesced(List<String> words) {
        boolean coalesces = words.size() == 6
                && words.subList(0, 2).equals(List.of("coalesce", "("))
                && words.get(3).equals(",")
                && words.get(5).equals(")");
        if (coalesces) {
            return isNull(words.get(2)) ? words.get(4) : words.get(2);
        }
        return String.join(" ", words);
    }

    static List<String> unbracketed(List<String> words) {
        boolean bracketed = words.size() > 2 && words.get(0).equals("(") && closing(words, 0) == words.size() - 1;
        return bracketed ? unbracketed(words.subList(1, words.size() - 1)) : words;
    }

    static int closing(List<String> words, int open) {
        int depth = 0;
        for (int i = open; i < words.size(); i++) {
            depth += words.get(i).equals("(") ? 1 : words.get(i).equals(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    static boolean isNull(String value) {
        return value.equals(NULL) || value.startsWith(NULL + " ::");
    }
}
