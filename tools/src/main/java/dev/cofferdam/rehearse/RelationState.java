package dev.cofferdam.rehearse;

import dev.cofferdam.domain.TableRef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * The relations of the user's schemas at one moment of a session's transaction, by oid. Asked twice in the same transaction, two states tell what was
 * written anew and read whole: the counters are of this session, and what an earlier transaction left unreported is in both.
 */
record RelationState(Map<Long, Relation> relations) {
    private static final String SQL = """
            SELECT c.oid::bigint, n.nspname, c.relname, c.relkind::text, coalesce(pg_relation_filenode(c.oid), 0)::bigint,
                   coalesce(pg_stat_get_xact_numscans(c.oid), 0), coalesce(pg_stat_get_xact_blocks_fetched(c.oid), 0),
                   CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_size(c.oid) / current_setting('block_size')::int ELSE 0 END,
                   coalesce((SELECT x.indisvalid FROM pg_index x WHERE x.indexrelid = c.oid), true)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
            """;

    private static final String UNPROVED = """
            SELECT k.conrelid::regclass || '.' || k.conname FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
            WHERE NOT k.convalidated AND k.conrelid <> 0 AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            """;

    /** A few pages may be looked at for other reasons than the rows in them. */
    private static final long FEW_PAGES = 4;

    RelationState {
        relations = Map.copyOf(relations);
    }

    /** One relation; {@code scans} and {@code fetched} count what this session has done to it. */
    record Relation(TableRef name, String kind, long file, long scans, long fetched, long pages, boolean valid) {
        boolean isIndex() {
            return kind.equalsIgnoreCase("i");
        }

        boolean hasRows() {
            return kind.equals("r") || kind.equals("m");
        }
    }

    static RelationState read(Connection session) throws SQLException {
        Map<Long, Relation> relations = new HashMap<>();
        try (PreparedStatement statement = session.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                relations.put(
                        row.getLong(1),
                        new Relation(
                                LockTrace.named(String.valueOf(row.getString(2)), String.valueOf(row.getString(3))),
                                String.valueOf(row.getString(4)),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getLong(8),
                                row.getBoolean(9)));
            }
        }
        return new RelationState(relations);
    }

    static Set<String> unproved(Connection session) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (PreparedStatement statement = session.prepareStatement(UNPROVED);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                names.add(String.valueOf(row.getString(1)));
            }
        }
        return names;
    }

    /** Relations that were there before and now keep their rows in another file. */
    Set<TableRef> rewrittenUntil(RelationState after) {
        return changed(after, (then, now) -> now.file() != then.file());
    }

    /** Tables of which the session has begun a scan, or fetched as many pages as there are, whatever the work is called. */
    Set<TableRef> scannedUntil(RelationState after) {
        return changed(after, (then, now) -> then.hasRows() && isReadWhole(then, now));
    }

    private Set<TableRef> changed(RelationState after, BiPredicate<Relation, Relation> change) {
        return relations.entrySet().stream()
                .filter(each -> after.find(each.getKey())
                        .filter(now -> change.test(each.getValue(), now))
                        .isPresent())
                .map(each -> each.getValue().name())
                .collect(Collectors.toSet());
    }

    /** Whether the name is one of a table or a view, and not of an index or a sequence. */
    boolean isTable(TableRef name) {
        return relations.values().stream().anyMatch(each -> each.name().equals(name) && "rpmvf".contains(each.kind()));
    }

    Optional<Relation> find(long oid) {
        return Optional.ofNullable(relations.get(oid));
    }

    private static boolean isReadWhole(Relation before, Relation after) {
        long fetched = after.fetched() - before.fetched();
        return after.scans() > before.scans() || before.pages() >= FEW_PAGES && fetched >= before.pages();
    }

    /** Indexes that were not there before. */
    Set<TableRef> builtUntil(RelationState after) {
        return after.relations.entrySet().stream()
                .filter(each -> each.getValue().isIndex() && !relations.containsKey(each.getKey()))
                .map(each -> each.getValue().name())
                .collect(Collectors.toSet());
    }

    Set<TableRef> invalid() {
        return relations.values().stream()
                .filter(each -> !each.valid())
                .map(Relation::name)
                .collect(Collectors.toSet());
    }
}
