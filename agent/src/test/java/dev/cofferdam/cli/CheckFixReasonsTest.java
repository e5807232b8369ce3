package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line that bounds a wait is written once, comments stay with what they are about, and what is left says why. */
final class CheckFixReasonsTest {
    private static final String CHANGE = "src/main/resources/db/migration/V2__change.sql";

    @TempDir
    private Path folder;

    private Path root = Path.of("");

    @BeforeEach
    void aSmallService() throws IOException {
        root = SmallService.in(folder.toRealPath()).root();
        Files.createDirectories(root.resolve(".git"));
    }

    @Test
    void aTransactionGetsOneLimitForAllItsLocks() throws IOException {
        String both = "  ALTER TABLE owners ADD COLUMN age int;\n  ALTER TABLE pets ADD COLUMN age int;\n";

        Desk desk = fix(CHANGE, "-- ages\n" + both);

        assertThat(text(CHANGE)).isEqualTo("-- ages\n  SET LOCAL lock_timeout = '2s';\n" + both);
        assertThat(desk.err()).contains("V2__change.sql:2 lock-timeout-missing\n");
        assertThat(desk.out()).doesNotContain("lock-timeout-missing");
    }

    @Test
    void aFileThatSetsALimitItselfKeepsIt() throws IOException {
        String patient = "SET lock_timeout = '10min';\nALTER TABLE owners ADD COLUMN age int;\n";

        assertThat(fix(CHANGE, patient).err())
                .contains("not fixed ", "V2__change.sql:2 lock-timeout-missing: the file sets `lock_timeout` itself");
        assertThat(text(CHANGE)).isEqualTo(patient);
    }

    @Test
    void outsideATransactionNoLimitIsWritten() throws IOException {
        Files.writeString(
                Files.createDirectories(root.resolve(CHANGE).getParent()).resolve("V2__change.sql.conf"),
                "executeInTransaction=false\n");

        assertThat(fix(CHANGE, "ALTER TABLE owners ADD COLUMN age int;\n").err())
                .contains("lock-timeout-missing: it runs outside a transaction");
    }

    @Test
    void withoutANamedServerTheFormIsOneThatEverySupportedServerTakes() throws IOException {
        Path conf = root.resolve(CHANGE + ".conf");
        Files.createDirectories(conf.getParent());
        Files.writeString(conf, "executeInTransaction=false\n");
        String demand = """
                ALTER TABLE owners ALTER COLUMN telephone DROP NOT NULL;
                ALTER TABLE owners ALTER COLUMN telephone SET NOT NULL;
                """;

        Desk unnamed = fix(CHANGE, demand);

        assertThat(text(CHANGE))
                .contains("CHECK (telephone IS NOT NULL) NOT VALID")
                .doesNotContain("NOT NULL telephone");
        assertThat(unnamed.err()).contains("no server is named", "postgresql:12", "--engine");
        assertThat(fix(CHANGE, demand, "--engine", "postgresql:18").err()).doesNotContain("no server is named");
        assertThat(text(CHANGE)).contains("NOT NULL telephone NOT VALID");
    }

    @Test
    void whenNothingIsFixedEachFindingSaysWhyInOneLine() throws IOException {
        Desk desk =
                fix(CHANGE, "SET LOCAL lock_timeout = '2s';\nALTER TABLE owners RENAME COLUMN telephone TO phone;\n");

        assertThat(desk.err().lines().filter(line -> line.startsWith("not fixed ")))
                .singleElement()
                .asString()
                .endsWith(
                        "V2__change.sql:2 column-rename: running code has to change first, which no other statement spares it");
    }

    @Test
    void aSuppressionBehindAStatementStaysWithTheFirstThatComesForIt() throws IOException {
        String comment =
                "-- cofferdam: suppress constraint-new-rule-breaks-old-writers because all numbers are positive";

        Desk desk = fix(
                CHANGE,
                "ALTER TABLE owners ADD CONSTRAINT dialled CHECK (telephone <> ''); " + comment + "\nSELECT 1;\n",
                "--rule",
                "lock-timeout-missing=off");

        assertThat(desk.err()).contains("`SELECT 1` stands in the same transaction");

        desk = fix(
                CHANGE,
                "ALTER TABLE owners ADD CONSTRAINT dialled CHECK (telephone <> ''); " + comment + "\n",
                "--rule",
                "lock-timeout-missing=off");

        assertThat(text(CHANGE).lines())
                .containsExactly(
                        comment,
                        "ALTER TABLE owners ADD CONSTRAINT dialled CHECK (telephone <> '') NOT VALID;",
                        "ALTER TABLE owners VALIDATE CONSTRAINT dialled;");
        assertThat(desk.out()).doesNotContain("suppression-unused", "constraint-new-rule-breaks-old-writers");
    }

    private Desk fix(String path, String text, String... words) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
        List<String> line = new ArrayList<>(List.of("check", root.resolve(path).toString(), "--fix"));
        line.addAll(List.of(words));
        return SmallService.run(line);
    }

    private String text(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }
}
