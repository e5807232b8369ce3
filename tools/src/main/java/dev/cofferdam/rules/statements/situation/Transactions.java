package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The statements of one file or change set with the transactions they run in: one for all when the tool opens it, else those between BEGIN
 * and COMMIT, else none.
 */
public final class Transactions {
    private static final Set<String> OPENING = Set.of("BEGIN", "START");
    private static final Set<String> CLOSING = Set.of("COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE");
    private static final int NONE = -1;

    private final List<ParsedStatement> statements;
    /** For each statement the number of its transaction, or {@link #NONE}. */
    private final List<Integer> numbers = new ArrayList<>();

    /** Which statements are SET, or call what does the same: a dump has thousands of others. */
    private final List<Integer> settings;

    /** What the statements up to the present one did. */
    private final List<Past> past = new ArrayList<>();

    private Transactions(List<ParsedStatement> statements) {
        this.statements = List.copyOf(statements);
        this.settings = IntStream.range(0, statements.size())
                .filter(index -> !SettingCalls.in(statements.get(index)).isEmpty())
                .boxed()
                .toList();
    }

    public static Transactions of(List<ParsedStatement> statements, boolean openedByTool) {
        Transactions transactions = new Transactions(statements);
        int next = 0;
        int current = openedByTool ? next++ : NONE;
        for (ParsedStatement statement : statements) {
            String word = statement.facts() instanceof Statement.Transaction transaction ? transaction.word() : "";
            if (OPENING.contains(word) && current == NONE) {
                current = next++;
            }
            transactions.numbers.add(current);
            if (CLOSING.contains(word)) {
                // What follows a COMMIT in a file that a tool wraps runs on its own, whatever the tool believes.
                current = NONE;
            }
        }
        return transactions;
    }

    public List<ParsedStatement> statements() {
        return statements;
    }

    boolean isInside(int index) {
        return numbers.get(index) != NONE;
    }

    List<ParsedStatement> earlier(int index) {
        return same(index, IntStream.range(0, index));
    }

    public void note(Past done) {
        past.add(done);
    }

    /** What stands before a statement in the file, as far as it was noted. */
    List<Past> past(int index) {
        return past.subList(0, Math.min(index, past.size()));
    }

    /** The same, of its own transaction. */
    List<Past> pastInTransaction(int index) {
        return isInside(index)
                ? IntStream.range(0, Math.min(index, past.size()))
                        .filter(other -> numbers.get(other).equals(numbers.get(index)))
                        .mapToObj(past::get)
                        .toList()
                : List.of();
    }

    List<ParsedStatement> later(int index) {
        return same(index, IntStream.range(index + 1, statements.size()));
    }

    private List<ParsedStatement> same(int index, IntStream others) {
        if (!isInside(index)) {
            return List.of();
        }
        return others.filter(other -> numbers.get(other).equals(numbers.get(index)))
                .mapToObj(statements::get)
                .filter(statement -> !(statement.facts() instanceof Statement.Transaction))
                .toList();
    }

    /** SET LOCAL ends with its transaction, and does nothing outside of one (PostgreSQL docs, SET). */
    Optional<String> setting(String name, int index) {
        Optional<String> value = Optional.empty();
        for (int i : settings) {
            for (Statement.SetSetting set :
                    i < index ? SettingCalls.in(statements.get(i)) : List.<Statement.SetSetting>of()) {
                if ((set.name().equals(name) || set.name().equals("all"))
                        && (!set.local() || isInside(i) && numbers.get(i).equals(numbers.get(index)))) {
                    value = set.name().equals(name) ? Optional.of(set.value()) : Optional.empty();
                }
            }
        }
        return value;
    }
}
