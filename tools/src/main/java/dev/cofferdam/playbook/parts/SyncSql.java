package dev.cofferdam.playbook.parts;

import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The statements of a two-way sync by trigger and of the write guard.
 *
 * <p>The sync is one BEFORE ROW trigger that only assigns to NEW. It issues no statement, so it cannot loop; it runs after every other
 * BEFORE trigger, so it copies what will really be stored; and it has no column list, because a BEFORE trigger of the user may change a
 * column that the statement did not name.
 */
public final class SyncSql {
    /** Set for one transaction by the backfill; while it is on, values flow from the old column to the new one only. */
    public static final String BACKFILL_SETTING = "cofferdam.backfill";

    private final ColumnTwin twin;

    public SyncSql(ColumnTwin twin) {
        this.twin = twin;
    }

    String addColumn() {
        String collation =
                twin.newDefinition().collation().map(name -> " COLLATE " + name).orElse("");
        return "ALTER TABLE " + twin.table() + " ADD COLUMN " + twin.newName() + " "
                + twin.newDefinition().type() + collation;
    }

    /** The function of the sync trigger. */
    public String createFunction() {
        return twin.isShadow()
                ? createOneWayFunction(twin.newName(), twin.up().of("NEW." + twin.oldName()))
                : createTwoWayFunction();
    }

    private String createTwoWayFunction() {
        return """
                CREATE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $cofferdam$
                BEGIN
                    IF current_setting('%2$s', true) = 'on' THEN
                        NEW.%4$s := %7$s;
                    ELSIF TG_OP = 'INSERT' THEN
                        -- The new column has no default while this trigger lives: a value in it was written on purpose.
                        IF NEW.%4$s IS NOT NULL THEN
                            NEW.%3$s := %8$s;
                        ELSE
                            NEW.%4$s := %7$s;
                        END IF;
                    ELSIF %5$s THEN
                        NEW.%3$s := %8$s;
                    ELSIF %6$s THEN
                        NEW.%4$s := %7$s;
                    END IF;
                    RETURN NEW;
                END
                $cofferdam$""".formatted(
                        twin.ours("sync"),
                        BACKFILL_SETTING,
                        twin.oldName(),
                        twin.newName(),
                        twin.differs("NEW." + twin.newName(), "OLD." + twin.newName()),
                        twin.oldDiffers("NEW." + twin.oldName(), "OLD." + twin.oldName()),
                        twin.up().of("NEW." + twin.oldName()),
                        twin.down().of("NEW." + twin.newName()));
    }

    /** The function of a sync that flows one way only: {@code target} is what {@code value} says, whatever a statement wrote there. */
    public String createOneWayFunction(String target, String value) {
        return """
                CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $cofferdam$
                BEGIN
                    NEW.%s := %s;
                    RETURN NEW;
                END
                $cofferdam$""".formatted(twin.ours("sync"), target, value);
    }

    /** The sync trigger. */
    public String createTrigger() {
        return "CREATE TRIGGER " + quoted(twin.syncTrigger()) + " BEFORE INSERT OR UPDATE ON " + twin.table()
                + " FOR EACH ROW EXECUTE FUNCTION " + twin.ours("sync") + "()";
    }

    /** Column, function and trigger. */
    public List<String> install() {
        return List.of(addColumn(), createFunction(), createTrigger());
    }

    /** Functions that convert values; none when both columns have one type. */
    public List<String> conversions() {
        return Stream.concat(twin.up().create().stream(), twin.down().create().stream())
                .toList();
    }

    /** Takes the functions away that convert values. */
    public List<String> dropConversions() {
        return Stream.concat(twin.up().drop().stream(), twin.down().drop().stream())
                .toList();
    }

    /** Trigger before function before column, so that no write ever meets a trigger that names a missing column. */
    public List<String> removeWithNewColumn() {
        return List.of(dropTrigger(), dropFunction(), "ALTER TABLE " + twin.table() + " DROP COLUMN " + twin.newName());
    }

    public String dropTrigger() {
        return "DROP TRIGGER " + quoted(twin.syncTrigger()) + " ON " + twin.table();
    }

