package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement.CreateView;
import dev.cofferdam.sql.Statement.Query;
import java.util.List;

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
        List<String> columns = cursor.at("(") || recursive ? cursor.nameList() : List.of();
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
        return body(new Head(view, materialized, orReplace, recursive, columns));
    }

    private record Head(
            TableRef view, boolean materialized, boolean orReplace, boolean recursive, List<String> columns) {}

    private Statement body(Head head) {
        int start = cursor.position();
        if (head.recursive()) {
            grammar.uses.scope().define(head.view().name(), Relation.unknown());
        }
        Query query = grammar.data.facts();
        String text = cursor.textSince(start);
        if (cursor.accept("WITH")) {
            if (head.materialized()) {
                cursor.accept("NO");
                cursor.expect("DATA");
            } else {
                cursor.acceptAny("CASCADED", "LOCAL");
                cursor.expect("CHECK", "OPTION");
            }
        }
        return new CreateView(head.view(), head.materialized(), head.orReplace(), head.columns(), query, text);
    }
}
