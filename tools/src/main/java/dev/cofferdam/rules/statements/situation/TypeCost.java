package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Narrowing;
import dev.cofferdam.sql.TypeChanges;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What ALTER COLUMN TYPE costs the server (PostgreSQL docs, ALTER TABLE, Notes; {@link TypeChanges}).
 *
 * @param built indexes on the column that are built anew although the table is kept
 */
public record TypeCost(Kind kind, List<String> built) {
    private static final String WITH_ZONE = "timestamp with time zone";
    private static final String WITHOUT_ZONE = "timestamp without time zone";
    private static final Set<String> ANY_TEXT = Set.of("text", "character varying");
    private static final Set<String> UTC = Set.of("utc", "gmt", "etc/utc", "etc/gmt", "zulu");

    public TypeCost {
        built = List.copyOf(built);
    }

    /** What the server does under ACCESS EXCLUSIVE. */
    public enum Kind {
        /** Catalogs only. */
        NOTHING,
        /** The table is kept, the indexes of {@link TypeCost#built} are not. */
        INDEXES,
        /** The table is written anew. */
        REWRITE,
        /** Depends on the old type, which the history does not tell. */
        UNKNOWN
    }

    /** Of a change in the schema as it is by now. */
    public static TypeCost of(TableRef table, AlterAction.AlterType action, Situation at) {
        Optional<Column> before = at.table(table).flatMap(found -> found.findColumn(action.column()));
        boolean keeps = before.map(column -> keepsTable(action, column.type(), at))
                .orElse(TypeChanges.mayBeCatalogOnly(action.newType()) || isTimestamp(action.newType()));
        boolean plain = action.using()
                .filter(using ->
                        !PlainCast.addsNothing(using, action.column(), before.map(Column::type), action.newType()))
                .isEmpty();
        if (!keeps || !plain) {
            return new TypeCost(Kind.REWRITE, List.of());
        }
        List<String> built = built(action, at.table(table), before);
        Kind cost = before.isEmpty() ? Kind.UNKNOWN : built.isEmpty() ? Kind.NOTHING : Kind.INDEXES;
        return new TypeCost(cost, built);
    }

    private static boolean keepsTable(AlterAction.AlterType action, String from, Situation at) {
        String to = action.newType();
        // From version 12 on the server compares the zones: release notes of PostgreSQL 12, E.23.3.1.4.
        boolean sameInstant = isZoneChange(from, to)
                && at.engine().major() >= 12
                && isUtc(at)
                && Narrowing.of(from, to).isEmpty();
        return sameInstant
                || isCitext(from, to)
                || TypeChanges.keepsTableOnly(from, to)
                || TypeChanges.isCatalogOnly(from, to);
    }

    private static boolean isCitext(String from, String to) {
        return from.equals("citext") && ANY_TEXT.contains(to)
                || to.equals("citext") && (ANY_TEXT.contains(from) || from.startsWith("character varying("));
    }

    private static List<String> built(AlterAction.AlterType action, Optional<Table> table, Optional<Column> before) {
        boolean all = before.filter(column -> isCitext(column.type(), action.newType())
                        || TypeChanges.keepsTableOnly(column.type(), action.newType())
                        || isZoneChange(column.type(), action.newType())
                        || hasOtherCollation(column, action))
                .isPresent();
        return table.stream()
                .flatMap(found -> found.indexes().stream())
                .filter(index -> index.columns().contains(action.column()))
                .filter(index -> all || isComputed(index))
                .map(Index::name)
                .toList();
    }

    private static boolean isComputed(Index index) {
        return index.predicate().isPresent() || index.elements().stream().anyMatch(element -> element.contains("("));
    }

    /** Whether sorting changes. What is not said is the type's own collation, also when the column had another. */
    public static boolean hasOtherCollation(Column before, AlterAction.AlterType action) {
        return !bare(before.collation()).equals(bare(action.collation()));
    }

    private static String bare(Optional<String> collation) {
        String name = collation.orElse("default").replace("pg_catalog.", "").replace("\"", "");
        return name.equals("default") ? "" : name;
    }

    /** Whether a timestamp gains or loses its time zone. */
    public static boolean isZoneChange(String from, String to) {
        return isTimestamp(from) && isTimestamp(to) && !zoneOf(from).equals(zoneOf(to));
    }

    /** With or without time zone, of any precision. */
    public static boolean isTimestamp(String type) {
        return zoneOf(type).equals(WITH_ZONE) || zoneOf(type).equals(WITHOUT_ZONE);
    }

    private static String zoneOf(String type) {
        return type.replaceFirst("\\(\\d+\\)", "");
    }

    /** Whether the file has said that its times are those of UTC. */
    public static boolean isUtc(Situation at) {
        return at.setting("timezone")
                .map(zone -> zone.replace("'", "").toLowerCase(Locale.ROOT))
                .filter(UTC::contains)
                .isPresent();
    }
}
