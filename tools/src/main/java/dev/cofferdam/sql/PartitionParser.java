package dev.cofferdam.sql;

import java.util.List;

/** Partition keys and bounds (docs, CREATE TABLE: PARTITION BY, PARTITION OF). */
final class PartitionParser {
    private final Grammar grammar;
    private final Cursor cursor;

    PartitionParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** After PARTITION: {@code BY RANGE (column, (expression))}; gives the elements of the key. */
    List<String> by() {
        cursor.expect("BY");
        cursor.name();
        cursor.expect("(");
        List<String> key = cursor.commaList(grammar.definitions::indexElement);
        cursor.expect(")");
        return key;
    }

    /** {@code FOR VALUES ...} or {@code DEFAULT}; true for the latter. */
    boolean bound() {
        if (cursor.accept("DEFAULT")) {
            return true;
        }
        cursor.expect("FOR", "VALUES");
        if (cursor.accept("WITH")) {
            hash();
        } else if (cursor.accept("IN")) {
            values();
        } else {
            cursor.expect("FROM");
            values();
            cursor.expect("TO");
            values();
        }
        return false;
    }

    private void hash() {
        cursor.expect("(");
        cursor.commaList(() -> {
            cursor.expectAny("MODULUS", "REMAINDER");
            return cursor.number();
        });
        cursor.expect(")");
    }

    private void values() {
        cursor.expect("(");
        grammar.expressions.list();
        cursor.expect(")");
    }
}
