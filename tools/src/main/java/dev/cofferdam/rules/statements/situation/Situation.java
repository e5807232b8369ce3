package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.SchemaWalk;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.Locks;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A statement where it runs: what a rule may ask. The schema is the one before the statement, and is only to be asked while the rule
 * runs.
 */
public final class Situation {
    private final Engine engine;
    private final MigrationUnit unit;
    private final Transactions transactions;
    private final int index;
    private final SchemaWalk schema;
    private final Made made;
    /** Read by most rules, and made by reading the statement anew; empty until somebody asks. */
    private String plain = "";

    public Situation(
            Engine engine, MigrationUnit unit, Transactions transactions, int index, SchemaWalk schema, Made made) {
        this.engine = engine;
        this.unit = unit;
        this.transactions = transactions;
        this.index = index;
        this.schema = schema;
        this.made = made;
    }

    /** The server that it will run on. */
    public Engine engine() {
        return engine;
    }

    /** The file or change set that it stands in. */
    public MigrationUnit unit() {
        return unit;
    }

    /** The statement itself, as written and as understood. */
    public ParsedStatement statement() {
        return transactions.statements().get(index);
    }

    /** What the statement does. */
    public Statement facts() {
        return statement().facts();
    }

    /** The statement without comments and layout: one blank between tokens, unquoted words in lower case. */
    public String plain() {
        if (plain.isEmpty()) {
            plain = PlainSql.of(statement().text());
        }
        return plain;
    }

    /** Where these words stand in the statement, in upper case and outside of strings; its start when they do not. */
    public int offsetOf(String... words) {
        return PlainSql.find(statement().text(), words).orElse(0);
    }

    /** The statement's facts when they are of this kind. */
    public <S extends Statement> Optional<S> as(Class<S> kind) {
        return Optional.of(facts()).filter(kind::isInstance).map(kind::cast);
    }

    /** The actions of this kind when the statement is an ALTER TABLE; their table is {@link #alteredTable}. */
    public <A extends AlterAction> Stream<A> actions(Class<A> kind) {
        return facts() instanceof Statement.AlterTable alter
                ? alter.actions().stream().filter(kind::isInstance).map(kind::cast)
                : Stream.empty();
    }

    /** The table of an ALTER TABLE. */
    public TableRef alteredTable() {
        return as(Statement.AlterTable.class).orElseThrow().table();
    }

    /** Statements of the same file or change set that stand before it. */
    public List<ParsedStatement> before() {
        return transactions.statements().subList(0, index);
    }

    /** Statements of the same file or change set that stand after it. */
    public List<ParsedStatement> after() {
        return transactions
                .statements()
                .subList(index + 1, transactions.statements().size());
    }

    /** Whether it runs inside a transaction block, its own BEGIN or the tool's. */
    public boolean inTransaction() {
        return transactions.isInside(index);
    }

    /** Statements of the same transaction that stand before it, without BEGIN; empty outside of one. */
    public List<ParsedStatement> earlierInTransaction() {
        return transactions.earlier(index);
    }

    /** What stands before it in the file, with the locks that each statement took in the schema it met. */
    public List<Past> past() {
        return transactions.past(index);
    }

    /** The same, of its own transaction and by the names that the tables have by now; empty outside of one. */
    public List<Past> pastInTransaction() {
        return Renames.followed(transactions.pastInTransaction(index));
    }

    /** Statements of the same transaction that stand after it, without COMMIT; empty outside of one. */
    public List<ParsedStatement> laterInTransaction() {
        return transactions.later(index);
    }

    /** A setting's value as the file has set it by now; empty when the file says nothing of it. Names in lower case. */
    public Optional<String> setting(String name) {
        return transactions.setting(name, index);
    }

    /** What was there before the statement, as far as the history tells. */
    public SchemaWalk schema() {
        return schema;
    }

    /** The table as it was before the statement; empty when the history does not tell. */
    public Optional<Table> table(TableRef ref) {
        return schema.findTable(ref);
    }

    /** Constraints that the table has by now; of a table that the history does not tell, those that statements spoke of. */
    public List<Constraint> constraints(TableRef ref) {
        return told(ref).map(Table::constraints).orElse(List.of());
    }

    /** Indexes that the table has by now; of a table that the history does not tell, those that statements spoke of. */
    public List<Index> indexes(TableRef ref) {
        return told(ref).map(Table::indexes).orElse(List.of());
    }

    private Optional<Table> told(TableRef ref) {
        return schema.findTable(ref).or(() -> schema.findStranger(ref));
    }

    /** Constraints that the same change has dropped from the table so far. */
    public List<Constraint> droppedFrom(TableRef ref) {
        return made.droppedFrom(ref, schema);
    }

    /** Indexes of the table that the same change has dropped so far. */
    public List<Index> droppedIndexesOf(TableRef ref) {
        return made.droppedIndexesOf(ref, schema);
    }

    /** Whether the history tells that the table is partitioned. */
    public boolean isPartitioned(TableRef ref) {
        return schema.findTable(ref).filter(Table::partitioned).isPresent();
    }

    /** Whether the same change made this table, view or sequence, so that it carries no traffic and no rows; temporary ones too. */
    public boolean isNew(TableRef table) {
        return made.isTable(table, schema);
    }

    /** Whether the same change added this column. Columns of new tables are new. */
    public boolean isNewColumn(TableRef table, String column) {
        return isNew(table) || made.isColumn(table, column, schema);
    }

    /** Whether the same change made this index. */
    public boolean isNewIndex(TableRef index) {
        return made.isIndex(index);
    }

    /** Whether the same change made this type or domain. */
    public boolean isNewType(TableRef type) {
        return made.isType(type);
    }

    /** Whether the column's type is a domain with rules, which the server checks for every row as the column is added. */
    public boolean isOfConstrainedDomain(ColumnDefinition column) {
        String type = column.type();
        int dot = type.indexOf('.');
        return schema.isConstrainedDomain(
                dot < 0
                        ? TableRef.of(Identifiers.fold(type))
                        : TableRef.of(
                                Identifiers.fold(type.substring(0, dot)), Identifiers.fold(type.substring(dot + 1))));
    }

    /** Whether the same change made this function or procedure. */
    public boolean isNewRoutine(TableRef routine) {
        return made.isRoutine(routine);
    }

    /** Whether the same change made this schema. */
    public boolean isNewSchema(String name) {
        return made.isSchema(name);
    }

    /** The locks that the statement takes on tables which were there before the change, strongest first. */
    public List<LockExpectation> locks() {
        return locksOf(statement());
    }

    /** The locks that an earlier or later statement takes on tables that are not new by now. */
    public List<LockExpectation> locksOf(ParsedStatement other) {
        return Locks.of(other.facts(), engine).stream()
                .filter(lock -> !isNew(lock.table()))
                .toList();
    }
}
