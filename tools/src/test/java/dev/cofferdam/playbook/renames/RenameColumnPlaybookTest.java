package dev.cofferdam.playbook.renames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.played.Play;
import dev.cofferdam.played.Shapes;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every plan of this table is applied and abandoned in a real server; nothing here repeats what the playbook writes. */
@Tag("server")
@Tag("played")
final class RenameColumnPlaybookTest {
    @ParameterizedTest
    @EnumSource(RenamedTable.class)
    void theWholePlanEndsWhereTheNaiveChangeWouldWithEveryValue(RenamedTable table) throws SQLException {
        try (ThrowawayDatabase database = Drafts.filled(table);
                ThrowawayDatabase naive = Drafts.filled(table)) {
            Drafts.run(naive, String.join(";", NaiveChange.statements(table.rename())));
            String values =
                    Play.ask(database, table.checksum(table.rename().column().column()));
            Plan plan = Drafts.draft(database, table.rename());
            Play.forwards(database, plan);
            assertThat(Shapes.of(database)).isEqualTo(Shapes.of(naive));
            assertThat(Play.ask(database, table.checksum(table.rename().newName())))
                    .isEqualTo(values);
        }
    }

    @ParameterizedTest
    @EnumSource(RenamedTable.class)
    void abandonFromEveryBoundaryGivesTheSchemaBackWithEveryValue(RenamedTable table) throws SQLException {
        try (ThrowawayDatabase start = Drafts.filled(table)) {
            Schema before = Shapes.of(start);
            String values =
                    Play.ask(start, table.checksum(table.rename().column().column()));
            Plan plan = Drafts.draft(start, table.rename());
            List<String> rests = new ArrayList<>();
            Play.atEveryBoundary(start, plan, (boundary, copy) -> {
                Play.back(copy, boundary.abandon());
                assertThat(Shapes.of(copy)).as(boundary.id()).isEqualTo(before);
                assertThat(Play.ask(copy, table.checksum(table.rename().column().column())))
                        .as(boundary.id())
                        .isEqualTo(values);
                rests.add(boundary.id());
            });
            assertThat(rests).hasSameSizeAs(plan.boundaries());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (id int, old text PRIMARY KEY) | a primary key",
                "CREATE TABLE t (id int PRIMARY KEY, old text UNIQUE); CREATE TABLE u (x text REFERENCES t (old)) | referenced by foreign key",
                "CREATE TABLE t (id int, old text) | no primary key",
                "CREATE TABLE t (id int PRIMARY KEY, old text, twice text GENERATED ALWAYS AS (upper(old)) STORED) | computes `twice`",
                "CREATE TABLE t (id int PRIMARY KEY, old text); CREATE MATERIALIZED VIEW m AS SELECT old FROM t | materialized view",
                "CREATE TABLE t (id int, old text, PRIMARY KEY (id)) PARTITION BY HASH (id) | is partitioned",
            })
    void whatCannotBeTakenAlongIsRefusedByName(String ddl, String reason) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, ddl);
            assertThatThrownBy(() -> Drafts.draft(database, RenamedTable.PLAIN.rename()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(reason);
        }
    }
}
