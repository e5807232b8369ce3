package dev.cofferdam.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.sql.Token.Kind;
import java.util.Optional;

/** What stands between operators: constants, columns, parentheses, subqueries, CASE, arrays, casts (docs 4.2). */
final class OperandParser {
    private final Grammar grammar;
    private final Cursor cursor;

    OperandParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** @param full whether DEFAULT may stand here, as it may in VALUES and SET */
    void operand(boolean full) {
        Token token = cursor.peek();
        switch (token.kind()) {
            case NUMBER -> cursor.next();
            case STRING -> string();
            case PARAMETER -> {
                cursor.next();
                indirection();
            }
            case PUNCTUATION -> punctuation(token);
            case WORD -> word(token, full);
            case QUOTED, HOLE -> nameOrCall();
            default -> throw cursor.unexpected();
        }
    }

    private void string() {
        cursor.next();
        if (cursor.accept("UESCAPE")) {
            cursor.string();
        }
    }

    private void punctuation(Token token) {
        if (token.is(":") && cursor.peek(1).kind() == Kind.NUMBER) {
            cursor.next();
            cursor.next();
            return;
        }
        if (!token.is("(")) {
            throw cursor.unexpected();
        }
        if (cursor.opensQuery(0)) {
            grammar.queries.parenthesized();
        } else {
            cursor.next();
            grammar.expressions.list();
            cursor.expect(")");
        }
        indirection();
    }

    private void word(Token token, boolean full) {
        switch (token.word()) {
            case "NULL",
                    "TRUE",
                    "FALSE",
                    "CURRENT_DATE",
                    "CURRENT_USER",
                    "CURRENT_ROLE",
                    "SESSION_USER",
                    "SYSTEM_USER",
                    "USER",
                    "CURRENT_CATALOG" -> cursor.next();
            case "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP" -> timeFunction();
            case "CASE" -> caseExpression();
            case "EXISTS" -> exists();
            case "ARRAY" -> array();
            case "ROW" -> row();
            case "INTERVAL" -> interval();
            case "DEFAULT" -> {
                if (!full) {
                    throw cursor.unexpected();
                }
                cursor.next();
            }
            default -> otherWord(token);
        }
    }

    private void otherWord(Token token) {
        if (grammar.calls.isSpecial(token.word()) && cursor.peek(1).is("(")) {
            grammar.calls.special();
            indirection();
        } else if (token.is("CURRENT_SCHEMA") && !cursor.peek(1).is("(")) {
            cursor.next();
        } else if (isTypedConstant(token)) {
            grammar.types.type();
            cursor.string();
        } else {
            nameOrCall();
        }
    }

    /** {@code date '2020-01-01'}, {@code timestamp(3) with time zone '...'}, {@code double precision '1'}. */
    private boolean isTypedConstant(Token token) {
        if (cursor.peek(1).kind() == Kind.STRING) {
            return !Keywords.RESERVED.contains(token.word());
        }
        return switch (token.word()) {
            case "TIMESTAMP",
                    "TIME",
                    "DOUBLE",
                    "CHARACTER",
                    "CHAR",
                    "NCHAR",
                    "NATIONAL",
                    "BIT",
                    "VARCHAR",
                    "NUMERIC",
                    "DECIMAL",
                    "DEC",
                    "FLOAT" -> isFollowedByTypeWords();
            default -> false;
        };
    }

    private boolean isFollowedByTypeWords() {
        Token second = cursor.peek(1);
        return second.is("(")
                || second.is("WITH")
                || second.is("WITHOUT")
                || second.is("PRECISION")
                || second.is("VARYING");
    }

    private void timeFunction() {
        cursor.next();
        if (cursor.accept("(")) {
            cursor.number();
            cursor.expect(")");
        }
    }

    private void caseExpression() {
        cursor.expect("CASE");
        if (!cursor.at("WHEN")) {
            grammar.expressions.full();
        }
        do {
            cursor.expect("WHEN");
            grammar.expressions.full();
            cursor.expect("THEN");
            grammar.expressions.full();
        } while (cursor.at("WHEN"));
        if (cursor.accept("ELSE")) {
            grammar.expressions.full();
        }
        cursor.expect("END");
    }

    private void exists() {
        cursor.next();
        if (!cursor.opensQuery(0)) {
            throw cursor.unexpected();
        }
        grammar.uses.ignoringStar(grammar.queries::parenthesized);
    }

    private void array() {
        cursor.next();
        if (cursor.at("(")) {
            if (!cursor.opensQuery(0)) {
                throw cursor.unexpected();
            }
            grammar.queries.parenthesized();
        } else {
            arrayElements();
        }
        indirection();
    }

    private void arrayElements() {
        cursor.expect("[");
        if (!cursor.at("]")) {
            do {
                if (cursor.at("[")) {
                    cursor.nested(() -> {
                        arrayElements();
                        return true;
                    });
                } else {
                    grammar.expressions.full();
                }
            } while (cursor.accept(","));
        }
        cursor.expect("]");
    }

    private void row() {
        if (!cursor.peek(1).is("(")) {
            nameOrCall();
            return;
        }
        cursor.next();
        cursor.next();
        if (!cursor.at(")")) {
            grammar.expressions.list();
        }
        cursor.expect(")");
        indirection();
    }

    private void interval() {
        boolean precision = cursor.peek(1).is("(") && cursor.peek(4).kind() == Kind.STRING;
        if (!precision && cursor.peek(1).kind() != Kind.STRING) {
            nameOrCall();
            return;
        }
        cursor.next();
        if (precision) {
            timePrecision();
            cursor.string();
        } else {
            cursor.string();
            grammar.types.intervalFields();
        }
    }

    private void timePrecision() {
        cursor.expect("(");
        cursor.number();
        cursor.expect(")");
    }

    /** {@code column}, {@code table.column}, {@code schema.table.column}, {@code table.*}, or a function call. */
    private void nameOrCall() {
        Token first = cursor.peek();
        int start = cursor.position();
        if (grammar.calls.atCall()) {
            grammar.calls.call();
            indirection();
            return;
        }
        cursor.moveTo(start);
        if (!Cursor.isColumnName(first)) {
            throw cursor.unexpected();
        }
        column();
    }

    private void column() {
        Optional<String> qualifier = Optional.empty();
        Token column = cursor.columnName();
        int dots = 0;
        while (dots < 2 && cursor.accept(".")) {
            if (cursor.accept("*")) {
                grammar.uses.star();
                return;
            }
            qualifier = Optional.of(column.value());
            column = cursor.label();
            dots++;
        }
        grammar.uses.reference(qualifier, column, Access.READ);
        indirection();
    }

    /** {@code .field}, {@code .*}, {@code [subscript]}, {@code [from:to]} after an operand. */
    void indirection() {
        while (true) {
            if (cursor.accept(".")) {
                if (!cursor.accept("*")) {
                    cursor.label();
                }
            } else if (cursor.accept("[")) {
                subscript();
            } else {
                return;
            }
        }
    }

    private void subscript() {
        if (!cursor.at(":")) {
            grammar.expressions.full();
        }
        if (cursor.accept(":") && !cursor.at("]")) {
            grammar.expressions.full();
        } else if (cursor.peek().kind() == Kind.PARAMETER) {
            // `[1:n]` reads as a named parameter, which is harmless here.
            cursor.next();
        }
        cursor.expect("]");
    }
}
