package dev.cofferdam.sql;

import java.util.Optional;

/** The actions of ALTER TABLE ... ALTER COLUMN (docs, ALTER TABLE). */
final class AlterColumnParser {
    private final Grammar grammar;
    private final Cursor cursor;

    AlterColumnParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** From the column's name on. */
    AlterAction action() {
        String column = cursor.name();
        if (cursor.accept("SET", "DATA", "TYPE") || cursor.accept("TYPE")) {
            return type(column);
        }
        if (cursor.accept("DROP")) {
            return drop(column);
        }
        if (cursor.at("ADD")) {
            return addIdentity(column);
        }
        if (cursor.accept("RESET")) {
            grammar.definitions.options();
            return new AlterAction.OtherColumn(column, "RESET");
        }
        if (cursor.at("RESTART") || cursor.at("SET") && !startsPlainSet(cursor.peek(1))) {
            return identityOptions(column);
        }
        cursor.expect("SET");
        return set(column);
    }

    private AlterAction type(String column) {
        String type = grammar.types.type();
        Optional<String> collation = Optional.empty();
        if (cursor.accept("COLLATE")) {
            int start = cursor.position();
            cursor.tableName();
            collation = Optional.of(cursor.textSince(start));
        }
        Optional<String> using = cursor.accept("USING") ? Optional.of(expression()) : Optional.empty();
        return new AlterAction.AlterType(column, type, using, collation);
    }

    private String expression() {
        int start = cursor.position();
        grammar.expressions.full();
        return cursor.textSince(start);
    }

    private AlterAction drop(String column) {
        if (cursor.accept("DEFAULT")) {
            return new AlterAction.DropDefault(column);
        }
        if (cursor.accept("NOT", "NULL")) {
            return new AlterAction.DropNotNull(column);
        }
        String what = cursor.peek().word();
        cursor.expectAny("EXPRESSION", "IDENTITY");
        cursor.ifExists();
        return new AlterAction.OtherColumn(column, "DROP " + what);
    }

    private AlterAction addIdentity(String column) {
        cursor.expect("ADD", "GENERATED");
        if (!cursor.accept("ALWAYS")) {
            cursor.expect("BY", "DEFAULT");
        }
        cursor.expect("AS", "IDENTITY");
        if (cursor.accept("(")) {
            if (!grammar.definitions.sequenceOptions()) {
                throw cursor.unexpected();
            }
            cursor.expect(")");
        }
        return new AlterAction.OtherColumn(column, "ADD IDENTITY");
    }

    private static boolean startsPlainSet(Token word) {
        return switch (word.word()) {
            case "DEFAULT", "NOT", "STATISTICS", "STORAGE", "COMPRESSION", "EXPRESSION", "(" -> true;
            default -> false;
        };
    }

    /** {@code RESTART WITH 10 SET INCREMENT BY 2 SET GENERATED ALWAYS}, any number in any order. */
    private AlterAction identityOptions(String column) {
        while (cursor.atAny("RESTART", "SET")) {
            if (cursor.accept("RESTART")) {
                if (cursor.accept("WITH") || cursor.peek().kind() == Token.Kind.NUMBER) {
                    grammar.definitions.integer();
                }
            } else if (cursor.accept("SET", "GENERATED")) {
                if (!cursor.accept("ALWAYS")) {
                    cursor.expect("BY", "DEFAULT");
                }
            } else {
                cursor.expect("SET");
                if (cursor.atAny("AS", "RESTART", "OWNED") || !grammar.definitions.sequenceOption()) {
                    throw cursor.unexpected();
                }
            }
        }
        return new AlterAction.OtherColumn(column, "SET IDENTITY");
    }

    private AlterAction set(String column) {
        if (cursor.accept("DEFAULT")) {
            return new AlterAction.SetDefault(column, expression());
        }
        if (cursor.accept("NOT", "NULL")) {
            return new AlterAction.SetNotNull(column);
        }
        if (cursor.accept("STATISTICS")) {
            if (!cursor.accept("DEFAULT")) {
                grammar.definitions.integer();
            }
            return new AlterAction.OtherColumn(column, "SET STATISTICS");
        }
        if (cursor.accept("EXPRESSION")) {
            cursor.expect("AS");
            grammar.expressions.parenthesized();
            return new AlterAction.OtherColumn(column, "SET EXPRESSION");
        }
        if (cursor.atAny("STORAGE", "COMPRESSION")) {
            String what = cursor.next().word();
            if (!cursor.accept("DEFAULT")) {
                cursor.name();
            }
            return new AlterAction.OtherColumn(column, "SET " + what);
        }
        grammar.definitions.options();
        return new AlterAction.OtherColumn(column, "SET");
    }
}