    public String dropFunction() {
        return "DROP FUNCTION " + twin.ours("sync") + "()";
    }

    /**
     * Makes a remaining writer of the old column fail. A statement trigger UPDATE OF fires when the column is named in SET, also with an
     * unchanged value, which is what an object mapper sends that still maps it; for INSERT only the value can be seen.
     */
    public List<String> installGuard() {
        return List.of(createGuardFunction(), guardUpdates(), guardInserts());
    }

    private String createGuardFunction() {
        return """
                CREATE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $cofferdam$
                BEGIN
                    IF TG_LEVEL = 'ROW' AND %2$s THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'column %3$s of table %4$s is about to be dropped and must not be written any more'
                        USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'write column %5$s instead';
                END
                $cofferdam$""".formatted(
                        twin.ours("guard"),
                        insertIsHarmless(),
                        twin.oldColumn().replace("'", "''").replace("%", "%%"),
                        twin.tableRef().toString().replace("'", "''").replace("%", "%%"),
                        twin.newColumn().replace("'", "''"));
    }

    /** A statement that omits the column leaves null, or the default that the column keeps until the end. */
    private String insertIsHarmless() {
        String isNull = "NEW." + twin.oldName() + " IS NULL";
        return constantDefault()
                .map(value -> "(" + isNull + " OR NOT (" + twin.oldDiffers("NEW." + twin.oldName(), value) + "))")
                .orElse(twin.oldDefinition().defaultExpression().isPresent() ? "true" : isNull);
    }

    private Optional<String> constantDefault() {
        return twin.oldDefinition().defaultExpression().filter(value -> !value.contains("("));
    }

    private String guardUpdates() {
        return "CREATE TRIGGER " + quoted(twin.guardTrigger("update")) + " BEFORE UPDATE OF " + twin.oldName() + " ON "
                + twin.table() + " FOR EACH STATEMENT EXECUTE FUNCTION " + twin.ours("guard") + "()";
    }

    private String guardInserts() {
        return "CREATE TRIGGER " + quoted(twin.guardTrigger("insert")) + " BEFORE INSERT ON " + twin.table()
                + " FOR EACH ROW EXECUTE FUNCTION " + twin.ours("guard") + "()";
    }

    /** Takes the write guard away. */
    public List<String> removeGuard() {
        return List.of(
                "DROP TRIGGER " + quoted(twin.guardTrigger("update")) + " ON " + twin.table(),
                "DROP TRIGGER " + quoted(twin.guardTrigger("insert")) + " ON " + twin.table(),
                "DROP FUNCTION " + twin.ours("guard") + "()");
    }

    /** The sync trigger exists and is enabled for ordinary sessions ({@code tgenabled}, PostgreSQL docs 53.58). */
    public String isInstalledQuery() {
        return "SELECT count(*) FROM pg_trigger WHERE tgrelid = " + ColumnTwin.literal(twin.table())
                + "::regclass AND tgname = " + ColumnTwin.literal(twin.syncTrigger()) + " AND tgenabled = 'O'";
    }

    /** Tells whether the write guard stands. */
    public String guardIsInstalledQuery() {
        return "SELECT count(*) FROM pg_trigger WHERE tgrelid = " + ColumnTwin.literal(twin.table())
                + "::regclass AND tgname LIKE 'cofferdam\\_guard\\_%' AND tgenabled = 'O'";
    }

    /** Rows in which the new column does not hold what the old one says. */
    public String differenceQuery() {
        return "SELECT count(*) FROM " + twin.table() + " WHERE "
                + twin.differs(twin.up().of(twin.oldName()), twin.newName());
    }

    /** Rows in which neither column holds what the other says: newer code may write a value that only one direction maps exactly. */
    public String disagreementQuery() {
        return twin.converts()
                ? differenceQuery() + " AND " + twin.oldDiffers(twin.down().of(twin.newName()), twin.oldName())
                : differenceQuery();
    }

    private static String quoted(String name) {
        return Identifiers.quoteIfNeeded(name);
    }
}
