package dev.cofferdam.sql;

import java.util.Set;

/** Function calls: the ordinary form with aggregates and windows, and the forms with key words inside (docs 4.2.6 to 4.2.8, 9). */
final class CallParser {
    private static final Set<String> SPECIAL = Set.of(
            "CAST",
            "TREAT",
            "EXTRACT",
            "OVERLAY",
            "POSITION",
            "SUBSTRING",
            "TRIM",
            "COALESCE",
            "GREATEST",
            "LEAST",
            "NULLIF",
            "GROUPING",
            "NORMALIZE",
            "XMLCONCAT",
            "JSON",
            "JSON_SCALAR",
            "JSON_OBJECT",
            "JSON_ARRAY",
            "MERGE_ACTION");

    private final Grammar grammar;
    private final Cursor cursor;
    private final ExpressionParser expressions;

    CallParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
        this.expressions = grammar.expressions;
    }

    /** Whether the word has a call syntax of its own. */
    boolean isSpecial(String word) {
        return SPECIAL.contains(word);
    }

    void special() {
        String function = cursor.next().word();
        cursor.expect("(");
        switch (function) {
            case "CAST", "TREAT" -> {
                expressions.full();
                cursor.expect("AS");
                grammar.types.type();
            }
            case "EXTRACT" -> extract();
            case "POSITION" -> {
                expressions.restricted();
                cursor.expect("IN");
                expressions.restricted();
            }
            case "OVERLAY" -> overlay();
            case "SUBSTRING" -> substring();
            case "TRIM" -> trim();
            case "NULLIF" -> {
                expressions.full();
                cursor.expect(",");
                expressions.full();
            }
            case "MERGE_ACTION" -> {
                // Takes nothing.
            }
            default -> optionalList(function);
        }
        cursor.expect(")");
        after(function);
    }

    private void after(String function) {
        // JSON constructors may be aggregated, the others not; none of ours has more than FILTER and OVER.
        if (function.startsWith("JSON_")) {
            filterAndOver();
        }
    }

    private void optionalList(String function) {
        boolean mayBeEmpty = function.equals("JSON_OBJECT") || function.equals("JSON_ARRAY");
        if (!mayBeEmpty || !cursor.at(")")) {
            expressions.list();
        }
    }

    private void extract() {
        if (cursor.peek().kind() == Token.Kind.STRING) {
            cursor.string();
        } else {
            cursor.label();
        }
        cursor.expect("FROM");
        expressions.full();
    }

    /** {@code overlay(a PLACING b FROM c FOR d)}, or plain arguments. */
    private void overlay() {
        if (plainArguments()) {
            return;
        }
        cursor.expect("PLACING");
        expressions.full();
        cursor.expect("FROM");
        expressions.full();
        if (cursor.accept("FOR")) {
            expressions.full();
        }
    }

    /** {@code substring(a FROM b FOR c)} in either order, {@code substring(a SIMILAR b ESCAPE c)}, or plain arguments. */
    private void substring() {
        if (plainArguments()) {
            return;
        }
        if (cursor.accept("SIMILAR")) {
            expressions.full();
            cursor.expect("ESCAPE");
            expressions.full();
            return;
        }
        boolean from = cursor.at("FROM");
        cursor.expectAny("FROM", "FOR");
        expressions.full();
        if (cursor.accept(from ? "FOR" : "FROM")) {
            expressions.full();
        }
    }

    /** False after the first of arguments that key words separate. */
    private boolean plainArguments() {
        if (cursor.at(")")) {
            return true;
        }
        expressions.full();
        if (cursor.accept(",")) {
            expressions.list();
        }
        return cursor.at(")");
    }

    private void trim() {
        cursor.acceptAny("BOTH", "LEADING", "TRAILING");
        if (!cursor.accept("FROM")) {
            expressions.full();
            if (cursor.accept("FROM")) {
                expressions.list();
                return;
            }
            if (!cursor.accept(",")) {
                return;
            }
        }
        expressions.list();
    }

    /** Whether a possibly qualified function name and an opening parenthesis follow. Leaves the cursor anywhere. */
    boolean atCall() {
        Token first = cursor.peek();
        boolean qualified = cursor.peek(1).is(".");
        if (qualified ? !Cursor.isColumnName(first) : !Cursor.isFunctionName(first)) {
            return false;
        }
        int ahead = 1;
        while (cursor.peek(ahead).is(".") && isLabel(cursor.peek(ahead + 1))) {
            ahead += 2;
        }
        return cursor.peek(ahead).is("(") || ahead > 1 && cursor.peek(ahead).kind() == Token.Kind.STRING;
    }

    private static boolean isLabel(Token token) {
        return switch (token.kind()) {
            case WORD, QUOTED, HOLE -> true;
            default -> false;
        };
    }

    /** Call it after {@link #atCall()} from the name's first token. */
    void call() {
        boolean counts = cursor.at("COUNT", "(") && !cursor.peek(2).is("DISTINCT");
        name();
        if (cursor.peek().kind() == Token.Kind.STRING) {
            cursor.string();
            return;
        }
        boolean none = cursor.at("(", ")");
        if (counts) {
            grammar.uses.ignoringStar(this::arguments);
        } else {
            arguments();
        }
        if (!none && cursor.peek().kind() == Token.Kind.STRING) {
            // A constant of a type with modifiers, such as my_type(3) 'value'.
            cursor.string();
            return;
        }
        if (cursor.accept("WITHIN", "GROUP")) {
            cursor.expect("(");
            orderBy(expressions::full);
            cursor.expect(")");
        }
        filterAndOver();
    }

    private void name() {
        cursor.next();
        while (cursor.accept(".")) {
            cursor.label();
        }
    }

    /** Without aggregates: what may stand in FROM or after EXECUTE FUNCTION. */
    void plainCall() {
        if (!atCall()) {
            throw cursor.unexpected();
        }
        name();
        arguments();
    }

    private void arguments() {
        cursor.expect("(");
        if (cursor.accept("*")) {
            cursor.expect(")");
            return;
        }
        boolean quantified = cursor.acceptAny("DISTINCT", "ALL");
        if (quantified || !cursor.at(")")) {
            boolean variadic;
            do {
                variadic = cursor.accept("VARIADIC");
                argument();
            } while (!variadic && cursor.accept(","));
            if (cursor.at("ORDER")) {
                orderBy(expressions::full);
            }
        }
        cursor.expect(")");
    }

    private void argument() {
        Token operator = cursor.peek(1);
        if (isLabel(cursor.peek()) && (operator.is("=>") || operator.is(":="))) {
            cursor.next();
            cursor.next();
        }
        expressions.full();
    }

    private void filterAndOver() {
        if (cursor.at("FILTER", "(")) {
            cursor.expect("FILTER", "(", "WHERE");
            expressions.full();
            cursor.expect(")");
        }
        if (cursor.accept("OVER")) {
            if (cursor.at("(")) {
                window();
            } else {
                cursor.name();
            }
        }
    }

    /** {@code ([name] [PARTITION BY ...] [ORDER BY ...] [frame])} (docs 4.2.8). */
    void window() {
        cursor.expect("(");
        if (cursor.atName() && !cursor.atAny("PARTITION", "RANGE", "ROWS", "GROUPS")) {
            cursor.name();
        }
        if (cursor.accept("PARTITION", "BY")) {
            expressions.list();
        }
        if (cursor.at("ORDER")) {
            orderBy(expressions::full);
        }
        if (cursor.acceptAny("RANGE", "ROWS", "GROUPS")) {
            frame();
        }
        cursor.expect(")");
    }

    private void frame() {
        if (cursor.accept("BETWEEN")) {
            bound();
            cursor.expect("AND");
        }
        bound();
        if (cursor.accept("EXCLUDE") && !cursor.accept("CURRENT", "ROW") && !cursor.accept("NO", "OTHERS")) {
            cursor.expectAny("GROUP", "TIES");
        }
    }

    private void bound() {
        if (cursor.accept("CURRENT", "ROW")) {
            return;
        }
        if (!cursor.accept("UNBOUNDED")) {
            expressions.full();
        }
        cursor.expectAny("PRECEDING", "FOLLOWING");
    }

    /** {@code ORDER BY a DESC NULLS LAST, b USING <}. */
    void orderBy(Runnable element) {
        cursor.expect("ORDER", "BY");
        do {
            element.run();
            if (cursor.accept("USING")) {
                grammar.definitions.operator();
            } else {
                cursor.acceptAny("ASC", "DESC");
            }
            if (cursor.accept("NULLS")) {
                cursor.expectAny("FIRST", "LAST");
            }
        } while (cursor.accept(","));
    }
}
