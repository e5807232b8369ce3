package dev.cofferdam.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The statements that run inside another one: data statements of its WITH (docs 7.8.4, "Data-Modifying Statements in WITH"), what stands behind
 * WITH, and what EXPLAIN ANALYZE runs to measure it (docs, EXPLAIN).
 */
public final class InnerStatements {
    private static final Set<String> DATA = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");
    private static final Set<String> MAIN = Set.of("SELECT", "VALUES", "TABLE", "(");
    private static final Set<String> OFF = Set.of("FALSE", "OFF", "0");

    private final String text;
    private final List<Token> tokens;
    private final Set<String> names = new HashSet<>();
    private final List<Inner> found = new ArrayList<>();

    /** Where the next token stands. */
    private int at;

    private InnerStatements(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    /**
     * One of them.
     *
     * @param offset of its first character in the whole statement
     * @param isMain whether it is what stands behind WITH, or behind EXPLAIN ANALYZE
     * @param explained whether it runs because EXPLAIN ANALYZE measures it
     * @param queries names of WITH queries, which are no tables
     */
    public record Inner(String text, int offset, boolean isMain, boolean explained, Set<String> queries) {
        public Inner {
            queries = Set.copyOf(queries);
        }
    }

    /** Those that write rows, in order; empty for a statement that has neither WITH nor EXPLAIN ANALYZE before it. */
    public static List<Inner> of(String statement) {
        InnerStatements inner = new InnerStatements(statement);
        boolean explained = inner.peek().is("EXPLAIN");
        if (explained && !inner.analyzes()) {
            return List.of();
        }
        if (inner.accept("WITH")) {
            inner.accept("RECURSIVE");
            inner.withQueries(explained);
        }
        return explained || !inner.names.isEmpty() ? inner.withMain(explained) : List.of();
    }

    /** Reads up to what is explained. */
    private boolean analyzes() {
        at++;
        boolean analyzes = false;
        if (accept("(")) {
            do {
                boolean isAnalyze = peek().is("ANALYZE") || peek().is("ANALYSE");
                at++;
                analyzes = isAnalyze ? !OFF.contains(value(peek())) : analyzes;
                while (!peek().is(",") && !peek().is(")") && !atEnd()) {
                    at++;
                }
            } while (accept(","));
            return accept(")") && analyzes;
        }
        while (peek().is("ANALYZE") || peek().is("ANALYSE") || peek().is("VERBOSE")) {
            analyzes |= !peek().is("VERBOSE");
            at++;
        }
        return analyzes;
    }

    private String value(Token token) {
        return token.kind() == Token.Kind.NUMBER ? text.substring(token.start(), token.end()) : token.word();
    }

    private void withQueries(boolean explained) {
        do {
            names.add(peek().value());
            at++;
            if (peek().is("(")) {
                skipGroup();
            }
            accept("AS");
            accept("NOT");
            accept("MATERIALIZED");
            int open = at;
            skipGroup();
            add(open + 1, tokens.get(Math.max(open, at - 1)).start(), false, explained);
            while (!peek().is(",") && !startsMain() && !atEnd()) {
                at++;
            }
        } while (accept(","));
    }

    private boolean startsMain() {
        return DATA.contains(peek().word()) || MAIN.contains(peek().word());
    }

    private List<Inner> withMain(boolean explained) {
        add(at, text.length(), true, explained);
        // A query may be named by those behind it alone, but a name that is none yet is that of no table either.
        return found.stream()
                .map(each -> new Inner(each.text(), each.offset(), each.isMain(), each.explained(), names))
                .toList();
    }

    private void add(int first, int end, boolean isMain, boolean explained) {
        Token token = tokens.get(Math.min(first, tokens.size() - 1));
        if (DATA.contains(token.word()) && token.start() < end) {
            found.add(new Inner(text.substring(token.start(), end), token.start(), isMain, explained, Set.of()));
        }
    }

    /** From an opening parenthesis to behind the one that closes it. */
    private void skipGroup() {
        int depth = 0;
        do {
            depth += peek().is("(") ? 1 : peek().is(")") ? -1 : 0;
            at++;
        } while (depth > 0 && !atEnd());
    }

    private Token peek() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    private boolean atEnd() {
        return peek().kind() == Token.Kind.END;
    }

    private boolean accept(String word) {
        boolean is = peek().is(word);
        at += is ? 1 : 0;
        return is;
    }
}
