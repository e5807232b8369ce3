package dev.cofferdam.sql;

import dev.cofferdam.sql.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A loop of a DO block, in which a statement is run again and again. The block is one transaction unless it commits, and it may commit only where
 * no transaction is open around it (PG docs 41.8).
 *
 * @param commits whether the block commits inside the loop
 */
public record DoLoop(boolean commits) {
    /** The outermost loop around a place of a script, leaving out those that count to a written number or go through an array. */
    public static Optional<DoLoop> around(List<ParsedStatement> script, int offset) {
        return script.stream()
                .filter(each -> each.offset() <= offset
                        && offset < each.offset() + each.text().length())
                .findFirst()
                .flatMap(block -> in(block.text(), offset - block.offset()));
    }

    private static Optional<DoLoop> in(String block, int offset) {
        List<Token> words = Lexer.tokens(block);
        boolean plain = words.size() == 3
                && words.get(0).is("DO")
                && words.get(1).kind() == Kind.STRING
                && block.charAt(words.get(1).start()) == '$';
        if (!plain) {
            return Optional.empty();
        }
        int body = block.indexOf('$', words.get(1).start() + 1) + 1;
        return outermost(Lexer.tokens(words.get(1).value()), offset - body);
    }

    private static Optional<DoLoop> outermost(List<Token> tokens, int offset) {
        Deque<Integer> open = new ArrayDeque<>();
        Optional<DoLoop> found = Optional.empty();
        for (int i = 0; i < tokens.size(); i++) {
            boolean ends = i > 0 && tokens.get(i - 1).is("END");
            if (tokens.get(i).is("LOOP") && !ends) {
                open.push(i);
            } else if (tokens.get(i).is("LOOP") && !open.isEmpty()) {
                int start = open.pop();
                boolean holds = tokens.get(start).start() < offset
                        && offset < tokens.get(i).start();
                if (holds && !isShort(tokens, start)) {
                    found = Optional.of(
                            new DoLoop(tokens.subList(start, i).stream().anyMatch(token -> token.is("COMMIT"))));
                }
            }
        }
        return found;
    }

    /** FOR i IN 1..10 LOOP, and FOREACH. */
    private static boolean isShort(List<Token> tokens, int loop) {
        int start = loop;
        while (start > 0
                && !tokens.get(start - 1).is(";")
                && !tokens.get(start).is("FOR")
                && !tokens.get(start).is("FOREACH")) {
            start--;
        }
        if (tokens.get(start).is("FOREACH")) {
            return true;
        }
        return tokens.get(start).is("FOR")
                && tokens.subList(start, loop).stream().noneMatch(token -> token.is("SELECT") || token.is("EXECUTE"))
                && tokens.get(loop - 1).kind() == Kind.NUMBER;
    }
}
