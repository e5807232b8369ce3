package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement.CreateIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CREATE INDEX (docs, CREATE INDEX). */
final class IndexParser {
    private final Grammar grammar;
    private final Cursor cursor;

    IndexParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** From UNIQUE or INDEX on. */
    Statement create() {
        boolean unique = cursor.accept("UNIQUE");
        cursor.expect("INDEX");
        boolean concurrently = cursor.accept("CONCURRENTLY");
        boolean ifNotExists = cursor.ifNotExists();
        Optional<String> name = !ifNotExists && cursor.at("ON") ? Optional.empty() : Optional.of(cursor.name());
        cursor.expect("ON");
        boolean only = cursor.accept("ONLY");
        TableRef table = cursor.tableName();
        String method = cursor.accept("USING") ? cursor.name() : "btree";
        List<String> elements = new ArrayList<>();
        List<String> columns = grammar.uses.namesIn(() -> elements.addAll(elements()));
        List<String> include = cursor.accept("INCLUDE") ? cursor.nameList() : List.of();
        parameters();
        Optional<String> where = where();
        return new CreateIndex(
                name, table, unique, concurrently, ifNotExists, only, method, elements, columns, include, where);
    }

    private List<String> elements() {
        cursor.expect("(");
        List<String> elements = cursor.commaList(grammar.definitions::indexElement);
        cursor.expect(")");
        return elements;
    }

    private void parameters() {
        if (cursor.accept("NULLS")) {
            cursor.accept("NOT");
            cursor.expect("DISTINCT");
        }
        if (cursor.accept("WITH")) {
            grammar.definitions.options();
        }
        if (cursor.accept("TABLESPACE")) {
            cursor.name();
        }
    }

    private Optional<String> where() {
        if (!cursor.accept("WHERE")) {
            return Optional.empty();
        }
        int start = cursor.position();
        grammar.expressions.full();
        return Optional.of(cursor.textSince(start));
    }
}
