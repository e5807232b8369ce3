package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A statement is said to be refused only where the obstacle is surely there, and the finding says since when. */
final class WhatStandsInTheWayTest {

    @Test
    void theFileThatGaveTheNameIsNamedAlsoAfterARename() {
        assertThat(refusals("""
                CREATE TABLE owners (id bigint PRIMARY KEY, email text);
                """, """
                ALTER TABLE owners RENAME TO holders;
                ALTER TABLE holders RENAME COLUMN email TO mail;
                """, """
                CREATE TABLE holders (id bigint);
                ALTER TABLE holders ADD COLUMN mail text;
                ALTER TABLE holders ADD COLUMN email text;
                ALTER TABLE holders ADD PRIMARY KEY (email);
                """))
                .containsExactly(
                        "table `holders` is there since V2.sql:1",
                        "column `holders.mail` text is there since V2.sql:2",
                        "primary key `owners_pkey` of `holders` is there since V1.sql:1, and a table has one primary key");
    }

    @Test
    void aBlockThatMayHaveTakenItAwayLeavesItOpen() {
        assertThat(refusals("""
                CREATE TABLE owners (id bigint PRIMARY KEY);
                """, """
                DO $$ DECLARE r record; BEGIN
                    FOR r IN SELECT conname FROM pg_constraint WHERE conrelid = 'owners'::regclass LOOP
                        EXECUTE 'ALTER TABLE owners DROP CONSTRAINT ' || r.conname;
                    END LOOP;
                END $$;
                """, "ALTER TABLE owners ADD PRIMARY KEY (id);"))
                .isEmpty();
    }

    @Test
    void aCallThatNamesItLeavesItOpenAndOneThatDoesNotDoesNot() {
        String made = "CREATE TABLE owners (id bigint, email text); CREATE TABLE pets (id bigint, chip text);";

        assertThat(refusals(made, "SELECT forget_column('owners', 'email');", """
                ALTER TABLE owners ADD COLUMN email text;
                ALTER TABLE pets ADD COLUMN chip text;
                """))
                .containsExactly("column `pets.chip` text is there since V1.sql:1");
    }

    @Test
    void whatIsMadeAfterABlockIsSurelyThere() {
        assertThat(refusals(
                        "DO $$ BEGIN EXECUTE format('DROP TABLE %I', 'owners'); END $$;",
                        "CREATE TABLE owners (id bigint);", "CREATE TABLE owners (id bigint);"))
                .containsExactly("table `owners` is there since V2.sql:1");
    }

    @Test
    void whatNoStatementMadeIsNoObstacle() {
        assertThat(refusals("ALTER TABLE owners ADD COLUMN email text;", "ALTER TABLE owners ADD COLUMN email text;"))
                .isEmpty();
    }

    private static List<String> refusals(String... files) {
        List<MigrationUnit> units = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            units.add(new MigrationUnit(
                    "V" + (i + 1) + ".sql",
                    Optional.of(String.valueOf(i + 1)),
                    "",
                    MigrationUnit.Kind.VERSIONED,
                    true,
                    files[i]));
        }
        String last = units.get(units.size() - 1).file();
        return StatementCheck.of(
                        new History("Flyway", units, List.of()),
                        Engine.postgresql(18),
                        unit -> unit.file().equals(last),
                        true)
                .findings()
                .stream()
                .map(each -> each.finding())
                .filter(each -> each.rule().equals("refused-by-history"))
                .map(each -> each.what()
                        .replaceFirst("the server refuses this statement, and the migration stops: ", "")
                        .replaceFirst(" \\(SQLSTATE .*", ""))
                .toList();
    }
}
