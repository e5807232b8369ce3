package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement.CreateRoutine;
import dev.cofferdam.sql.Token.Kind;

/** CREATE FUNCTION and CREATE PROCEDURE (docs, SQL commands). One object reads one statement. */
final class RoutineParser {
    private final Grammar grammar;
    private final Cursor cursor;
    private String language = "sql";
    private String body = "";

    RoutineParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** From FUNCTION or PROCEDURE on. */
    Statement create(boolean orReplace) {
        boolean procedure = cursor.next().is("PROCEDURE");
        TableRef name = routineName();
        arguments();
        if (!procedure && cursor.accept("RETURNS")) {
            returns();
        }
        while (option()) {
            // Each call reads one option; AS with the body is one of them.
        }
        if (body.isEmpty()) {
            sqlBody();
        }
        return new CreateRoutine(name, procedure, orReplace, language, body);
    }

    /** A function's name, which may be any word that is free for functions. */
    TableRef routineName() {
        Token first = cursor.peek();
        if (!cursor.peek(1).is(".") && Cursor.isFunctionName(first)) {
            return TableRef.of(cursor.next().value());
        }
        return cursor.tableName();
    }

    /** {@code (IN a integer DEFAULT 0, OUT b text, VARIADIC c text[])}. */
    void arguments() {
        cursor.expect("(");
        if (!cursor.at(")")) {
            cursor.commaList(this::argument);
        }
        cursor.expect(")");
    }

    private boolean argument() {
        mode();
        if (startsArgumentName()) {
            cursor.next();
            mode();
        }
        grammar.types.type();
        if (cursor.accept("DEFAULT") || cursor.accept("=")) {
            grammar.expressions.full();
        }
        return true;
    }

    private void mode() {
        if (cursor.accept("IN")) {
            cursor.accept("OUT");
        } else {
            cursor.acceptAny("OUT", "INOUT", "VARIADIC");
        }
    }

    private boolean startsArgumentName() {
        if (!Cursor.isFunctionName(cursor.peek()) || cursor.at("DOUBLE", "PRECISION")) {
            return false;
        }
        Token next = cursor.peek(1);
        return next.kind() == Kind.WORD && !next.is("DEFAULT") && !next.is("ARRAY")
                || next.kind() == Kind.QUOTED
                || next.kind() == Kind.HOLE;
    }

    private void returns() {
        if (!cursor.accept("TABLE")) {
            grammar.types.type();
            return;
        }
        cursor.expect("(");
        cursor.commaList(() -> {
            if (!Cursor.isFunctionName(cursor.peek())) {
                throw cursor.unexpected();
            }
            cursor.next();
            return grammar.types.type();
        });
        cursor.expect(")");
    }

    private boolean option() {
        Token word = cursor.peek();
        switch (word.word()) {
            case "LANGUAGE" -> {
                cursor.next();
                language = cursor.peek().kind() == Kind.STRING ? Identifiers.fold(cursor.string()) : cursor.name();
            }
            case "AS" -> as();
            case "IMMUTABLE", "STABLE", "VOLATILE", "STRICT", "LEAKPROOF", "WINDOW" -> cursor.next();
            case "NOT" -> cursor.expect("NOT", "LEAKPROOF");
            case "CALLED" -> cursor.expect("CALLED", "ON", "NULL", "INPUT");
            case "RETURNS" -> cursor.expect("RETURNS", "NULL", "ON", "NULL", "INPUT");
            case "EXTERNAL", "SECURITY" -> {
                cursor.accept("EXTERNAL");
                cursor.expect("SECURITY");
                cursor.expectAny("DEFINER", "INVOKER");
            }
            case "PARALLEL", "SUPPORT" -> {
                cursor.next();
                cursor.tableName();
            }
            case "COST", "ROWS" -> {
                cursor.next();
                grammar.definitions.integer();
            }
            case "SET" -> new SettingParser(grammar).setOrFromCurrent();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void as() {
        cursor.expect("AS");
        body = cursor.string();
        if (cursor.accept(",")) {
            cursor.string();
        }
    }

    private void sqlBody() {
        int start = cursor.position();
        if (cursor.accept("RETURN")) {
            grammar.expressions.full();
        } else {
            cursor.expect("BEGIN", "ATOMIC");
            while (!cursor.accept("END")) {
                if (cursor.accept("RETURN")) {
                    grammar.expressions.full();
                } else {
                    grammar.data.statement();
                }
                cursor.expect(";");
            }
        }
        body = cursor.textSince(start);
    }
}
