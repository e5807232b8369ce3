package dev.cofferdam.rules.loops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A procedure as far as a backfill needs PL/pgSQL: declarations, IF, LOOP, WHILE, and statements (PostgreSQL docs 41, "PL/pgSQL").
 *
 * @param variables with the words of what they begin with
 */
record LoopScript(Map<String, List<String>> variables, List<Deed> deeds) {

    /** One statement of the body. */
    sealed interface Deed {}

    /** A statement without others inside. */
    record Say(List<String> words) implements Deed {}

    /** {@code IF ... ELSIF ... ELSE ... END IF}; the ELSE is a branch that is always taken. */
    record Choose(List<Branch> branches) implements Deed {}

    /** What is done when the condition is true. */
    record Branch(List<String> condition, List<Deed> deeds) {}

    /** LOOP, or WHILE with a condition. */
    record Repeat(List<String> condition, List<Deed> deeds) implements Deed {}

    static LoopScript read(List<String> tokens) {
        Words words = new Words(tokens);
        Map<String, List<String>> variables = words.take("declare") ? declared(words) : new LinkedHashMap<>();
        words.expect("begin");
        List<Deed> deeds = deeds(words);
        words.expect("end");
        boolean more = true;
        while (more) {
            more = words.take(";");
        }
        if (!words.isOver()) {
            throw new Unread(words.peek());
        }
        return new LoopScript(variables, deeds);
    }

    private static Map<String, List<String>> declared(Words words) {
        Map<String, List<String>> variables = new LinkedHashMap<>();
        while (!words.at("begin")) {
            String name = words.next();
            List<String> rest = words.upTo(";");
            variables.put(name, initial(rest));
        }
        return variables;
    }

    /** Behind {@code :=}, {@code =} or DEFAULT. */
    static List<String> initial(List<String> declaration) {
        for (int i = 0; i < declaration.size(); i++) {
            if (List.of(":=", "=", "default").contains(declaration.get(i))) {
                return declaration.subList(i + 1, declaration.size());
            }
        }
        return List.of("null");
    }

    private static List<Deed> deeds(Words words) {
        List<Deed> deeds = new ArrayList<>();
        while (!words.at("end") && !words.at("elsif") && !words.at("elseif") && !words.at("else")) {
            deeds.add(deed(words));
        }
        return deeds;
    }

    private static Deed deed(Words words) {
        if (words.take("if")) {
            return choose(words);
        }
        if (words.take("while")) {
            return repeat(words.upTo("loop"), words);
        }
        if (words.take("loop")) {
            return repeat(List.of("true"), words);
        }
        if (List.of("begin", "declare", "for", "foreach", "case", "exception", "<<")
                .contains(words.peek())) {
            throw new Unread(words.peek());
        }
        return new Say(words.upTo(";"));
    }

    private static Deed repeat(List<String> condition, Words words) {
        List<Deed> deeds = deeds(words);
        words.expect("end");
        words.expect("loop");
        words.expect(";");
        return new Repeat(condition, deeds);
    }

    private static Deed choose(Words words) {
        List<Branch> branches = new ArrayList<>();
        branches.add(new Branch(words.upTo("then"), deeds(words)));
        while (words.take("elsif") || words.take("elseif")) {
            branches.add(new Branch(words.upTo("then"), deeds(words)));
        }
        if (words.take("else")) {
            branches.add(new Branch(List.of("true"), deeds(words)));
        }
        words.expect("end");
        words.expect("if");
        words.expect(";");
        return new Choose(branches);
    }
}
