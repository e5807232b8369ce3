package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.rules.statements.Policy;
import dev.cofferdam.rules.statements.UnitVerdict;
import dev.cofferdam.rules.statements.VerdictMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A verdict that was kept is what a run without it would say, or it is not used. */
final class KeptVerdictsTest {
    private static final Engine ENGINE = Engine.postgresql(17);

    @TempDir
    private Path folder;

    private Path migrations = Path.of("");

    @BeforeEach
    void aHistory() throws IOException {
        migrations = Files.createDirectories(folder.resolve("db/migration"));
        write("V1__owners.sql", "CREATE TABLE owners (id bigint PRIMARY KEY, name varchar(20), city text);");
        write("V2__index.sql", "CREATE INDEX owners_name ON owners (name);");
        write("V3__type.sql", "ALTER TABLE owners ALTER COLUMN name TYPE varchar(40);");
        write("V4__drop.sql", """
                -- cofferdam: suppress column-drop because nobody reads it
                ALTER TABLE owners DROP COLUMN city;
                DO $$ BEGIN EXECUTE 'DROP ' || 'TABLE x'; END $$;
                """);
    }

    @Test
    void theSecondRunJudgesNothingAndSaysTheSame() {
        Run first = run("1", ENGINE);
        Run second = run("1", ENGINE);

        assertThat(first.judged()).isEqualTo(4);
        assertThat(second.judged()).isZero();
        assertThat(second.checked()).isEqualTo(first.checked());
        assertThat(second.silenced()).isEqualTo(first.silenced()).isPositive();
        assertThat(first.checked().undecided()).isNotEmpty();
        assertThat(first.checked().findings())
                .anyMatch(found -> found.safeForm().isPresent());
    }

    @Test
    void whatLiesBeforeAChangeIsNotJudgedAgain() throws IOException {
        run("1", ENGINE);
        write("V3__type.sql", "ALTER TABLE owners ALTER COLUMN name TYPE varchar(10);");

        assertThat(run("1", ENGINE).judged())
                .as("the file and the one after it")
                .isEqualTo(2);
    }

    @Test
    void anEarlierFileChangesTheVerdictOnALaterOne() throws IOException {
        List<StatementFinding> widened = about("V3__type.sql");
        write("V1__owners.sql", "CREATE TABLE owners (id bigint PRIMARY KEY, name varchar(80), city text);");

        assertThat(about("V3__type.sql"))
                .as("80 to 40 characters is another change than 20 to 40")
                .isNotEqualTo(widened)
                .isNotEmpty();
    }

    private List<StatementFinding> about(String file) {
        return run("1", ENGINE).checked().findings().stream()
                .filter(found -> found.place().file().endsWith(file))
                .toList();
    }

    @Test
    void anotherServerVersionOrProgramJudgesAnew() {
        run("1", ENGINE);

        assertThat(run("1", Engine.postgresql(18)).judged()).isEqualTo(4);
        assertThat(run("2", ENGINE).judged()).isEqualTo(4);
    }

    static Stream<Long> seeds() {
        return IntStream.range(0, 12).mapToObj(seed -> 4100L + seed);
    }

    /** Whatever somebody does to the files between two runs. */
    @ParameterizedTest
    @MethodSource("seeds")
    void afterAnyEditTheVerdictIsThatOfARunWithoutMemory(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> statements = List.of(
                "ALTER TABLE owners ADD COLUMN note" + seed + " text;",
                "ALTER TABLE owners ALTER COLUMN name SET NOT NULL;",
                "CREATE INDEX IF NOT EXISTS owners_city ON owners (city);",
                "DROP TABLE owners CASCADE;",
                "ALTER TABLE owners RENAME COLUMN name TO title;",
                "CREATE TABLE owners (id int, name text, city varchar(3));",
                "-- cofferdam: suppress table-drop because it is empty\nDROP TABLE owners;",
                "SET lock_timeout = '1s';",
                "SELEC 1;");
        for (int step = 0; step < 8; step++) {
            Path file = migrations.resolve("V" + (1 + random.nextInt(6)) + "__edit.sql");
            switch (random.nextInt(4)) {
                case 0 -> Files.deleteIfExists(file);
                case 1 -> write(file.getFileName().toString(), statements.get(random.nextInt(statements.size())));
                case 2 -> write("V9__last.sql", statements.get(random.nextInt(statements.size())));
                default -> swapFirstTwo();
            }
            Checked remembered = run("1", ENGINE).checked();

            assertThat(remembered).isEqualTo(check(VerdictMemory.NONE, ENGINE, policy()));
        }
    }

    private void swapFirstTwo() throws IOException {
        String first = Files.readString(migrations.resolve("V1__owners.sql"));
        write("V1__owners.sql", Files.readString(migrations.resolve("V2__index.sql")));
        write("V2__index.sql", first);
    }

    @Test
    void aDamagedFileIsNotThere() throws IOException {
        run("1", ENGINE);
        Path kept;
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            kept = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(kept);
        bytes[bytes.length / 2]++;
        Files.write(kept, bytes);

        assertThat(run("1", ENGINE).judged()).isEqualTo(4);

        Files.write(kept, new byte[] {1, 2, 3});

        assertThat(run("1", ENGINE).judged()).isEqualTo(4);
    }

    @Test
    void onlySoManyFilesAreKept() throws IOException {
        for (int i = 0; i < KeptVerdicts.MOST + 3; i++) {
            KeptVerdicts kept = KeptVerdicts.in(folder.resolve("cache"), "1", "flags " + i);
            kept.keep("key", new UnitVerdict(List.of(), List.of(), true, 1, 0, Set.of()));
            kept.write();
        }

        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            assertThat(files).hasSize(KeptVerdicts.MOST);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenChangesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("no-folder"), "");
        KeptVerdicts kept = KeptVerdicts.in(file.resolve("below"), "1", "");

        Checked checked = check(kept, ENGINE, policy());
        kept.write();

        assertThat(checked).isEqualTo(check(VerdictMemory.NONE, ENGINE, policy()));
    }

    /**
     * One run.
     *
     * @param judged how many files were not remembered
     */
    private record Run(Checked checked, int judged, int silenced) {}

    private Run run(String program, Engine engine) {
        KeptVerdicts kept = KeptVerdicts.in(folder.resolve("cache"), program, "no flags");
        Counting counting = new Counting(kept, new ArrayList<>());
        Policy policy = policy();
        Checked checked = check(counting, engine, policy);
        kept.write();
        return new Run(checked, counting.added().size(), policy.silenced());
    }

    private static Policy policy() {
        return Policy.of(Map.of(), true);
    }

    private Checked check(VerdictMemory memory, Engine engine, Policy policy) {
        return new CheckedFiles(List.of(migrations), folder).check(engine, policy, file -> false, memory);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(migrations.resolve(name), text);
    }

    private record Counting(VerdictMemory memory, List<String> added) implements VerdictMemory {
        @Override
        public String circumstances() {
            return memory.circumstances();
        }

        @Override
        public Optional<UnitVerdict> find(String key) {
            return memory.find(key);
        }

        @Override
        public void keep(String key, UnitVerdict verdict) {
            added.add(key);
            memory.keep(key, verdict);
        }
    }
}
