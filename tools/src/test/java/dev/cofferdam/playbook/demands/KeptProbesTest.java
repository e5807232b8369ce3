package dev.cofferdam.playbook.demands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.schema.StaticSchema;
import dev.cofferdam.schema.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeptProbesTest {
    private static final ColumnRef ADDRESS = TableRef.of("owners").column("address");
    private static final AppVersion V0 = new AppVersion("clinic", 0);
    private static final AppVersion V1 = new AppVersion("clinic", 1);
    private static final String FORGETS = "UPDATE owners SET address = NULL WHERE id = ?";
    private static final String MOVES = "UPDATE owners SET address = ? WHERE id = ?";
    private static final String LISTS = "SELECT address FROM owners";

    @Test
    void aWriteThatAnEditPutsRightIsSentOnlyByVersionsBeforeTheEdit() {
        List<Probe> probes = new KeptProbes(owners(), List.of(edit("forget", "list")))
                .of(
                        List.of(V0, V1),
                        List.of(
                                usage("forget", Access.WRITE, FORGETS),
                                usage("move", Access.WRITE, MOVES),
                                usage("list", Access.READ, LISTS)));

        assertThat(statements(probes, V0)).contains(FORGETS, MOVES, LISTS);
        assertThat(statements(probes, V1)).contains(MOVES, LISTS).doesNotContain(FORGETS);
    }

    private static List<String> statements(List<Probe> probes, AppVersion version) {
        return probes.stream()
                .filter(probe -> probe.version().equals(version))
                .map(Probe::statement)
                .toList();
    }

    private static Edit edit(String... settles) {
        return new Edit(
                "e1",
                V1,
                Place.of("src/Archive.java", 24),
                "never write null",
                Optional.empty(),
                Optional.empty(),
                List.of(settles),
                List.of());
    }

    private static Usage usage(String id, Access access, String sql) {
        return new Usage(
                id,
                ADDRESS,
                access,
                Style.SQL_STRING,
                Confidence.CERTAIN,
                new Place("src/Archive.java", 24, Optional.of("Archive"), Optional.of(id)),
                sql,
                "it is there",
                false,
                Optional.of(sql),
                List.of());
    }

    private static Table owners() {
        MigrationUnit unit = new MigrationUnit(
                "schema.sql",
                Optional.empty(),
                "schema",
                MigrationUnit.Kind.SCRIPT,
                false,
                "CREATE TABLE owners (id bigint PRIMARY KEY, address text)");
        return StaticSchema.of(new History("one file", List.of(unit), List.of()))
                .table(ADDRESS.table());
    }
}
