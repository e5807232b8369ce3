package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Applies CREATE TABLE, and adds columns for ALTER TABLE as well. */
final class TableCreation {
    private static final Map<String, String> SERIALS = Map.of(
            "serial", "integer",
            "serial4", "integer",
            "bigserial", "bigint",
            "serial8", "bigint",
            "smallserial", "smallint",
            "serial2", "smallint");

    private final SchemaDraft draft;
    private final ConstraintDrafts constraints;

    TableCreation(SchemaDraft draft, ConstraintDrafts constraints) {
        this.draft = draft;
        this.constraints = constraints;
    }

    void apply(Statement.CreateTable create, String text) {
        if (create.temporary()) {
            draft.temporaries.add(create.table().name());
            return;
        }
        String schema = draft.schemaForNew(create.table());
        String name = DefaultNames.stored(create.table().name());
        if (draft.isRelationTaken(schema, name)) {
            if (create.ifNotExists()) {
                return;
            }
            throw new CannotApply("there is a `" + create.table() + "` already");
        }
        TableDraft table = new TableDraft(schema, name, create.partitioned());
        table.partitionKey = create.partitionKey();
        table.defaultPartition = create.defaultPartition();
        List<TableDraft> parents = Stream.concat(create.partitionOf().stream(), create.inherits().stream())
                .map(draft::table)
                .toList();
        draft.add(table);
        try {
            parents.forEach(source -> copyColumns(table, source.columns));
            for (TableRef like : create.likes()) {
                new LikeClause(draft, constraints).copy(table, draft.table(like), text);
            }
            create.columns().forEach(column -> addOrMerge(table, column));
            constraints.addAll(table, create.constraints());
            parents.forEach(source -> follow(table, source));
        } catch (CannotApply e) {
            draft.remove(table);
            throw e;
        }
        create.asQuery().ifPresent(query -> fill(table, query, text));
    }

    private void fill(TableDraft table, Statement.Query query, String text) {
        table.columns.addAll(QueryColumns.of(draft, query, text)
                .orElseThrow(() -> new CannotApply(
                        "the columns of `" + table.ref() + "` come from a query; the table is known without them")));
        List<String> untyped = table.columns.stream()
                .filter(column -> column.type().equals(QueryColumns.UNKNOWN))
                .map(Column::name)
                .toList();
        if (!untyped.isEmpty()) {
            throw new CannotApply(
                    "the types of " + String.join(", ", untyped) + " come from a query; only the names are known");
        }
    }

    private static void copyColumns(TableDraft table, List<Column> columns) {
        columns.stream()
                .filter(column -> table.findColumn(column.name()).isEmpty())
                .forEach(table.columns::add);
    }

    /** A partition, typed or inheriting table may name a column again to add to it; its type comes from elsewhere. */
    private void addOrMerge(TableDraft table, ColumnDefinition definition) {
        String name = DefaultNames.stored(definition.name());
        if (table.findColumn(name).isEmpty()) {
            addColumn(table, definition);
            return;
        }
        table.changeColumn(name, column -> definition
                .defaultExpression()
                .map(expression -> column.withDefault(Expressions.stored(expression)))
                .orElse(column)
                .nullable(column.nullable() && !definition.notNull()));
    }

    /** A partition gets its parent's constraints, and its indexes under names of its own; an heir gets the checks only. */
    private void follow(TableDraft table, TableDraft source) {
        table.parent = source;
        for (Constraint constraint : source.constraints) {
            boolean own = table.findConstraint(constraint.name()).isPresent();
            boolean inherited = source.partitioned || constraint.kind() == Constraint.Kind.CHECK;
            if (inherited && !own) {
                constraints.add(table, asWritten(constraint));
            }
        }
        if (source.partitioned) {
            source.indexes.stream()
                    .filter(index -> index.constraint().isEmpty())
                    .forEach(index -> table.indexes.add(IndexStatements.copyFor(draft, table, index)));
            table.triggers.addAll(source.triggers);
        }
    }

    static TableConstraint asWritten(Constraint constraint) {
        boolean indexed = constraint.kind() == Constraint.Kind.PRIMARY_KEY
                || constraint.kind() == Constraint.Kind.UNIQUE
                || constraint.kind() == Constraint.Kind.EXCLUDE;
        return new TableConstraint(
                TableConstraint.Kind.valueOf(constraint.kind().name()),
                indexed ? Optional.empty() : Optional.of(constraint.name()),
                constraint.columns(),
                Optional.empty(),
                constraint.references(),
                constraint.referencedColumns(),
                !constraint.validated(),
                false,
                Optional.empty(),
                constraint.definition());
    }

    /** Adds a column with the sequence behind it, not its constraints; partitions get it as well. */
    void addColumn(TableDraft table, ColumnDefinition definition) {
        String name = DefaultNames.stored(definition.name());
        if (table.findColumn(name).isPresent()) {
            throw new CannotApply("`" + table.ref() + "` has a column `" + name + "` already");
        }
        Column column = column(table, name, definition);
        draft.withFollowers(table).stream()
                .filter(each -> each.findColumn(name).isEmpty())
                .forEach(each -> each.columns.add(column));
    }

    private Column column(TableDraft table, String name, ColumnDefinition definition) {
        Optional<String> serial = Optional.ofNullable(SERIALS.get(definition.type()));
        Optional<String> sequence = serial.or(definition::identity).map(why -> sequence(table, name));
        return new Column(
                name,
                serial.orElseGet(() -> draft.printedType(definition.type())),
                !definition.notNull() && sequence.isEmpty(),
                serial.isPresent()
                        ? sequence.map(made -> "nextval('" + Words.quoted(made) + "'::regclass)")
                        : definition.defaultExpression().flatMap(Expressions::stored),
                definition.generated(),
                definition.identity(),
                definition.collation().flatMap(Expressions::collation),
                Optional.empty());
    }

    private String sequence(TableDraft table, String column) {
        return newSequence(draft, table, column);
    }

    /** Makes the sequence of a serial or identity column and returns its name. */
    static String newSequence(SchemaDraft draft, TableDraft table, String column) {
        String name = DefaultNames.free(
                table.name, Optional.of(column), "seq", taken -> draft.isRelationTaken(table.schema, taken));
        draft.sequences.put(
                SchemaDraft.key(table.schema, name), SchemaDraft.key(table.schema, table.name) + "." + column);
        return name;
    }
}
