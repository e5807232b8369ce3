package dev.cofferdam.sql;

import java.util.List;

/** WITH queries (docs 7.8). */
final class WithParser {
    private final Grammar grammar;
    private final Cursor cursor;

    WithParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** WITH and its queries, if they stand here; they are defined in the current level. */
    void clause() {
        if (!cursor.accept("WITH")) {
            return;
        }
        boolean recursive = cursor.accept("RECURSIVE");
        do {
            withQuery(recursive);
        } while (cursor.accept(","));
    }

    private void withQuery(boolean recursive) {
        String name = cursor.name();
        List<String> columns = cursor.at("(") ? cursor.nameList() : List.of();
        cursor.expect("AS");
        if (cursor.accept("NOT")) {
            cursor.expect("MATERIALIZED");
        } else {
            cursor.accept("MATERIALIZED");
        }
        cursor.expect("(");
        Scope scope = grammar.uses.scope();
        if (recursive) {
            scope.define(name, Relation.unknown().renamed(columns));
        }
        Relation relation = cursor.nested(() -> grammar.data.statement());
        cursor.expect(")");
        scope.define(name, relation.renamed(columns));
        searchAndCycle();
    }

    private void searchAndCycle() {
        if (cursor.accept("SEARCH")) {
            cursor.expectAny("DEPTH", "BREADTH");
            cursor.expect("FIRST", "BY");
            cursor.commaList(cursor::name);
            cursor.expect("SET");
            cursor.name();
        }
        if (cursor.accept("CYCLE")) {
            cursor.commaList(cursor::name);
            cursor.expect("SET");
            cursor.name();
            if (cursor.accept("TO")) {
                grammar.operands.operand(false);
                cursor.expect("DEFAULT");
                grammar.operands.operand(false);
            }
            cursor.expect("USING");
            cursor.name();
        }
    }
}
