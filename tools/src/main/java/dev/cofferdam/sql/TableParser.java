package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement.CreateTable;
import dev.cofferdam.sql.Statement.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CREATE TABLE in all its forms (docs, CREATE TABLE and CREATE TABLE AS). One object reads one statement. */
final class TableParser {
    private final Grammar grammar;
    private final Cursor cursor;
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<TableConstraint> constraints = new ArrayList<>();
    private final List<TableRef> likes = new ArrayList<>();
    private List<TableRef> inherits = List.of();
    private List<String> partitionKey = List.of();
    private boolean partitioned;
    private boolean defaultPartition;
    private Optional<TableRef> partitionOf = Optional.empty();
    private Optional<Query> asQuery = Optional.empty();

    TableParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** From the word TABLE on. */
    Statement create(boolean temporary) {
        cursor.expect("TABLE");
        boolean ifNotExists = cursor.ifNotExists();
        TableRef table = cursor.tableName();
        if (cursor.accept("PARTITION", "OF")) {
            partition();
        } else if (cursor.accept("OF")) {
            cursor.tableName();
            typedColumns();
        } else if (startsQuery()) {
            asQuery();
        } else {
            elements();
            inheritance();
        }
        if (asQuery.isEmpty()) {
            partitionBy();
        }
        return new CreateTable(
                table,
                ifNotExists,
                temporary,
                columns,
                constraints,
                partitioned,
                partitionOf,
                asQuery,
                likes,
                inherits,
                partitionKey,
                defaultPartition);
    }

    /** CREATE TABLE AS may have a list of bare names, options, or nothing before AS. */
    private boolean startsQuery() {
        if (!cursor.at("(")) {
            return true;
        }
        return Cursor.isColumnName(cursor.peek(1))
                && (cursor.peek(2).is(",") || cursor.peek(2).is(")"));
    }

    private void asQuery() {
        if (cursor.at("(")) {
            cursor.nameList();
        }
        storage();
        cursor.expect("AS");
        if (cursor.at("EXECUTE")) {
            throw cursor.notUnderstood("EXECUTE of a prepared statement");
        }
        asQuery = Optional.of(grammar.data.facts());
        if (cursor.accept("WITH")) {
            cursor.accept("NO");
            cursor.expect("DATA");
        }
    }

    private void elements() {
        cursor.expect("(");
        if (!cursor.at(")")) {
            cursor.commaList(this::element);
        }
        cursor.expect(")");
    }

    private boolean element() {
        if (cursor.accept("LIKE")) {
            likes.add(cursor.tableName());
            while (cursor.acceptAny("INCLUDING", "EXCLUDING")) {
                cursor.expectAny(
                        "ALL",
                        "COMMENTS",
                        "COMPRESSION",
                        "CONSTRAINTS",
                        "DEFAULTS",
                        "GENERATED",
                        "IDENTITY",
                        "INDEXES",
                        "STATISTICS",
                        "STORAGE");
            }
        } else if (grammar.constraints.atTableConstraint()) {
            constraints.add(grammar.constraints.tableConstraint());
        } else {
            add(new ColumnParser(grammar).column());
        }
        return true;
    }

    private void add(ColumnParser.Column column) {
        columns.add(column.definition());
        constraints.addAll(column.inline());
    }

    private void typedColumns() {
        if (!cursor.accept("(")) {
            return;
        }
        cursor.commaList(() -> {
            if (grammar.constraints.atTableConstraint()) {
                constraints.add(grammar.constraints.tableConstraint());
            } else {
                add(new ColumnParser(grammar).columnOptions());
            }
            return true;
        });
        cursor.expect(")");
    }

    private void partition() {
        partitionOf = Optional.of(cursor.tableName());
        typedColumns();
        defaultPartition = new PartitionParser(grammar).bound();
    }

    private void inheritance() {
        if (cursor.accept("INHERITS")) {
            cursor.expect("(");
            inherits = cursor.tableNames();
            cursor.expect(")");
        }
    }

    private void partitionBy() {
        if (cursor.accept("PARTITION")) {
            partitioned = true;
            partitionKey = new PartitionParser(grammar).by();
        }
        storage();
    }

    private void storage() {
        if (cursor.accept("USING")) {
            cursor.name();
        }
        if (cursor.accept("WITHOUT")) {
            cursor.expect("OIDS");
        } else if (cursor.accept("WITH")) {
            grammar.definitions.options();
        }
        if (cursor.accept("ON", "COMMIT")) {
            if (!cursor.accept("DROP") && !cursor.accept("DELETE", "ROWS")) {
                cursor.expect("PRESERVE", "ROWS");
            }
        }
        if (cursor.accept("TABLESPACE")) {
            cursor.name();
        }
    }
}
