package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A column and the one that takes its place beside it in the same table. The same shape serves forwards and, with both sides
 * swapped, the way back after contract.
 *
 * @param source the schema that has the old column
 * @param target the schema that has the new one instead; where its definitions are read
 * @param up how an old value becomes a new one
 * @param down how a new value becomes an old one
 */
public record ColumnTwin(
        TableRef tableRef,
        String oldColumn,
        String newColumn,
        Schema source,
        Schema target,
        Conversion up,
        Conversion down) {
    /** What a column that takes another's place under the same name is called until then. */
    static final String SHADOW = "cofferdam_new_";

    /** NAMEDATALEN - 1, PostgreSQL docs 4.1.1. */
    private static final int LONGEST_NAME_BYTES = 63;

    /** Types whose equality is equality of their text; for others "=" may call two different values equal (citext, numeric, json). */
    private static final Set<String> EXACT_TYPES = Set.of(
            "text",
            "character varying",
            "smallint",
            "integer",
            "bigint",
            "boolean",
            "uuid",
            "date",
            "bytea",
            "timestamp without time zone",
            "timestamp with time zone");

    /** A twin of the same type. */
    public ColumnTwin(TableRef tableRef, String oldColumn, String newColumn, Schema source, Schema target) {
        this(tableRef, oldColumn, newColumn, source, target, new Conversion.Same(), new Conversion.Same());
    }

    /** The twin of the way back. */
    public ColumnTwin swapped() {
        return new ColumnTwin(tableRef, newColumn, oldColumn, target, source, down, up);
    }

    /** The same with values converted on the way. */
    public ColumnTwin converting(Conversion newUp, Conversion newDown) {
        return new ColumnTwin(tableRef, oldColumn, newColumn, source, target, newUp, newDown);
    }

    public Table sourceTable() {
        return source.findTable(tableRef).orElseThrow();
    }

    public Table targetTable() {
        return target.findTable(tableRef).orElseThrow();
    }

    public Column oldDefinition() {
        return sourceTable().findColumn(oldColumn).orElseThrow();
    }

    public Column newDefinition() {
        return targetTable().findColumn(newColumn).orElseThrow();
    }

    /** The table as SQL writes it. */
    public String table() {
        return Identifiers.quoteIfNeeded(tableRef);
    }

    public String oldName() {
        return Identifiers.quoteIfNeeded(oldColumn);
    }

    public String newName() {
        return Identifiers.quoteIfNeeded(newColumn);
    }

    /** A name of ours in the table's schema, as SQL writes it: {@code billing.cofferdam_sync_invoice_amount}. */
    public String ours(String purpose) {
        return Identifiers.quoteIfNeeded(new TableRef(tableRef.schema(), ourName(purpose)));
    }

    /** The same with its schema in any case, because a routine's body is read under the search path of whoever fires it. */
    public String oursAnywhere(String purpose) {
        String schema = tableRef.schema().orElse("public");
        return Identifiers.quoteIfNeeded(new TableRef(Optional.of(schema), ourName(purpose)));
    }

    /** The same without schema and quotes, as the server stores it. */
    public String ourName(String purpose) {
        String column = newColumn.startsWith(SHADOW) ? newColumn.substring(SHADOW.length()) : newColumn;
        return shortened("cofferdam_" + purpose + "_" + tableRef.name() + "_" + column);
    }

    /** As the server stores it. Fires last among the BEFORE ROW triggers, which fire in the order of their names (PostgreSQL docs 39.1). */
    public String syncTrigger() {
        String name = shortened("zz_cofferdam_sync_" + newColumn);
        while (isOvertaken(name)) {
            name = shortened("z" + name);
        }
        return name;
    }

    private boolean isOvertaken(String name) {
        return name.length() < LONGEST_NAME_BYTES
                && sourceTable().triggers().stream()
                        .anyMatch(trigger -> trigger.name().compareTo(name) > 0);
    }

    /** As the server stores it. Fires before the sync trigger, so that it still sees what the statement itself wrote. */
    public String guardTrigger(String event) {
        return shortened("cofferdam_guard_" + oldColumn + "_" + event);
    }

    /** SQL that says whether two values of the new column's type differ. */
    public String differs(String left, String right) {
        return differs(newDefinition(), left, right);
    }

    /** SQL that says whether two values of the old column's type differ. */
    public String oldDiffers(String left, String right) {
        return differs(oldDefinition(), left, right);
    }

    /**
     * {@code IS DISTINCT FROM} where the type's equality is exact; else the texts are compared, which sees 'Abc' become 'abc' in a citext, and
     * works for json, which has no equality at all.
     */
    private static String differs(Column column, String left, String right) {
        String baseType = column.type().replaceAll("\\(.*?\\)", "").strip();
        boolean exact = EXACT_TYPES.contains(baseType) && column.collation().isEmpty();
        return exact ? left + " IS DISTINCT FROM " + right : left + "::text IS DISTINCT FROM " + right + "::text";
    }

    /** Whether no code names the new column, because it is to take over the old one's name. */
    public boolean isShadow() {
        return newColumn.startsWith(SHADOW);
    }

    /** Whether newer code may write a value that the old column cannot hold, although it demands one. */
    public boolean needsRelaxing() {
        return !down.isTotal() && !oldDefinition().nullable();
    }

    /** Whether a value may be converted; a twin of the same type never differs from its original. */
    public boolean converts() {
        return !(up instanceof Conversion.Same);
    }

    /** A text as SQL writes it. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** What the column of the new type is called while the old one is there too. */
    public static String nameBeside(ColumnChange.ChangeType change) {
        return change.newName()
                .orElseGet(() -> shortened(SHADOW + change.column().column()));
    }

    /** Cuts a name to what the server keeps, with a hash of the whole so that two long names stay two. */
    public static String shortened(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME_BYTES) {
            return lower;
        }
        String hash = Integer.toHexString(lower.hashCode());
        StringBuilder cut = new StringBuilder(lower);
        while ((cut + "_" + hash).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            cut.setLength(cut.length() - 1);
        }
        return cut + "_" + hash;
    }

    /** The key in whose order a backfill walks. */
    public List<Column> walkingKey() {
        return walkingKey(sourceTable());
    }

    /** Key columns for walking the table in order: the primary key, else a unique constraint over columns that are never null. */
    public static List<Column> walkingKey(Table table) {
        return table.constraints().stream()
                .filter(constraint -> switch (constraint.kind()) {
                    case PRIMARY_KEY, UNIQUE -> true;
                    case FOREIGN_KEY, CHECK, EXCLUDE, NOT_NULL -> false;
                })
                .sorted(java.util.Comparator.comparing(constraint -> constraint.kind()))
                .map(constraint -> constraint.columns().stream()
                        .map(name -> table.findColumn(name).orElseThrow())
                        .toList())
                .filter(columns -> columns.stream().noneMatch(Column::nullable))
                .findFirst()
                .orElse(List.of());
    }
}
