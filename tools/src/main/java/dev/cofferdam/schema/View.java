package dev.cofferdam.schema;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Optional;

/**
 * A view or materialized view, with the columns it reads.
 *
 * @param over the tables and views it stands on, also those of which it reads no column ({@code count(*)})
 * @param options as they stand behind WITH, such as {@code security_barrier=true}
 * @param shows its own columns, each with its type; none when the history does not tell
 * @param rights what {@link #rightsQuery} answers
 * @param keeps statements that give back what DROP VIEW takes away besides the definition: comments, rights, triggers, defaults
 */
public record View(
        TableRef ref,
        boolean materialized,
        String definition,
        List<ColumnRef> reads,
        List<TableRef> over,
        Optional<String> options,
        List<String> shows,
        String rights,
        List<String> keeps) {
    public View {
        reads = List.copyOf(reads);
        over = List.copyOf(over);
        shows = List.copyOf(shows);
        keeps = List.copyOf(keeps);
    }

    /** A view of which only the statement that creates it is known. */
    View(TableRef ref, boolean materialized, String definition, List<ColumnRef> reads, List<String> shows) {
        this(
                ref,
                materialized,
                definition,
                reads,
                reads.stream().map(ColumnRef::table).distinct().toList(),
                Optional.empty(),
                shows,
                "none",
                List.of());
    }

    /** The view as whoever selects from it sees it. */
    public Table asTable() {
        List<Column> columns = shows.stream()
                .map(shown ->
                        new Column(shown.substring(0, shown.indexOf(' ')), shown.substring(shown.indexOf(' ') + 1)))
                .toList();
        return new Table(ref, columns, List.of(), List.of(), List.of(), false);
    }

    /**
     * A query for the rights on a relation of everybody but its owner, in one line; {@code none} when there are none.
     *
     * @param oid SQL of the relation's number
     */
    public static String rightsQuery(String oid) {
        return "SELECT coalesce((SELECT string_agg(privilege_type || ' ' || grantee, ', ' ORDER BY privilege_type, grantee)"
                + " FROM (SELECT privilege_type, CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(acl.grantee)::text END"
                + " AS grantee FROM pg_class AS relation CROSS JOIN aclexplode(relation.relacl) AS acl WHERE relation.oid = "
                + oid
                + " AND acl.grantee <> relation.relowner) AS rights), 'none')";
    }
}
