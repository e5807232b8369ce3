package dev.cofferdam.sql;

import dev.cofferdam.sql.Token.Kind;
import java.util.List;

/**
 * Expressions (docs 4.2). Nobody asks for their tree, so operators are read as a flat chain; only what decides whether the server
 * accepts the text is kept: comparison and LIKE do not associate, and restricted expressions have no AND, OR, NOT, IN, LIKE.
 */
final class ExpressionParser {
    private final Grammar grammar;
    private final Cursor cursor;

    ExpressionParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** The server's {@code a_expr}. */
    void full() {
        cursor.nested(() -> new Chain(true).read());
    }

    /** The server's {@code b_expr}: what DEFAULT in a column definition and BETWEEN's lower bound may be. */
    void restricted() {
        cursor.nested(() -> new Chain(false).read());
    }

    /** {@code a, b, c}; at least one. */
    void list() {
        do {
            full();
        } while (cursor.accept(","));
    }

    /** {@code (expression)}. */
    void parenthesized() {
        cursor.expect("(");
        full();
        cursor.expect(")");
    }

    /** One chain of operands and operators. */
    private final class Chain {
        private final boolean full;
        private boolean compared;
        private boolean matched;

        Chain(boolean full) {
            this.full = full;
        }

        boolean read() {
            operand();
            while (operator()) {
                // Each call reads one operator with its right side.
            }
            return true;
        }

        private void operand() {
            while (cursor.peek().kind() == Kind.OPERATOR || full && cursor.at("NOT")) {
                boolean not = cursor.at("NOT");
                if (!not && !isPrefix(cursor.peek().word())) {
                    throw cursor.unexpected();
                }
                cursor.next();
                if (not) {
                    reset();
                }
            }
            grammar.operands.operand(full);
        }

        private boolean isPrefix(String operator) {
            return switch (operator) {
                case "*", "/", "%", "^", "<", ">", "=", "<=", ">=", "<>", "!=", "::", ":=", "=>" -> false;
                default -> true;
            };
        }

        private void reset() {
            compared = false;
            matched = false;
        }

        private boolean operator() {
            Token token = cursor.peek();
            return switch (token.kind()) {
                case OPERATOR -> symbol(token.word());
                case WORD -> full ? word(token.word()) : distinct();
                case PARAMETER -> questionMark(token);
                default -> false;
            };
        }

        private boolean symbol(String operator) {
            switch (operator) {
                case ":=", "=>" -> {
                    return false;
                }
                case "::" -> {
                    cursor.next();
                    grammar.types.type();
                    return true;
                }
                case "<", ">", "=", "<=", ">=", "<>", "!=" -> compare();
                default -> {
                    cursor.next();
                    right();
                }
            }
            return true;
        }

        private void compare() {
            if (compared) {
                throw cursor.unexpected();
            }
            cursor.next();
            // `a = ANY (...)` is complete, so another comparison may follow it.
            compared = !right();
            matched = false;
        }

        /** The right side of an operator; true when it was ANY, SOME or ALL. */
        private boolean right() {
            if (full && cursor.atAny("ANY", "SOME", "ALL")) {
                cursor.next();
                queryOrExpression();
                return true;
            }
            operand();
            return false;
        }

        private void queryOrExpression() {
            if (cursor.opensQuery(0)) {
                grammar.queries.parenthesized();
            } else {
                parenthesized();
            }
        }

        /** jsonb's {@code ?} is lexed as a parameter, and only its place tells the two apart. */
        private boolean questionMark(Token token) {
            if (!token.value().equals("?")) {
                return false;
            }
            cursor.next();
            operand();
            return true;
        }

        private boolean distinct() {
            if (!cursor.at("IS", "DISTINCT") && !cursor.at("IS", "NOT", "DISTINCT")) {
                return qualifiedOperator();
            }
            return is();
        }

        private boolean word(String word) {
            switch (word) {
                case "AND", "OR" -> {
                    cursor.next();
                    reset();
                    operand();
                    return true;
                }
                case "IS" -> {
                    return is();
                }
                case "ISNULL", "NOTNULL" -> {
                    cursor.next();
                    reset();
                    return true;
                }
                case "COLLATE" -> {
                    cursor.next();
                    cursor.tableName();
                    return true;
                }
                case "AT" -> {
                    return atTimeZone();
                }
                case "OVERLAPS" -> {
                    cursor.next();
                    operand();
                    return true;
                }
                case "OPERATOR" -> {
                    return qualifiedOperator();
                }
                default -> {
                    return matching();
                }
            }
        }

        private boolean atTimeZone() {
            if (cursor.accept("AT", "TIME", "ZONE")) {
                operand();
                return true;
            }
            return cursor.accept("AT", "LOCAL");
        }

        private boolean qualifiedOperator() {
            if (!cursor.at("OPERATOR", "(")) {
                return false;
            }
            grammar.definitions.qualifiedOperator();
            right();
            return true;
        }

        private boolean matching() {
            int start = cursor.position();
            cursor.accept("NOT");
            if (cursor.atAny("LIKE", "ILIKE") || cursor.at("SIMILAR", "TO")) {
                like();
            } else if (cursor.accept("IN")) {
                in();
            } else if (cursor.at("BETWEEN")) {
                between();
            } else {
                cursor.moveTo(start);
                return false;
            }
            return true;
        }

        private void like() {
            refuseSecondMatch();
            if (cursor.accept("SIMILAR")) {
                cursor.expect("TO");
            } else {
                cursor.next();
            }
            matched = !right();
            if (matched && cursor.accept("ESCAPE")) {
                operand();
            }
        }

        private void in() {
            if (cursor.opensQuery(0)) {
                grammar.queries.parenthesized();
            } else {
                cursor.expect("(");
                list();
                cursor.expect(")");
            }
        }

        private void between() {
            refuseSecondMatch();
            cursor.expect("BETWEEN");
            cursor.acceptAny("SYMMETRIC", "ASYMMETRIC");
            restricted();
            cursor.expect("AND");
            operand();
            matched = true;
        }

        private void refuseSecondMatch() {
            if (matched) {
                throw cursor.unexpected();
            }
        }

        private boolean is() {
            cursor.expect("IS");
            cursor.accept("NOT");
            reset();
            if (cursor.accept("DISTINCT")) {
                cursor.expect("FROM");
                operand();
            } else if (cursor.accept("JSON")) {
                cursor.acceptAny("VALUE", "ARRAY", "OBJECT", "SCALAR");
                if (cursor.acceptAny("WITH", "WITHOUT")) {
                    cursor.expect("UNIQUE");
                    cursor.accept("KEYS");
                }
            } else if (List.of("NFC", "NFD", "NFKC", "NFKD")
                    .contains(cursor.peek().word())) {
                cursor.next();
                cursor.expect("NORMALIZED");
            } else {
                cursor.expectAny("NULL", "TRUE", "FALSE", "UNKNOWN", "DOCUMENT", "NORMALIZED");
            }
            return true;
        }
    }
}
