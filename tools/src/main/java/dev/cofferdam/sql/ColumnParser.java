package dev.cofferdam.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A column with everything that may follow its type (docs, CREATE TABLE). One object reads one column. */
final class ColumnParser {
    /** A column and the constraints written beside it. */
    record Column(ColumnDefinition definition, List<TableConstraint> inline) {}

    private final Grammar grammar;
    private final Cursor cursor;
    private final List<TableConstraint> inline = new ArrayList<>();
    private boolean notNull;
    private Optional<String> defaultExpression = Optional.empty();
    private Optional<String> generated = Optional.empty();
    private boolean stored;
    private Optional<String> identity = Optional.empty();
    private Optional<String> collation = Optional.empty();

    ColumnParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    Column column() {
        String name = cursor.name();
        String type = grammar.types.type();
        if (cursor.accept("STORAGE") && !cursor.accept("DEFAULT")) {
            cursor.name();
        }
        if (cursor.accept("COMPRESSION") && !cursor.accept("DEFAULT")) {
            cursor.name();
        }
        qualifiers(name);
        return built(name, type);
    }

    /** A column of a typed table or a partition, whose type is given elsewhere. */
    Column columnOptions() {
        String name = cursor.name();
        cursor.accept("WITH", "OPTIONS");
        qualifiers(name);
        return built(name, "");
    }

    private Column built(String name, String type) {
        return new Column(
                new ColumnDefinition(name, type, notNull, defaultExpression, generated, stored, identity, collation),
                List.copyOf(inline));
    }

    private void qualifiers(String column) {
        while (qualifier(column)) {
            // Each call reads one qualifier.
        }
    }

    private boolean qualifier(String column) {
        if (cursor.accept("COLLATE")) {
            int start = cursor.position();
            cursor.tableName();
            collation = Optional.of(cursor.textSince(start));
            return true;
        }
        Optional<String> name = grammar.constraints.constraintName();
        Optional<TableConstraint> constraint = grammar.constraints.inline(column, name);
        constraint.ifPresent(inline::add);
        if (constraint.isPresent() || property()) {
            return true;
        }
        if (name.isPresent()) {
            throw cursor.unexpected();
        }
        return grammar.constraints.attribute();
    }

    private boolean property() {
        if (cursor.accept("NOT", "NULL")) {
            notNull = true;
            cursor.accept("NO", "INHERIT");
        } else if (cursor.accept("DEFAULT")) {
            int start = cursor.position();
            grammar.expressions.restricted();
            defaultExpression = Optional.of(cursor.textSince(start));
        } else if (cursor.accept("GENERATED")) {
            generated();
        } else {
            return cursor.accept("NULL");
        }
        return true;
    }

    private void generated() {
        boolean byDefault = cursor.accept("BY", "DEFAULT");
        if (!byDefault) {
            cursor.expect("ALWAYS");
        }
        cursor.expect("AS");
        if (cursor.accept("IDENTITY")) {
            identity = Optional.of(byDefault ? "BY DEFAULT" : "ALWAYS");
            if (cursor.accept("(")) {
                if (!grammar.definitions.sequenceOptions()) {
                    throw cursor.unexpected();
                }
                cursor.expect(")");
            }
        } else if (byDefault) {
            throw cursor.unexpected();
        } else {
            expression();
        }
    }

    private void expression() {
        cursor.expect("(");
        int start = cursor.position();
        grammar.expressions.full();
        generated = Optional.of(cursor.textSince(start));
        cursor.expect(")");
        stored = cursor.accept("STORED");
        if (!stored) {
            cursor.accept("VIRTUAL");
        }
    }
}
