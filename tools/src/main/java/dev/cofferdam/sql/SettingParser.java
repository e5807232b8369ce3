package dev.cofferdam.sql;

import dev.cofferdam.sql.Statement.Other;
import dev.cofferdam.sql.Statement.SetSetting;
import dev.cofferdam.sql.Token.Kind;
import java.util.List;

/** SET and RESET of run-time parameters (docs, SET). */
final class SettingParser {
    private final Grammar grammar;
    private final Cursor cursor;

    SettingParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    Statement set() {
        cursor.expect("SET");
        if (cursor.accept("CONSTRAINTS")) {
            return constraints();
        }
        boolean local = cursor.accept("LOCAL");
        if (cursor.accept("TRANSACTION") || cursor.at("SESSION", "CHARACTERISTICS")) {
            cursor.accept("SESSION", "CHARACTERISTICS", "AS", "TRANSACTION");
            new TransactionParser(cursor).modes(true);
            return new Other("SET TRANSACTION", List.of());
        }
        if (!local && cursor.at("SESSION") && !cursor.peek(1).is("AUTHORIZATION")) {
            cursor.next();
        }
        return setting(local);
    }

    /** As an option of a function, where the current value may be taken over. */
    void setOrFromCurrent() {
        cursor.expect("SET");
        int start = cursor.position();
        dottedName();
        if (!cursor.accept("FROM", "CURRENT")) {
            cursor.moveTo(start);
            setting(false);
        }
    }

    private SetSetting setting(boolean local) {
        if (cursor.accept("TIME", "ZONE")) {
            return new SetSetting("timezone", timeZone(), local);
        }
        if (cursor.accept("SESSION", "AUTHORIZATION")) {
            return new SetSetting("session_authorization", cursor.accept("DEFAULT") ? "DEFAULT" : value(), local);
        }
        if (cursor.accept("NAMES")) {
            return new SetSetting("client_encoding", cursor.atEnd() ? "DEFAULT" : value(), local);
        }
        if (cursor.at("ROLE") && !cursor.peek(1).is("TO") && !cursor.peek(1).is("=")) {
            cursor.next();
            return new SetSetting("role", value(), local);
        }
        if (cursor.at("SCHEMA") && cursor.peek(1).kind() == Kind.STRING) {
            cursor.next();
            return new SetSetting("search_path", cursor.string(), local);
        }
        String name = dottedName();
        cursor.expectAny("TO", "=");
        return new SetSetting(name, cursor.accept("DEFAULT") ? "DEFAULT" : values(), local);
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(cursor.name());
        while (cursor.accept(".")) {
            name.append('.').append(cursor.name());
        }
        return name.toString();
    }

    private String values() {
        return String.join(", ", cursor.commaList(this::value));
    }

    /** A string or number, or a word that is not a column's or function's; booleans may be ON, TRUE, FALSE. */
    private String value() {
        Token token = cursor.peek();
        if (token.is("-") || token.is("+") || token.kind() == Kind.NUMBER) {
            int start = cursor.position();
            grammar.definitions.integer();
            return cursor.textSince(start);
        }
        if (token.kind() == Kind.STRING || cursor.atAny("ON", "TRUE", "FALSE") || isFreeWord(token)) {
            return cursor.next().value();
        }
        throw cursor.unexpected();
    }

    private static boolean isFreeWord(Token token) {
        return switch (token.kind()) {
            case QUOTED, HOLE, PARAMETER -> true;
            case WORD -> !Keywords.RESERVED.contains(token.word());
            default -> false;
        };
    }

    private String timeZone() {
        if (cursor.acceptAny("DEFAULT", "LOCAL")) {
            return "DEFAULT";
        }
        int start = cursor.position();
        if (cursor.at("INTERVAL")) {
            grammar.operands.operand(false);
        } else {
            value();
        }
        return cursor.textSince(start);
    }

    private Statement constraints() {
        if (!cursor.accept("ALL")) {
            cursor.tableNames();
        }
        cursor.expectAny("DEFERRED", "IMMEDIATE");
        return new Other("SET CONSTRAINTS", List.of());
    }

    Statement reset() {
        cursor.expect("RESET");
        if (cursor.accept("ALL")) {
            return new SetSetting("all", "DEFAULT", false);
        }
        if (cursor.accept("TIME", "ZONE")) {
            return new SetSetting("timezone", "DEFAULT", false);
        }
        if (cursor.accept("SESSION", "AUTHORIZATION")) {
            return new SetSetting("session_authorization", "DEFAULT", false);
        }
        return new SetSetting(dottedName(), "DEFAULT", false);
    }
}
