package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement.CreateTrigger;
import dev.cofferdam.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** CREATE TRIGGER (docs, CREATE TRIGGER). */
final class TriggerParser {
    private final Grammar grammar;
    private final Cursor cursor;
    private final List<String> events = new ArrayList<>();
    private final List<String> updateOf = new ArrayList<>();

    TriggerParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** From CONSTRAINT or TRIGGER on. */
    Statement create() {
        boolean constraint = cursor.accept("CONSTRAINT");
        cursor.expect("TRIGGER");
        String name = cursor.name();
        boolean before = cursor.accept("BEFORE");
        if (!before && !cursor.accept("AFTER")) {
            cursor.expect("INSTEAD", "OF");
        }
        do {
            event();
        } while (cursor.accept("OR"));
        cursor.expect("ON");
        TableRef table = cursor.tableName();
        if (constraint) {
            constraintAttributes();
        } else {
            referencing();
        }
        boolean forEachRow = level(constraint);
        boolean conditional = cursor.accept("WHEN");
        if (conditional) {
            grammar.expressions.parenthesized();
        }
        cursor.expect("EXECUTE");
        cursor.expectAny("FUNCTION", "PROCEDURE");
        TableRef function = new RoutineParser(grammar).routineName();
        arguments();
        return new CreateTrigger(
                name, table, before, List.copyOf(events), List.copyOf(updateOf), forEachRow, conditional, function);
    }

    private void event() {
        events.add(cursor.peek().word());
        if (cursor.accept("UPDATE")) {
            if (cursor.accept("OF")) {
                updateOf.addAll(cursor.commaList(cursor::name));
            }
        } else {
            cursor.expectAny("INSERT", "DELETE", "TRUNCATE");
        }
    }

    private void constraintAttributes() {
        if (cursor.accept("FROM")) {
            cursor.tableName();
        }
        while (cursor.accept("DEFERRABLE") || cursor.accept("NOT", "DEFERRABLE") || cursor.at("INITIALLY")) {
            if (cursor.accept("INITIALLY")) {
                cursor.expectAny("DEFERRED", "IMMEDIATE");
            }
        }
    }

    private void referencing() {
        if (!cursor.accept("REFERENCING")) {
            return;
        }
        do {
            cursor.expectAny("OLD", "NEW");
            cursor.expectAny("TABLE", "ROW");
            cursor.accept("AS");
            cursor.name();
        } while (cursor.atAny("OLD", "NEW"));
    }

    /** FOR EACH STATEMENT is what a trigger without the clause is; a constraint trigger must say FOR EACH ROW. */
    private boolean level(boolean constraint) {
        if (constraint) {
            cursor.expect("FOR", "EACH", "ROW");
            return true;
        }
        if (!cursor.accept("FOR")) {
            return false;
        }
        cursor.accept("EACH");
        boolean row = cursor.at("ROW");
        cursor.expectAny("ROW", "STATEMENT");
        return row;
    }

    private void arguments() {
        cursor.expect("(");
        if (!cursor.at(")")) {
            cursor.commaList(() -> {
                Kind kind = cursor.peek().kind();
                return kind == Kind.STRING || kind == Kind.NUMBER ? cursor.next() : cursor.label();
            });
        }
        cursor.expect(")");
    }
}
