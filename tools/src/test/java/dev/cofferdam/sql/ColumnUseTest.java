package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement.Query;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnUseTest {
    private static Query query(String sql) {
        return Facts.of(sql, Query.class);
    }

    /** {@code r owners.id} or {@code w owners.id}; {@code r pets|owners.id} when nothing binds it. */
    private static String uses(String sql) {
        return query(sql).columns().stream()
                .map(use -> (use.access().writes() ? "w " : "r ") + tables(use) + "." + use.column())
                .collect(Collectors.joining(", "));
    }

    private static String tables(ColumnUse use) {
        return use.table()
                .map(TableRef::toString)
                .orElseGet(() -> use.inScope().stream().map(TableRef::toString).collect(Collectors.joining("|")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "SELECT id, o.name FROM owners o WHERE o.city = ? ORDER BY id ! r owners.id, r owners.name, r owners.city, r owners.id",
                "SELECT OWNERS.ID FROM Public.Owners ! r public.owners.id",
                "SELECT \"Id\" FROM \"Owners\" ! r Owners.Id",
                "SELECT o.id, pet FROM owners o JOIN pets p ON p.owner_id = o.id ! r owners.id, r owners|pets.pet, r pets.owner_id, r owners.id",
                "SELECT 1 FROM a JOIN b USING (k) ! r a.k, r b.k",
                "SELECT n AS label FROM t ORDER BY label DESC ! r t.n",
                "SELECT lower(n) AS label FROM t GROUP BY label HAVING max(m) > 1 ! r t.n, r t.m",
                "SELECT lower(label) AS x FROM t ORDER BY lower(label) ! r t.label, r t.label",
                "SELECT count(*), now(), 'a', 1, NULL, current_date, x::text, CAST(y AS int) FROM t ! r t.x, r t.y",
                "SELECT EXTRACT(year FROM d), date '2020-01-01', interval '1 day' FROM t ! r t.d",
                "SELECT rank() OVER (PARTITION BY a ORDER BY b) FROM t ! r t.a, r t.b",
                "SELECT a FROM t WHERE b = :b AND c = :#{#p.c} AND d = ?1 AND e = #{e} AND f = $1 ! r t.a, r t.b, r t.c, r t.d, r t.e, r t.f",
                "SELECT a FROM t WHERE b = 1 ${rest} ORDER BY c ! r t.a, r t.b, r t.c",
                "SELECT a FROM \"{{ index .Options \"Namespace\" }}\".t ! r {{ index .Options \"Namespace\" }}.t.a",
                "SELECT ${cols} FROM t WHERE a IN (${ids}) ! r t.a",
                "SELECT data ? 'k', data ?| array['k'], data->'a'->>'b' FROM t ! r t.data, r t.data, r t.data",
                "SELECT name FROM t WHERE name LIKE ?||'%' AND a=?::int ! r t.name, r t.name, r t.a",
                // Subqueries: their own tables first, then those around them.
                "SELECT id FROM a WHERE k IN (SELECT fk FROM b) ! r a.id, r a.k, r b|a.fk",
                "SELECT 1 FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.x = a.y) ! r b.x, r a.y",
                "SELECT s.x FROM (SELECT y AS x FROM a) s ! r a.y",
                "SELECT s.y FROM (SELECT * FROM a) s ! r a.y",
                "SELECT y FROM (SELECT * FROM a JOIN b ON true) s ! r a|b.y",
                "SELECT x, z FROM (SELECT y AS x FROM a) s, b ! r b.z, r a.y",
                "SELECT t.x FROM a, LATERAL (SELECT b.x FROM b WHERE b.k = a.k) t ! r b.x, r b.k, r a.k",
                "SELECT x FROM (SELECT x FROM a) s JOIN (SELECT x FROM b) r USING (x) ! r a.x, r b.x",
                "SELECT g FROM generate_series(1, 3) g ! ``",
                "SELECT t.c, g.n FROM t, unnest(t.list) WITH ORDINALITY AS g(v, n) ! r t.c, r t.list",
                // WITH queries are no tables, and their names no columns of tables.
                "WITH w AS (SELECT a FROM t) SELECT a FROM w ! r t.a",
                "WITH w (x) AS (SELECT a FROM t) SELECT w.x, u.y FROM w JOIN u ON u.x = w.x ! r t.a, r u.y, r u.x",
                "WITH w AS (SELECT * FROM t) SELECT a FROM w ! r t.a",
                "WITH RECURSIVE w AS (SELECT id FROM t UNION ALL SELECT t.id FROM t JOIN w ON t.p = w.id) SELECT id FROM w ! r t.id, r t.id, r t.p",
                "WITH d AS (DELETE FROM t WHERE a = 1 RETURNING b) SELECT b FROM d ! r t.a, r t.b",
                "SELECT a FROM t UNION SELECT b FROM u ORDER BY a ! r t.a, r u.b, r t.a",
                // Data statements.
                "INSERT INTO t (a, \"B\") VALUES (?, :b) ! w t.a, w t.B",
                "INSERT INTO t (a) SELECT b FROM u WHERE c = 1 ! w t.a, r u.b, r u.c",
                "INSERT INTO t (a, b) VALUES (1, 2) ON CONFLICT (a) DO UPDATE SET b = EXCLUDED.b WHERE t.c < 3 RETURNING id ! w t.a, w t.b, r t.a, w t.b, r t.b, r t.c, r t.id",
                "UPDATE t SET a = b + 1, (c, d) = (SELECT e, f FROM u) WHERE g = 1 RETURNING h ! w t.a, r t.b, w t.c, w t.d, r u|t.e, r u|t.f, r t.g, r t.h",
                "UPDATE t x SET a = u.b FROM u WHERE u.id = x.id ! w t.a, r u.b, r u.id, r t.id",
                "UPDATE t SET a = 1 RETURNING old.a, new.a ! w t.a, r t.a, r t.a",
                "DELETE FROM t USING u WHERE u.id = t.u_id AND x ! r u.id, r t.u_id, r t|u.x",
                "MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT (id, a) VALUES (s.id, s.a) ! r t.id, r s.id, w t.a, r s.a, w t.id, w t.a, r s.id, r s.a",
            })
    void columnsAreFoundAndBound(String sql, String expected) {
        assertThat(uses(sql)).isEqualTo(expected);
    }

    @Test
    void aUseKnowsWhereItsNameStandsWithItsQuotes() {
        String sql = "  SELECT o.\"Last Name\"\n FROM owners o WHERE o.Id = 7";
        ParsedStatement statement = SqlParser.parse(sql).get(0);
        Query query = (Query) statement.facts();

        assertThat(query.columns())
                .extracting(use -> statement.text().substring(use.offset(), use.offset() + use.length()))
                .containsExactly("\"Last Name\"", "Id");
        assertThat(query.columns()).extracting(ColumnUse::column).containsExactly("Last Name", "id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "SELECT * FROM t ! true",
                "SELECT t.* FROM t ! true",
                "SELECT row_to_json(o) FROM owners o ! true",
                "SELECT a FROM (SELECT * FROM t) s ! true",
                "DELETE FROM t RETURNING * ! true",
                "TABLE t ! true",
                "SELECT a FROM t NATURAL JOIN u ! true",
                "SELECT count(*) FROM t ! false",
                "SELECT a * b FROM t ! false",
                "SELECT 1 FROM t WHERE EXISTS (SELECT * FROM u) ! false",
            })
    void aStarIsWhatSelectsAllColumns(String sql, boolean star) {
        assertThat(query(sql).star()).isEqualTo(star);
    }

    @Test
    void anInsertWithoutColumnListIsMarked() {
        assertThat(query("INSERT INTO t VALUES (1)").insertWithoutColumns()).isTrue();
        assertThat(query("INSERT INTO t SELECT * FROM u").insertWithoutColumns())
                .isTrue();
        assertThat(query("INSERT INTO t (a) SELECT 1").insertWithoutColumns()).isFalse();
        assertThat(query("INSERT INTO t DEFAULT VALUES").insertWithoutColumns()).isFalse();
    }

    @Test
    void theOutermostStatementGivesVerbAndTarget() {
        Query insert = query("INSERT INTO t (a) WITH few AS (SELECT b FROM u) SELECT b FROM few");

        assertThat(insert.verb()).isEqualTo(Statement.Verb.INSERT);
        assertThat(insert.target()).contains(TableRef.of("t"));
        assertThat(insert.written()).containsExactly(TableRef.of("t"));
    }

    @Test
    void tablesAreAllThatAreNamedAndTheTargetIsTheOneWritten() {
        Query query =
                query("WITH w AS (SELECT 1 FROM a) UPDATE b SET x = 1 FROM w, s.c WHERE EXISTS (SELECT 1 FROM d)");

        assertThat(query.verb()).isEqualTo(Statement.Verb.UPDATE);
        assertThat(query.target()).contains(TableRef.of("b"));
        assertThat(query.tables()).map(TableRef::toString).containsExactly("a", "b", "s.c", "d");
    }
}
