package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement.CreateView;
import dev.cofferdam.sql.Statement.Query;

/** CREATE VIEW and CREATE MATERIALIZED VIEW (docs, SQL commands). */
final class ViewParser {
    private final Grammar grammar;
    private final Cursor cursor;

    ViewParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** From MATERIALIZED, RECURSIVE or VIEW on. */
    Statement create(boolean orReplace) {
        boolean materialized = !orReplace && cursor.accept("MATERIALIZED");
        boolean recursive = !materialized && cursor.accept("RECURSIVE");
        cursor.expect("VIEW");
        if (materialized) {
            cursor.ifNotExists();
        }
        TableRef view = cursor.tableName();
        if (cursor.at("(") || recursive) {
            cursor.nameList();
        }
        if (materialized && cursor.accept("USING")) {
            cursor.name();
        }
        if (cursor.accept("WITH")) {
            grammar.definitions.options();
        }
        if (materialized && cursor.accept("TABLESPACE")) {
            cursor.name();
        }
        cursor.expect("AS");
        return body(view, materialized, orReplace, recursive);
    }

    private Statement body(TableRef view, boolean materialized, boolean orReplace, boolean recursive) {
        int start = cursor.position();
        if (recursive) {
            grammar.uses.scope().define(view.name(), Relation.unknown());
        }
        Query query = grammar.data.facts();
        String text = cursor.textSince(start);
        if (cursor.accept("WITH")) {
            if (materialized) {
                cursor.accept("NO");
                cursor.expect("DATA");
            } else {
                cursor.acceptAny("CASCADED", "LOCAL");
                cursor.expect("CHECK", "OPTION");
            }
        }
        return new CreateView(view, materialized, orReplace, query, text);
    }
}
