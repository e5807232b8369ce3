package dev.cofferdam.rules.plans;

import dev.cofferdam.sql.Calls;
import dev.cofferdam.sql.PlainSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The body of a row trigger's function, as far as a sync needs PL/pgSQL: IF, assignments to NEW, RETURN (PostgreSQL docs 41, "PL/pgSQL"). */
final class TriggerScript {

    /** One statement of the body. */
    sealed interface Deed {}

    /** {@code NEW.column := value}. */
    record Assign(String column, List<String> value) implements Deed {}

    /** {@code IF ... ELSIF ... ELSE ... END IF}; the ELSE is a branch that is always taken. */
    record Choose(List<Branch> branches) implements Deed {}

    /** What is done when the condition is true. */
    record Branch(List<String> condition, List<Deed> deeds) {}

    /** The end of the run, with the row that is written in the end. */
    record Return(String row) implements Deed {}

    /** An error: the write is refused, visibly. */
    record Refuse() implements Deed {}

    /** What this reader does not know. */
    private static final class Unread extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Unread(String words) {
            super(words, null, false, false);
        }
    }

    private final List<String> tokens;
    private final List<String> calls = new ArrayList<>();
    private int at;

    private TriggerScript(List<String> tokens) {
        this.tokens = tokens;
    }

    /** The statements of a body; empty when it says something else than they can say. */
    static Optional<List<Deed>> read(String body) {
        TriggerScript script = new TriggerScript(PlainSql.tokens(body));
        try {
            script.expect("begin");
            List<Deed> deeds = script.deeds();
            script.expect("end");
            while (script.at(";")) {
                script.at++;
            }
            return script.at == script.tokens.size() ? Optional.of(deeds) : Optional.empty();
        } catch (Unread unread) {
            return Optional.empty();
        }
    }

    /** Functions that a body which can be read PERFORMs, and of which nobody knows from here what they do. */
    static List<String> unseenCalls(String body) {
        TriggerScript script = new TriggerScript(PlainSql.tokens(body));
        try {
            script.expect("begin");
            script.deeds();
            return script.calls.stream().distinct().toList();
        } catch (Unread unread) {
            return List.of();
        }
    }

    private List<Deed> deeds() {
        List<Deed> deeds = new ArrayList<>();
        while (!at("end") && !at("elsif") && !at("elseif") && !at("else")) {
            deed().ifPresent(deeds::add);
        }
        return deeds;
    }

    private Optional<Deed> deed() {
        String first = next();
        return switch (first) {
            case "if" -> Optional.of(choose());
            case "return" -> Optional.of(new Return(String.join(" ", upTo(";"))));
            case "raise" -> raise(upTo(";"));
            case "perform" -> {
                calls.addAll(Calls.allUnknown("SELECT " + String.join(" ", upTo(";"))));
                yield Optional.empty();
            }
            case "null" -> {
                upTo(";");
                yield Optional.empty();
            }
            case "new" -> {
                expect(".");
                String column = next();
                if (!at(":=") && !at("=")) {
                    throw new Unread(first);
                }
                at++;
                yield Optional.of(new Assign(column, upTo(";")));
            }
            default -> throw new Unread(first);
        };
    }

    private Choose choose() {
        List<Branch> branches = new ArrayList<>();
        branches.add(new Branch(upTo("then"), deeds()));
        while (at("elsif") || at("elseif")) {
            at++;
            branches.add(new Branch(upTo("then"), deeds()));
        }
        if (at("else")) {
            at++;
            branches.add(new Branch(List.of("true"), deeds()));
        }
        expect("end");
        expect("if");
        expect(";");
        return new Choose(branches);
    }

    /** Only an exception ends the write; a notice or a warning goes on. */
    private static Optional<Deed> raise(List<String> words) {
        boolean goesOn = !words.isEmpty() && words.get(0).matches("debug|log|info|notice|warning");
        return goesOn ? Optional.empty() : Optional.of(new Refuse());
    }

    /** Everything before the word, which is passed over. CASE has a THEN of its own. */
    private List<String> upTo(String end) {
        List<String> words = new ArrayList<>();
        int cases = 0;
        while (cases > 0 || !at(end)) {
            String word = next();
            cases += word.equals("case") ? 1 : word.equals("end") ? -1 : 0;
            words.add(word);
        }
        at++;
        return words;
    }

    private boolean at(String word) {
        return at < tokens.size() && tokens.get(at).equals(word);
    }

    private String next() {
        if (at >= tokens.size()) {
            throw new Unread("the end");
        }
        return tokens.get(at++);
    }

    private void expect(String word) {
        if (!next().equals(word)) {
            throw new Unread(word);
        }
    }
}
