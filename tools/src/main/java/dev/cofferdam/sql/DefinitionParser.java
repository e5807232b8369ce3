package dev.cofferdam.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.sql.Token.Kind;
import java.util.Optional;

/** Pieces that several definitions share: option lists, index elements, operators, sequence options. */
final class DefinitionParser {
    private final Grammar grammar;
    private final Cursor cursor;

    DefinitionParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** {@code (fillfactor = 70, toast.autovacuum_enabled = off)}. */
    void options() {
        cursor.expect("(");
        do {
            cursor.label();
            if (cursor.accept(".")) {
                cursor.label();
            }
            if (cursor.accept("=")) {
                optionValue();
            }
        } while (cursor.accept(","));
        cursor.expect(")");
    }

    private void optionValue() {
        Token token = cursor.peek();
        boolean signed = (token.is("-") || token.is("+")) && cursor.peek(1).kind() == Kind.NUMBER;
        if (signed) {
            cursor.next();
            cursor.next();
        } else if (token.kind() == Kind.STRING || token.kind() == Kind.NUMBER || token.kind() == Kind.OPERATOR) {
            cursor.next();
        } else if (token.kind() == Kind.WORD && Keywords.RESERVED.contains(token.word())) {
            cursor.next();
        } else if (token.is("NONE")) {
            cursor.next();
        } else {
            grammar.types.type();
        }
    }

    /** {@code column} or {@code (expression)} or {@code function(...)}, with collation, operator class, order. */
    String indexElement() {
        int start = cursor.position();
        if (cursor.at("(")) {
            grammar.expressions.parenthesized();
        } else {
            columnOrCall();
        }
        if (cursor.accept("COLLATE")) {
            cursor.tableName();
        }
        if (atOperatorClass()) {
            cursor.tableName();
            if (cursor.at("(")) {
                options();
            }
        }
        cursor.acceptAny("ASC", "DESC");
        if (cursor.accept("NULLS")) {
            cursor.expectAny("FIRST", "LAST");
        }
        return cursor.textSince(start);
    }

    private boolean atOperatorClass() {
        return cursor.atName() && !cursor.at("NULLS") && !cursor.at("WITH");
    }

    /** Only a call or a plain column may stand without parentheses. */
    private void columnOrCall() {
        int start = cursor.position();
        boolean special =
                grammar.calls.isSpecial(cursor.peek().word()) && cursor.peek(1).is("(");
        if (special) {
            grammar.calls.special();
        } else if (grammar.calls.atCall()) {
            cursor.moveTo(start);
            grammar.calls.plainCall();
        } else {
            cursor.moveTo(start);
            Token column = cursor.columnName();
            grammar.uses.reference(Optional.empty(), column, Access.DDL);
        }
    }

    /** {@code =}, {@code &&} or {@code OPERATOR(schema.=)}. */
    void operator() {
        if (cursor.at("OPERATOR")) {
            qualifiedOperator();
        } else if (cursor.peek().kind() == Kind.OPERATOR) {
            cursor.next();
        } else {
            throw cursor.unexpected();
        }
    }

    void qualifiedOperator() {
        cursor.expect("OPERATOR", "(");
        while (cursor.peek().kind() != Kind.OPERATOR) {
            cursor.name();
            cursor.expect(".");
        }
        cursor.next();
        cursor.expect(")");
    }

    /** Options of CREATE SEQUENCE and of an identity column; any number of them, in any order. */
    boolean sequenceOptions() {
        boolean any = false;
        while (sequenceOption()) {
            any = true;
        }
        return any;
    }

    /** One of them; false when none stands here. */
    boolean sequenceOption() {
        if (cursor.accept("AS")) {
            grammar.types.type();
        } else if (cursor.accept("INCREMENT")) {
            cursor.accept("BY");
            integer();
        } else if (cursor.acceptAny("MINVALUE", "MAXVALUE", "CACHE")) {
            integer();
        } else if (cursor.accept("START")) {
            cursor.accept("WITH");
            integer();
        } else if (cursor.accept("RESTART")) {
            if (cursor.accept("WITH") || atInteger()) {
                integer();
            }
        } else if (cursor.accept("NO")) {
            cursor.expectAny("MINVALUE", "MAXVALUE", "CYCLE");
        } else if (cursor.accept("OWNED")) {
            cursor.expect("BY");
            qualifiedName();
        } else if (cursor.accept("SEQUENCE")) {
            cursor.expect("NAME");
            qualifiedName();
        } else {
            return cursor.acceptAny("CYCLE", "LOGGED", "UNLOGGED");
        }
        return true;
    }

    private void qualifiedName() {
        cursor.name();
        while (cursor.accept(".")) {
            cursor.label();
        }
    }

    private boolean atInteger() {
        Token token = cursor.peek();
        return token.kind() == Kind.NUMBER || token.is("-") || token.is("+") || token.kind() == Kind.HOLE;
    }

    /** A whole or decimal number with an optional sign. */
    void integer() {
        cursor.acceptAny("-", "+");
        if (cursor.peek().kind() == Kind.HOLE) {
            cursor.next();
        } else {
            cursor.number();
        }
    }
}
