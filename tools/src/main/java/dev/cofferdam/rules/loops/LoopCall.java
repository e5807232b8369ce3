package dev.cofferdam.rules.loops;

import dev.cofferdam.sql.PlainSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The procedure in small: its parameters and its body, in which every size of a batch is the one that is tried.
 *
 * @param defaults the words of each parameter's default
 */
record LoopCall(Map<String, List<String>> defaults, LoopScript script) {
    /** A size above it is none that a batch may have. */
    private static final long MOST_ROWS = 100_000;

    private static final long LEAST_ROWS = 100;

    static LoopCall of(String create, String body, List<String> predicate, int batch) {
        Words words = new Words(PlainSql.tokens(create));
        words.upTo("procedure");
        LoopRun.tableName(words);
        words.expect("(");
        List<String> small = small(body, predicate, batch);
        Map<String, List<String>> defaults = new LinkedHashMap<>();
        for (List<String> parameter : Words.parts(words.inBrackets(")"), ",")) {
            if (!parameter.isEmpty()) {
                String name = parameter.get(0).equals("in") ? parameter.get(1) : parameter.get(0);
                defaults.put(name, isBatch(name, small) ? List.of("" + batch) : LoopScript.initial(parameter));
            }
        }
        return new LoopCall(defaults, LoopScript.read(small));
    }

    private static List<String> small(String body, List<String> predicate, int batch) {
        List<String> small = new ArrayList<>();
        List<String> tokens = PlainSql.tokens(body.replaceAll("(?m)^\\s*#\\w+.*$", ""));
        for (int i = 0; i < tokens.size(); i++) {
            String before = i == 0 ? "" : tokens.get(i - 1);
            boolean sizes = List.of("offset", "limit", "+").contains(before);
            if (!predicate.isEmpty()
                    && i + predicate.size() <= tokens.size()
                    && tokens.subList(i, i + predicate.size()).equals(predicate)) {
                small.add(LoopState.UNFILLED);
                i += predicate.size() - 1;
            } else if (sizes && tokens.get(i).matches("\\d{1,18}") && Long.parseLong(tokens.get(i)) >= LEAST_ROWS) {
                small.add(Long.parseLong(tokens.get(i)) > MOST_ROWS ? "1000" : "" + batch);
            } else {
                small.add(tokens.get(i));
            }
        }
        return small;
    }

    private static boolean isBatch(String parameter, List<String> body) {
        for (int i = 1; i < body.size(); i++) {
            if (body.get(i).equals(parameter) && List.of("offset", "limit").contains(body.get(i - 1))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The parameters of a CALL.
     *
     * @param limit what to pass in the place of the number of batches that the step's pilot does
     */
    Map<String, @Nullable Object> arguments(String call, OptionalLong pilotBatches, long limit) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        LoopQueries bare =
                new LoopQueries("", new LoopState(List.of(), List.of(), List.of()), Map.of(), new LoopSeen(1, 0));
        defaults.forEach((name, words) -> arguments.put(name, Formula.value(words, bare.bare())));
        Words words = new Words(PlainSql.tokens(call));
        words.expect("call");
        LoopRun.tableName(words);
        words.expect("(");
        List<String> names = List.copyOf(defaults.keySet());
        int at = 0;
        for (List<String> argument : Words.parts(words.inBrackets(")"), ",")) {
            if (!argument.isEmpty()) {
                boolean named = argument.size() > 2 && List.of("=>", ":=").contains(argument.get(1));
                String name = named ? argument.get(0) : at < names.size() ? names.get(at) : "";
                List<String> value = named ? argument.subList(2, argument.size()) : argument;
                boolean limits = pilotBatches.isPresent() && value.equals(List.of("" + pilotBatches.getAsLong()));
                if (!defaults.containsKey(name)) {
                    throw new Failed("is called with an argument that it does not take");
                }
                arguments.put(name, limits ? Long.valueOf(limit) : Formula.value(value, bare.bare()));
                at++;
            }
        }
        return arguments;
    }
}
