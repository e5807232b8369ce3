package dev.cofferdam.rules.loops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of the procedure: its statements, one after the other, with what is seen of it on the way. */
final class LoopRun {
    /** More statements than that, for a handful of rows, and it never ends. */
    private static final int MOST_STATEMENTS = 4_000;

    private enum Flow {
        ON,
        EXIT,
        CONTINUE,
        RETURN
    }

    private final LoopState state;
    private final LoopSeen seen;
    private final Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    private final LoopQueries queries;
    private int statements;
    private long rowCount;

    LoopRun(String filled, LoopState state, LoopSeen seen) {
        this.state = state;
        this.seen = seen;
        this.queries = new LoopQueries(filled, state, variables, seen);
    }

    /** Runs to the end, with arguments that are there already. */
    void call(LoopScript script, Map<String, @Nullable Object> arguments) {
        variables.putAll(arguments);
        variables.put("found", false);
        script.variables().forEach((name, words) -> variables.put(name, Formula.value(words, queries.bare())));
        run(script.deeds());
        seen.commit();
        state.commit();
    }

    /** A statement of its own, as setup has them. */
    void say(List<String> words) {
        variables.put("found", false);
        statement(words);
        state.commit();
    }

    private Flow run(List<LoopScript.Deed> deeds) {
        for (LoopScript.Deed deed : deeds) {
            Flow flow = run(deed);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow run(LoopScript.Deed deed) {
        if (++statements > MOST_STATEMENTS) {
            throw new Failed("never ends");
        }
        if (deed instanceof LoopScript.Choose choose) {
            return choose.branches().stream()
                    .filter(branch -> Formula.isTrue(branch.condition(), queries.bare()))
                    .findFirst()
                    .map(branch -> run(branch.deeds()))
                    .orElse(Flow.ON);
        }
        if (deed instanceof LoopScript.Repeat repeat) {
            return repeat(repeat);
        }
        return say((LoopScript.Say) deed);
    }

    private Flow repeat(LoopScript.Repeat repeat) {
        while (Formula.isTrue(repeat.condition(), queries.bare())) {
            if (++statements > MOST_STATEMENTS) {
                throw new Failed("never ends");
            }
            Flow flow = run(repeat.deeds());
            if (flow == Flow.RETURN) {
                return flow;
            }
            if (flow == Flow.EXIT) {
                return Flow.ON;
            }
        }
        return Flow.ON;
    }

    private Flow say(LoopScript.Say say) {
        Words words = new Words(say.words());
        if (words.take("exit")) {
            return when(words, Flow.EXIT);
        }
        if (words.take("continue")) {
            return when(words, Flow.CONTINUE);
        }
        if (words.take("return")) {
            return Flow.RETURN;
        }
        statement(say.words());
        return Flow.ON;
    }

    private Flow when(Words words, Flow flow) {
        if (words.isOver()) {
            return flow;
        }
        words.expect("when");
        return Formula.isTrue(words.rest(), queries.bare()) ? flow : Flow.ON;
    }

    private void statement(List<String> said) {
        Words words = new Words(said);
        switch (words.next()) {
            case "null" -> {}
            case "commit" -> {
                seen.commit();
                state.commit();
                state.grow(seen.batch());
            }
            case "rollback" -> {
                seen.forget();
                state.rollback();
            }
            case "perform" -> {
                if (words.rest().contains("from")) {
                    found(queries.select(withSelect(said)).size());
                } else {
                    Formula.value(said.subList(1, said.size()), queries.bare());
                }
            }
            case "raise" -> {
                if (!words.peek().matches("debug|log|info|notice|warning")) {
                    throw new Failed("raises an exception");
                }
            }
            case "get" -> diagnostics(words);
            case "select" -> into(said);
            case "insert" -> found(queries.insert(words));
            case "update" -> update(words);
            default -> assign(said);
        }
    }

    private static List<String> withSelect(List<String> said) {
        List<String> words = new ArrayList<>(said);
        words.set(0, "select");
        return words;
    }

    private void found(long rows) {
        rowCount = rows;
        variables.put("found", rows > 0);
    }

    private void diagnostics(Words words) {
        words.take("current");
        words.expect("diagnostics");
        String variable = words.next();
        if (!words.take("=") && !words.take(":=")) {
            throw new Unread("diagnostics");
        }
        words.expect("row_count");
        variables.put(variable, rowCount);
    }

    private void into(List<String> said) {
        LoopQueries.Into split = LoopQueries.Into.of(said);
        List<Map<String, @Nullable Object>> rows = queries.named(split.query());
        found(rows.size());
        set(split.targets(), rows.isEmpty() ? null : rows.get(0));
    }

    /** One target that is no scalar takes the whole row. */
    private void set(List<String> targets, @Nullable Map<String, @Nullable Object> row) {
        List<@Nullable Object> values = new ArrayList<>();
        if (row != null) {
            values.addAll(row.values());
        }
        if (targets.size() == 1 && values.size() > 1) {
            variables.put(targets.get(0), row);
            return;
        }
        for (int i = 0; i < targets.size(); i++) {
            variables.put(targets.get(i), i < values.size() ? values.get(i) : null);
        }
    }

    private void update(Words words) {
        LoopQueries.Updated updated = queries.update(words);
        found(updated.rows());
        if (!updated.targets().isEmpty()) {
            set(updated.targets(), updated.first());
        }
    }

    private void assign(List<String> said) {
        if (said.size() < 3
                || !said.get(1).equals(":=") && !said.get(1).equals("=")
                || !variables.containsKey(said.get(0))) {
            throw new Unread(String.join(" ", said.subList(0, Math.min(4, said.size()))));
        }
        variables.put(said.get(0), Formula.value(said.subList(2, said.size()), queries.bare()));
    }

    /** A name with or without its schema, of which the last part is enough here. */
    static String tableName(Words words) {
        String name = words.next();
        while (words.take(".")) {
            name = words.next();
        }
        return name;
    }
}
