package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.TableConstraint.Kind;
import java.util.List;
import java.util.Optional;

/** Constraints of tables and columns (docs, CREATE TABLE and ALTER TABLE). */
final class ConstraintParser {
    private final Grammar grammar;
    private final Cursor cursor;
    private List<String> columns = List.of();
    private Optional<String> expression = Optional.empty();
    private Optional<TableRef> references = Optional.empty();
    private List<String> referencedColumns = List.of();
    private Optional<String> usingIndex = Optional.empty();
    private boolean notValid;
    private boolean notEnforced;

    ConstraintParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    boolean atTableConstraint() {
        return cursor.atAny("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK")
                || cursor.at("EXCLUDE", "USING")
                || cursor.at("EXCLUDE", "(")
                || cursor.at("NOT", "NULL");
    }

    /** A constraint as CREATE TABLE's list and ADD CONSTRAINT write it. */
    TableConstraint tableConstraint() {
        clear(List.of());
        Optional<String> name = constraintName();
        int start = cursor.position();
        Kind kind = tableKind();
        attributes();
        return build(kind, name, start);
    }

    /** {@code CONSTRAINT name}, if it stands here. */
    Optional<String> constraintName() {
        return cursor.accept("CONSTRAINT") ? Optional.of(cursor.name()) : Optional.empty();
    }

    private Kind tableKind() {
        if (cursor.accept("PRIMARY", "KEY")) {
            uniqueColumns();
            return Kind.PRIMARY_KEY;
        }
        if (cursor.accept("UNIQUE")) {
            nullsDistinct();
            uniqueColumns();
            return Kind.UNIQUE;
        }
        if (cursor.accept("FOREIGN", "KEY")) {
            columns = keyColumns();
            references();
            return Kind.FOREIGN_KEY;
        }
        if (cursor.accept("CHECK")) {
            check();
            return Kind.CHECK;
        }
        if (cursor.accept("NOT", "NULL")) {
            columns = List.of(cursor.name());
            return Kind.NOT_NULL;
        }
        cursor.expect("EXCLUDE");
        exclude();
        return Kind.EXCLUDE;
    }

    private void uniqueColumns() {
        if (cursor.accept("USING", "INDEX")) {
            usingIndex = Optional.of(cursor.name());
            return;
        }
        cursor.expect("(");
        columns = cursor.commaList(cursor::name);
        cursor.accept("WITHOUT", "OVERLAPS");
        cursor.expect(")");
        if (cursor.accept("INCLUDE")) {
            cursor.nameList();
        }
        indexParameters();
    }

    private List<String> keyColumns() {
        cursor.expect("(");
        List<String> names = cursor.commaList(() -> {
            if (cursor.at("PERIOD")
                    && !cursor.peek(1).is(",")
                    && !cursor.peek(1).is(")")) {
                cursor.next();
            }
            return cursor.name();
        });
        cursor.expect(")");
        return names;
    }

    private void nullsDistinct() {
        if (cursor.accept("NULLS")) {
            cursor.accept("NOT");
            cursor.expect("DISTINCT");
        }
    }

    private void indexParameters() {
        if (cursor.accept("WITH")) {
            grammar.definitions.options();
        }
        if (cursor.accept("USING", "INDEX", "TABLESPACE")) {
            cursor.name();
        }
    }

    private void check() {
        int start = cursor.position() + 1;
        columns = grammar.uses.namesIn(() -> {
            cursor.expect("(");
            grammar.expressions.full();
        });
        expression = Optional.of(cursor.textSince(start));
        cursor.expect(")");
    }

    private void exclude() {
        int start = cursor.position();
        if (cursor.accept("USING")) {
            cursor.name();
        }
        cursor.expect("(");
        columns = grammar.uses.namesIn(() -> cursor.commaList(() -> {
            grammar.definitions.indexElement();
            cursor.expect("WITH");
            grammar.definitions.operator();
            return true;
        }));
        cursor.expect(")");
        if (cursor.accept("INCLUDE")) {
            cursor.nameList();
        }
        indexParameters();
        if (cursor.accept("WHERE")) {
            grammar.expressions.parenthesized();
        }
        expression = Optional.of(cursor.textSince(start));
    }

    private void references() {
        cursor.expect("REFERENCES");
        references = Optional.of(cursor.tableName());
        if (cursor.at("(")) {
            referencedColumns = keyColumns();
        }
        if (cursor.accept("MATCH")) {
            cursor.expectAny("FULL", "PARTIAL", "SIMPLE");
        }
        boolean delete = false;
        boolean update = false;
        while (cursor.at("ON")
                && (delete ? !cursor.at("ON", "DELETE") : true)
                && (update ? !cursor.at("ON", "UPDATE") : true)) {
            cursor.expect("ON");
            delete |= cursor.at("DELETE");
            update |= cursor.at("UPDATE");
            cursor.expectAny("DELETE", "UPDATE");
            action();
        }
    }

    private void action() {
        if (cursor.accept("NO")) {
            cursor.expect("ACTION");
        } else if (cursor.accept("SET")) {
            cursor.expectAny("NULL", "DEFAULT");
            if (cursor.at("(")) {
                cursor.nameList();
            }
        } else {
            cursor.expectAny("CASCADE", "RESTRICT");
        }
    }

    /** What may follow any table constraint. */
    private void attributes() {
        while (true) {
            if (cursor.accept("NOT", "VALID")) {
                notValid = true;
            } else if (cursor.accept("NO")) {
                cursor.expect("INHERIT");
            } else if (!timing()) {
                return;
            }
        }
    }

    /** Deferrability and enforcement, which inline constraints may have too. */
    private boolean timing() {
        if (cursor.accept("NOT", "ENFORCED")) {
            notEnforced = true;
            return true;
        }
        if (cursor.accept("INITIALLY")) {
            cursor.expectAny("DEFERRED", "IMMEDIATE");
            return true;
        }
        return cursor.accept("ENFORCED") || cursor.accept("DEFERRABLE") || cursor.accept("NOT", "DEFERRABLE");
    }

    /** An inline constraint other than NOT NULL, DEFAULT and GENERATED; empty when none stands here. */
    Optional<TableConstraint> inline(String column, Optional<String> name) {
        clear(List.of(column));
        int start = cursor.position();
        Kind kind;
        if (cursor.accept("PRIMARY", "KEY")) {
            kind = Kind.PRIMARY_KEY;
            indexParameters();
        } else if (cursor.accept("UNIQUE")) {
            kind = Kind.UNIQUE;
            nullsDistinct();
            indexParameters();
        } else if (cursor.accept("CHECK")) {
            kind = Kind.CHECK;
            check();
            cursor.accept("NO", "INHERIT");
        } else if (cursor.at("REFERENCES")) {
            kind = Kind.FOREIGN_KEY;
            references();
        } else {
            return Optional.empty();
        }
        while (timing()) {
            // Each call reads one attribute.
        }
        return Optional.of(build(kind, name, start));
    }

    /** Attributes after a constraint that {@link #inline} did not read, such as NOT NULL NOT DEFERRABLE. */
    boolean attribute() {
        return timing();
    }

    private void clear(List<String> ofColumns) {
        columns = ofColumns;
        expression = Optional.empty();
        references = Optional.empty();
        referencedColumns = List.of();
        usingIndex = Optional.empty();
        notValid = false;
        notEnforced = false;
    }

    private TableConstraint build(Kind kind, Optional<String> name, int start) {
        return new TableConstraint(
                kind,
                name,
                columns,
                expression,
                references,
                referencedColumns,
                notValid,
                notEnforced,
                usingIndex,
                cursor.textSince(start));
    }
}
