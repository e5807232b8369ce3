package dev.cofferdam.playbook.drops;

import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements of a drop: the write guard, the name under which the column waits, and its end. */
final class DropSql {
    private final DroppedColumn column;
    private final ColumnTwin alone;
    private final Optional<String> defaultValue;

    /**
     * @param defaultValue what the column gets from an INSERT that leaves it out; absent when that is null
     */
    DropSql(DroppedColumn column, Optional<String> defaultValue) {
        this.column = column;
        this.alone = column.alone();
        this.defaultValue = defaultValue;
    }

    /**
     * A statement trigger UPDATE OF fires when the column is named in SET, also with an unchanged value, which is what an object mapper sends that
     * still maps it; for INSERT only the value can be seen.
     */
    List<String> installGuard() {
        return List.of(
                guardFunction(),
                "CREATE TRIGGER " + trigger("update") + " BEFORE UPDATE OF " + column.name() + " ON "
                        + column.tableName() + " FOR EACH STATEMENT EXECUTE FUNCTION " + function() + "()",
                "CREATE TRIGGER " + trigger("insert") + " BEFORE INSERT ON " + column.tableName()
                        + " FOR EACH ROW EXECUTE FUNCTION " + function() + "()");
    }

    private String guardFunction() {
        return """
                CREATE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $cofferdam$
                BEGIN
                    IF TG_LEVEL = 'ROW' AND (%2$s) THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'column %3$s of table %4$s is about to be dropped and must not be written any more'
                        USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'take the column out of the statement';
                END
                $cofferdam$""".formatted(
                        function(),
                        insertIsHarmless(),
                        column.ref().column().replace("'", "''").replace("%", "%%"),
                        column.ref().table().toString().replace("'", "''").replace("%", "%%"));
    }

    /** What cannot be told from an INSERT that leaves the column out. A default that is computed may be any value. */
    private String insertIsHarmless() {
        String value = "NEW." + column.name();
        if (column.definition().identity().isPresent()
                || defaultValue.filter(text -> text.contains("(")).isPresent()) {
            return "true";
        }
        return value + " IS NULL"
                + defaultValue
                        .map(text -> " OR NOT (" + alone.differs(value, asStored(text)) + ")")
                        .orElse("");
    }

    /** A default 0 is stored as 0.00 where the type says so. */
    private String asStored(String value) {
        return "CAST(" + value + " AS " + column.definition().type() + ")";
    }

    List<String> removeGuard() {
        return List.of(
                "DROP TRIGGER " + trigger("update") + " ON " + column.tableName(),
                "DROP TRIGGER " + trigger("insert") + " ON " + column.tableName(),
                "DROP FUNCTION " + function() + "()");
    }

    String guardQuery() {
        return "SELECT count(*) FROM pg_trigger WHERE tgrelid = " + column.oid()
                + " AND tgenabled = 'O' AND tgname IN ("
                + List.of("update", "insert").stream()
                        .map(event -> ColumnTwin.literal(alone.guardTrigger(event)))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** Whoever still names the column, to read or to write, fails from here on; its values wait under another name. */
    List<String> putAside() {
        List<String> statements = new ArrayList<>(column.isComputed() ? List.of() : removeGuard());
        statements.add(rename(column.name(), aside()));
        return statements;
    }

    /** The column is where it was, without a guard. */
    String bringBack() {
        return rename(aside(), column.name());
    }

    String drop() {
        return "ALTER TABLE " + column.tableName() + " DROP COLUMN " + aside();
    }

    String existsQuery(String name) {
        return "SELECT count(*) FROM pg_attribute WHERE attrelid = " + column.oid() + " AND attname = "
                + ColumnTwin.literal(name) + " AND NOT attisdropped";
    }

    /** The values with the key of their rows, for a copy to keep; without a key, the values alone. */
    String valuesQuery() {
        List<String> key = alone.walkingKey().stream()
                .map(part -> Identifiers.quoteIfNeeded(part.name()))
                .toList();
        String names = key.isEmpty() ? aside() : String.join(", ", key) + ", " + aside();
        return "SELECT " + names + " FROM " + column.tableName() + " WHERE " + aside() + " IS NOT NULL";
    }

    private String rename(String from, String to) {
        return "ALTER TABLE " + column.tableName() + " RENAME COLUMN " + from + " TO " + to;
    }

    private String aside() {
        return Identifiers.quoteIfNeeded(column.asideName());
    }

    private String function() {
        return alone.ours("guard");
    }

    private String trigger(String event) {
        return Identifiers.quoteIfNeeded(alone.guardTrigger(event));
    }
}
