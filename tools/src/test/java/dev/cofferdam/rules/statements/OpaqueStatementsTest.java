package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the text of a statement does not tell is said to be undecided, with its place. */
final class OpaqueStatementsTest {

    @Test
    void dynamicStatementsAreUndecidedAndNeverAPass() {
        assertThat(undecided("""
                DO $$ BEGIN EXECUTE format('DROP TABLE %I', 'owners'); END $$;
                CALL rebuild();
                EXECUTE prepared;
                """))
                .extracting(each -> each.place().line() + " " + each.why())
                .containsExactly(
                        "1 dynamic block: what DO runs is known only when it runs",
                        "2 CALL runs a procedure whose statements are not seen here",
                        "3 dynamic statement: EXECUTE runs what was prepared elsewhere");
    }

    @Test
    void aFileForAnotherProductNamesTheFirstLinesThatAreNoPostgres() {
        assertThat(undecided("CREATE TABLE `a` (id int);\n".repeat(7)))
                .extracting(each -> each.place().line() + " " + each.what())
                .containsExactly("1 7 of 7 statements, lines 1, 2, 3, 4, 5 and 2 more");
    }

    @Test
    void whatCallsAFunctionForEachRowIsUndecidedToo() {
        assertThat(undecided("""
                UPDATE owners SET city = shop.tidy(city);
                INSERT INTO pets (chip) SELECT new_chip(id) FROM owners;
                CREATE INDEX owners_fold ON owners (folded(city));
                ALTER TABLE owners ADD CONSTRAINT sane CHECK (is_sane(city));
                ALTER TABLE owners ALTER COLUMN city TYPE int USING coded(city);
                """))
                .extracting(each -> each.place().line() + " " + each.why().replaceFirst(", whose.*", ""))
                .containsExactly(
                        "1 UPDATE calls `tidy`",
                        "2 INSERT calls `new_chip`",
                        "3 for each row the statement calls `folded`",
                        "4 for each row the statement calls `is_sane`",
                        "5 for each row the statement calls `coded`");
    }

    @Test
    void whatIsKnownOrNotCalledNowIsDecided() {
        assertThat(undecided("""
                CREATE FUNCTION rank_of(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT greatest(n, 1) * 2';
                CREATE TABLE tags (id int, name text DEFAULT made_up(), CHECK (sane(name)));
                INSERT INTO public.tags(id, name) SELECT p.id, public.gen_random_uuid() FROM pets p JOIN (SELECT 1 AS one) o ON true;
                INSERT INTO tags (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET (id, name) = (2, upper('b'));
                UPDATE owners SET city = lower(city), place = rank_of(place), path = subpath(path, 1);
                UPDATE owners o SET n = r.n FROM (SELECT id, row_number() OVER (PARTITION BY (city)) n FROM owners) r WHERE r.id = o.id;
                CREATE INDEX owners_lower ON owners (lower(city) text_pattern_ops) WHERE date(seen) > '2026-01-01';
                ALTER TABLE owners ADD CONSTRAINT later CHECK (is_sane(city)) NOT VALID;
                ALTER TABLE owners ALTER COLUMN city SET DEFAULT next_city();
                """)).isEmpty();
    }

    @Test
    void whatStandsInABlockIsJudgedWhetherOrNotItsConditionsHold() {
        Checked checked = check("""
                DO $$
                DECLARE n int := 0;
                BEGIN
                    SELECT count(*) INTO n FROM owners;
                    IF n = 0 AND EXISTS (SELECT 1 FROM pg_class) THEN
                        DROP TABLE owners;
                    ELSE
                        EXECUTE 'DROP TABLE pets';
                    END IF;
                EXCEPTION WHEN others THEN
                    RAISE NOTICE 'no';
                END $$;
                """);

        assertThat(checked.undecided()).isEmpty();
        assertThat(checked.findings())
                .filteredOn(each -> each.finding().rule().equals("table-drop"))
                .extracting(each -> each.place().line())
                .containsExactly(6, 8);
    }

    @Test
    void aBlockThatAlsoBuildsStatementsIsUndecidedForThatAlone() {
        Checked checked = check("""
                DO $$ BEGIN
                    DROP TABLE owners;
                    EXECUTE 'DROP TABLE ' || 'pets';
                END $$;
                """);

        assertThat(checked.undecided()).hasSize(1);
        assertThat(checked.findings()).extracting(each -> each.finding().rule()).contains("table-drop");
    }

    @Test
    void aCallOfAFunctionIsUndecidedWhetherItIsInTheHistoryOrNot() {
        assertThat(undecided("""
                CREATE FUNCTION rebuild() RETURNS void LANGUAGE sql AS 'DELETE FROM owners';
                SELECT rebuild();
                SELECT create_hypertable('owners', 'seen');
                """))
                .extracting(each -> each.place().line() + " " + each.why())
                .containsExactly(
                        "2 SELECT calls `rebuild`, whose body is text that is not judged",
                        "3 SELECT calls `create_hypertable`, whose statements are not seen here");
    }

    @Test
    void whoHasReadItSaysSoWithAReason() {
        Checked checked = check("""
                -- cofferdam: suppress opaque-sql because it fills an empty table
                DO $$ BEGIN PERFORM fill(1); END $$;
                -- cofferdam: suppress opaque-sql
                DO $$ BEGIN PERFORM fill(2); END $$;
                """);

        assertThat(checked.undecided()).extracting(each -> each.place().line()).containsExactly(4);
        assertThat(checked.findings())
                .extracting(each -> each.finding().rule())
                .containsExactly("suppression-without-reason");
    }

    @Test
    void aStatementIsJudgedAllTheSameWhenItAlsoCallsAFunction() {
        Checked checked = check("""
                ALTER TABLE owners ADD COLUMN city text;
                SELECT rebuild(id) FROM pets;
                """);

        assertThat(checked.undecided()).hasSize(1);
        assertThat(checked.findings()).extracting(each -> each.finding().rule()).contains("lock-held-then-work");
    }

    @Test
    void setvalAndSettingsAreSeenThrough() {
        assertThat(undecided("SELECT setval('owners_seq', 1); SELECT set_config('search_path', '', false);"))
                .isEmpty();
    }

    @Test
    void aProgramThatCopyRunsIsNotSeen() {
        assertThat(undecided("""
                COPY owners TO PROGRAM 'gzip > /tmp/owners';
                COPY owners FROM PROGRAM $$cat /tmp/owners$$;
                COPY owners TO '/tmp/program';
                COPY owners (id) FROM STDIN;
                """))
                .extracting(each -> each.place().line() + " " + each.why())
                .containsExactly(
                        "1 COPY runs a program on the server, and what that does is not seen here",
                        "2 COPY runs a program on the server, and what that does is not seen here");
    }

    private static List<Undecided> undecided(String sql) {
        return check(sql).undecided();
    }

    private static Checked check(String sql) {
        MigrationUnit unit =
                new MigrationUnit("V1__a.sql", Optional.of("1"), "a", MigrationUnit.Kind.VERSIONED, true, sql);
        return StatementCheck.of(
                new History("Flyway", List.of(unit), List.of()), Engine.postgresql(18), each -> true, true);
    }
}
