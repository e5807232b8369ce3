package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Optional;

/**
 * What one SQL statement does, reduced to what rules, schema and scan ask. Identifiers are as the server stores them: unquoted ones
 * folded to lower case, quotes removed.
 */
public sealed interface Statement {

    /**
     * CREATE TABLE, in any of its forms.
     *
     * @param columns of a partition or typed table have an empty type: it comes from elsewhere
     * @param constraints table constraints and inline ones, in order of appearance
     * @param likes tables of LIKE clauses
     * @param inherits tables of INHERITS
     * @param partitionKey elements of PARTITION BY as written; empty when it is not partitioned
     * @param defaultPartition whether it is PARTITION OF ... DEFAULT
     */
    record CreateTable(
            TableRef table,
            boolean ifNotExists,
            boolean temporary,
            List<ColumnDefinition> columns,
            List<TableConstraint> constraints,
            boolean partitioned,
            Optional<TableRef> partitionOf,
            Optional<Query> asQuery,
            List<TableRef> likes,
            List<TableRef> inherits,
            List<String> partitionKey,
            boolean defaultPartition)
            implements Statement {

        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
            likes = List.copyOf(likes);
            inherits = List.copyOf(inherits);
            partitionKey = List.copyOf(partitionKey);
        }

        /** A table that copies and inherits nothing. */
        public CreateTable(
                TableRef table,
                boolean ifNotExists,
                boolean temporary,
                List<ColumnDefinition> columns,
                List<TableConstraint> constraints,
                boolean partitioned,
                Optional<TableRef> partitionOf,
                Optional<Query> asQuery) {
            this(
                    table,
                    ifNotExists,
                    temporary,
                    columns,
                    constraints,
                    partitioned,
                    partitionOf,
                    asQuery,
                    List.of(),
                    List.of(),
                    List.of(),
                    false);
        }
    }

    record AlterTable(TableRef table, boolean ifExists, List<AlterAction> actions) implements Statement {}

    /**
     * CREATE INDEX.
     *
     * @param columns plain column elements and, for expressions, the columns that they name
     * @param elements each element as written, with order and operator class
     */
    record CreateIndex(
            Optional<String> name,
            TableRef table,
            boolean unique,
            boolean concurrently,
            boolean ifNotExists,
            boolean only,
            String method,
            List<String> elements,
            List<String> columns,
            List<String> include,
            Optional<String> where)
            implements Statement {}

    /** DROP of any object. {@code names} are table-like references for every kind; a trigger's table is in {@code onTable}. */
    record Drop(
            ObjectKind kind,
            List<TableRef> names,
            boolean ifExists,
            boolean cascade,
            boolean concurrently,
            Optional<TableRef> onTable)
            implements Statement {}

    record RenameObject(ObjectKind kind, TableRef name, String newName) implements Statement {}

    /**
     * CREATE VIEW.
     *
     * @param columns names behind the view's, for its first columns; mostly empty
     */
    record CreateView(
            TableRef view, boolean materialized, boolean orReplace, List<String> columns, Query query, String queryText)
            implements Statement {

        public CreateView {
            columns = List.copyOf(columns);
        }
    }

    record CreateRoutine(TableRef name, boolean procedure, boolean orReplace, String language, String body)
            implements Statement {}

    /**
     * CREATE TRIGGER.
     *
     * @param updateOf columns of UPDATE OF; empty means every update
     * @param conditional whether WHEN lets it fire for some rows only
     */
    record CreateTrigger(
            String name,
            TableRef table,
            boolean before,
            List<String> events,
            List<String> updateOf,
            boolean forEachRow,
            boolean conditional,
            TableRef function)
            implements Statement {}

    record CreateType(TableRef name, List<String> enumValues) implements Statement {}

    record CreateSequence(TableRef name) implements Statement {}

    record CreateSchema(String name, boolean ifNotExists) implements Statement {}

    record CreateExtension(String name) implements Statement {}

    /**
     * SELECT, INSERT, UPDATE, DELETE, MERGE, and the query inside a view.
     *
     * @param target the table that the outermost INSERT, UPDATE, DELETE or MERGE writes
     * @param tables every table named, the target included, WITH queries not
     * @param columns in order of appearance; a column that a subquery or WITH query passes on by its star is bound to the table
     *     below
     * @param written the target, and the tables that data statements inside WITH write
     * @param filtered whether the outermost UPDATE or DELETE has a WHERE, or joins another table
     * @param star whether {@code *}, {@code t.*} or a whole row is selected, outside EXISTS
     */
    record Query(
            Verb verb,
            Optional<TableRef> target,
            List<TableRef> tables,
            List<ColumnUse> columns,
            boolean star,
            boolean insertWithoutColumns,
            List<TableRef> written,
            boolean filtered)
            implements Statement {

        public Query {
            tables = List.copyOf(tables);
            columns = List.copyOf(columns);
            written = List.copyOf(written);
        }
    }

    /** BEGIN, COMMIT, ROLLBACK, SAVEPOINT ... by its first word in upper case; {@code ROLLBACK TO} and {@code COMMIT PREPARED} by both. */
    record Transaction(String word) implements Statement {}

    record SetSetting(String name, String value, boolean local) implements Statement {}

    /** A statement whose facts nobody needs yet, by its leading words in upper case: {@code COMMENT ON}, {@code GRANT}, ... */
    record Other(String words, List<TableRef> tables) implements Statement {}

    /** DO blocks, dynamic SQL, and whatever does not parse. Never a pass. Offsets count from the statement's start. */
    record CouldNotDecide(String reason, int offset) implements Statement {}

    /** What kind of object a DROP or RENAME is about. */
    enum ObjectKind {
        TABLE,
        INDEX,
        VIEW,
        MATERIALIZED_VIEW,
        SEQUENCE,
        FUNCTION,
        PROCEDURE,
        TRIGGER,
        TYPE,
        DOMAIN,
        SCHEMA,
        EXTENSION,
        OTHER
    }

    /** Verbs of a {@link Query}. */
    enum Verb {
        SELECT,
        INSERT,
        UPDATE,
        DELETE,
        MERGE
    }
}
