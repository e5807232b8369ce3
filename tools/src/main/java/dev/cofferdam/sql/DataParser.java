package dev.cofferdam.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Scope.Source;
import dev.cofferdam.sql.Statement.Query;
import dev.cofferdam.sql.Statement.Verb;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** INSERT, UPDATE, DELETE and MERGE (docs, SQL commands), and the entry for any statement that reads or writes rows. */
final class DataParser {
    private final Grammar grammar;
    private final Cursor cursor;
    private final ColumnUses uses;
    private Verb verb = Verb.SELECT;
    private Optional<TableRef> target = Optional.empty();
    private int depth;
    private boolean insertWithoutColumns;
    private boolean filtered;
    private final Set<TableRef> written = new LinkedHashSet<>();

    DataParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
        this.uses = grammar.uses;
    }

    /** A whole statement with its facts. The cursor is left behind what was understood. */
    Query facts() {
        statement();
        List<ColumnUse> columns = uses.resolve();
        return new Query(
                verb,
                target,
                uses.tables(),
                columns,
                uses.hasStar(),
                insertWithoutColumns,
                List.copyOf(written),
                filtered);
    }

    /** A query or a data statement; what its rows or its RETURNING offer. The outermost one gives verb and target. */
    Relation statement() {
        Verb verbAround = verb;
        Optional<TableRef> targetAround = target;
        depth++;
        try {
            return uses.level(this::withClauseAndBody);
        } finally {
            depth--;
            if (depth > 0) {
                verb = verbAround;
                target = targetAround;
            }
        }
    }

    private Relation withClauseAndBody() {
        new WithParser(grammar).clause();
        return switch (cursor.peek().word()) {
            case "INSERT" -> insert();
            case "UPDATE" -> update();
            case "DELETE" -> delete();
            case "MERGE" -> merge();
            default -> {
                verb = Verb.SELECT;
                yield grammar.queries.body();
            }
        };
    }

    private TableRef begin(Verb what, boolean aliasWithoutAs) {
        TableRef table = grammar.from.target(aliasWithoutAs);
        verb = what;
        target = Optional.of(table);
        written.add(table);
        return table;
    }

    private Relation insert() {
        cursor.expect("INSERT", "INTO");
        TableRef table = begin(Verb.INSERT, false);
        if (cursor.accept("DEFAULT", "VALUES")) {
            conflict(table);
            return returning(table);
        }
        boolean columns = cursor.at("(") && !cursor.opensQuery(0);
        if (columns) {
            insertColumns(table);
        } else {
            insertWithoutColumns = true;
        }
        if (cursor.accept("OVERRIDING")) {
            cursor.expectAny("SYSTEM", "USER");
            cursor.expect("VALUE");
        }
        boolean withoutColumns = insertWithoutColumns;
        // The query sees the WITH queries, but not the target.
        uses.within(uses.scope().seenFromInside(false), grammar.queries::query);
        insertWithoutColumns = withoutColumns;
        conflict(table);
        return returning(table);
    }

    private void insertColumns(TableRef table) {
        cursor.expect("(");
        cursor.commaList(() -> targetColumn(table));
        cursor.expect(")");
    }

    /** {@code column}, {@code column.field}, {@code column[1]}. */
    private boolean targetColumn(TableRef table) {
        uses.column(table, cursor.columnName(), Access.WRITE);
        grammar.operands.indirection();
        return true;
    }

    private void conflict(TableRef table) {
        if (!cursor.accept("ON", "CONFLICT")) {
            return;
        }
        if (cursor.accept("ON", "CONSTRAINT")) {
            cursor.name();
        } else if (cursor.at("(")) {
            cursor.expect("(");
            cursor.commaList(grammar.definitions::indexElement);
            cursor.expect(")");
            grammar.queries.where();
        }
        cursor.expect("DO");
        if (cursor.accept("NOTHING")) {
            return;
        }
        cursor.expect("UPDATE", "SET");
        uses.scope().sources.add(new Source("excluded", true, Relation.table(table), true));
        assignments(table);
        grammar.queries.where();
    }

    private Relation returning(TableRef table) {
        if (!cursor.accept("RETURNING")) {
            return new Relation(List.of(), Set.of(), false);
        }
        if (cursor.accept("WITH", "(")) {
            cursor.commaList(() -> {
                cursor.expectAny("OLD", "NEW");
                cursor.expect("AS");
                uses.scope().sources.add(new Source(cursor.name(), true, Relation.table(table), true));
                return true;
            });
            cursor.expect(")");
        }
        // OLD and NEW are names of their own in RETURNING from version 18.
        uses.scope().sources.add(new Source("old", true, Relation.table(table), true));
        uses.scope().sources.add(new Source("new", true, Relation.table(table), true));
        SelectList outputs = new SelectList(grammar);
        outputs.read();
        return outputs.offered();
    }

    private Relation update() {
        cursor.expect("UPDATE");
        TableRef table = begin(Verb.UPDATE, true);
        cursor.expect("SET");
        assignments(table);
        boolean joined = cursor.accept("FROM");
        if (joined) {
            cursor.commaList(grammar.from::item);
        }
        filtered = whereOrCursor() || joined;
        return returning(table);
    }

    private boolean whereOrCursor() {
        boolean where = cursor.at("WHERE");
        if (cursor.accept("WHERE", "CURRENT", "OF")) {
            cursor.name();
        } else {
            grammar.queries.where();
        }
        return where;
    }

    /** {@code a = 1, (b, c) = (2, 3)}. */
    private void assignments(TableRef table) {
        do {
            if (cursor.at("(")) {
                insertColumns(table);
            } else {
                targetColumn(table);
            }
            cursor.expect("=");
            grammar.expressions.full();
        } while (cursor.accept(","));
    }

    private Relation delete() {
        cursor.expect("DELETE", "FROM");
        TableRef table = begin(Verb.DELETE, true);
        boolean joined = cursor.accept("USING");
        if (joined) {
            cursor.commaList(grammar.from::item);
        }
        filtered = whereOrCursor() || joined;
        return returning(table);
    }

    private Relation merge() {
        cursor.expect("MERGE", "INTO");
        TableRef table = begin(Verb.MERGE, true);
        cursor.expect("USING");
        grammar.from.item();
        cursor.expect("ON");
        grammar.expressions.full();
        do {
            mergeClause(table);
        } while (cursor.at("WHEN"));
        return returning(table);
    }

    private void mergeClause(TableRef table) {
        cursor.expect("WHEN");
        boolean missing = cursor.accept("NOT");
        cursor.expect("MATCHED");
        boolean bySource = missing && cursor.accept("BY", "SOURCE");
        if (missing && !bySource && cursor.accept("BY")) {
            cursor.expect("TARGET");
        }
        if (cursor.accept("AND")) {
            grammar.expressions.full();
        }
        cursor.expect("THEN");
        if (cursor.accept("DO", "NOTHING")) {
            return;
        }
        if (missing && !bySource) {
            mergeInsert(table);
        } else if (!cursor.accept("DELETE")) {
            cursor.expect("UPDATE", "SET");
            assignments(table);
        }
    }

    private void mergeInsert(TableRef table) {
        cursor.expect("INSERT");
        if (cursor.at("(")) {
            insertColumns(table);
        } else {
            insertWithoutColumns = true;
        }
        if (cursor.accept("OVERRIDING")) {
            cursor.expectAny("SYSTEM", "USER");
            cursor.expect("VALUE");
        }
        if (!cursor.accept("DEFAULT", "VALUES")) {
            cursor.expect("VALUES", "(");
            grammar.expressions.list();
            cursor.expect(")");
        }
    }
}
