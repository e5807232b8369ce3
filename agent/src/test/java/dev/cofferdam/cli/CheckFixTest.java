package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Safe forms written into files: only where the tool that runs them allows it, and without a letter more. */
final class CheckFixTest {
    private static final String FLYWAY = "src/main/resources/db/migration/";

    private static final String INDEX = "CREATE INDEX calls ON owners (telephone);\n";

    private static final String SAFE_INDEX = "CREATE INDEX CONCURRENTLY calls ON owners (telephone);\n";

    private static final String WITH_CHECK = "ALTER TABLE owners ADD COLUMN code text CHECK (code <> '');\n";

    @TempDir
    private Path folder;

    private Path root = Path.of("");

    @BeforeEach
    void aSmallService() throws IOException {
        root = SmallService.in(folder.toRealPath()).root();
        Files.createDirectories(root.resolve(".git"));
    }

    @Test
    void anIndexAloneInItsFlywayFileIsBuiltConcurrently() throws IOException {
        write(FLYWAY + "V2__calls.sql", "-- who calls\n" + INDEX + "-- done\n");

        Desk desk = fix(FLYWAY + "V2__calls.sql");

        assertThat(text(FLYWAY + "V2__calls.sql")).isEqualTo("-- who calls\n" + SAFE_INDEX + "-- done\n");
        assertThat(desk.err()).contains("fixed ", "V2__calls.sql:2 index-create-blocking", "transactional.lock=false");
        assertThat(desk.out()).as("checked once more").startsWith("no findings");
        assertThat(desk.exitCode()).isEqualTo(ExitCode.CLEAN);
        assertThat(root.resolve(FLYWAY + "V2__calls.sql.conf")).doesNotExist();
    }

    @Test
    void aDryRunPrintsADiffAndChangesNothing() throws IOException {
        write(FLYWAY + "V2__calls.sql", INDEX);

        Desk desk = fix(FLYWAY + "V2__calls.sql", "--dry-run");

        assertThat(desk.out())
                .contains("@@ -1,1 +1,1 @@\n-" + INDEX + "+" + SAFE_INDEX)
                .startsWith("--- a/");
        assertThat(text(FLYWAY + "V2__calls.sql")).isEqualTo(INDEX);
        assertThat(desk.exitCode()).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void aFileThatNeedsItsTransactionIsLeftAsItIs() throws IOException {
        String both = INDEX + "ALTER TABLE pets ADD COLUMN age int;\n";
        write(FLYWAY + "V2__both.sql", both);

        Desk desk = fix(FLYWAY + "V2__both.sql");

        assertThat(text(FLYWAY + "V2__both.sql")).isEqualTo(both);
        assertThat(desk.err())
                .contains("not fixed", "`ALTER TABLE pets ADD COLUMN age int` stands in the same transaction");
        assertThat(desk.out()).contains("error index-create-blocking");
        assertThat(desk.exitCode()).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void aSequenceInAFlywayFileGetsItsScriptConfiguration() throws IOException {
        write(FLYWAY + "V2__code.sql", WITH_CHECK);

        Desk desk = fix(FLYWAY + "V2__code.sql");

        assertThat(text(FLYWAY + "V2__code.sql").lines()).hasSize(3).allMatch(line -> line.endsWith(";"));
        assertThat(text(FLYWAY + "V2__code.sql.conf")).isEqualTo("executeInTransaction=false\n");
        assertThat(desk.out()).doesNotContain("column-add-inline-constraint");
    }

    @Test
    void aScriptConfigurationThatWantsATransactionIsRespected() throws IOException {
        write(FLYWAY + "V2__calls.sql", INDEX);
        write(FLYWAY + "V2__calls.sql.conf", "executeInTransaction=true\n");

        assertThat(fix(FLYWAY + "V2__calls.sql").err()).contains("does not say `executeInTransaction=false`");
        assertThat(text(FLYWAY + "V2__calls.sql")).isEqualTo(INDEX);
    }

    @Test
    void aChangeSetOfFormattedSqlSaysThatItRunsOutside() throws IOException {
        write("db/changelog/log.sql", """
                --liquibase formatted sql
                --changeset mara:1
                CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
                """);
        write("db/changelog/next.sql", """
                --liquibase formatted sql
                --changeset mara:2 labels:calls
                CREATE INDEX calls ON owners (telephone);
                --changeset mara:3
                CREATE INDEX more ON owners (telephone, id);
                ALTER TABLE owners ADD COLUMN age int;
                """);

        Desk desk = fix("db/changelog/next.sql");

        assertThat(text("db/changelog/next.sql")).as(desk.err()).isEqualTo("""
                --liquibase formatted sql
                --changeset mara:2 labels:calls runInTransaction:false
                CREATE INDEX CONCURRENTLY calls ON owners (telephone);
                --changeset mara:3
                CREATE INDEX more ON owners (telephone, id);
                ALTER TABLE owners ADD COLUMN age int;
                """);
        assertThat(desk.err()).contains("not fixed", "next.sql:5");
    }

    @Test
    void lineEndingsMarkAndEncodingStay() throws IOException {
        write("a.sql", "\uFEFF-- Gr\u00fc\u00dfe\r\n" + WITH_CHECK.replace("\n", "\r\n"));
        Files.write(root.resolve("b.sql"), ("-- Gr\u00fc\u00dfe\n" + INDEX).getBytes(StandardCharsets.ISO_8859_1));

        fix("a.sql");
        fix("b.sql");

        assertThat(text("a.sql"))
                .startsWith("\uFEFF-- Gr\u00fc\u00dfe\r\nALTER TABLE owners ADD COLUMN code text;\r\nALTER TABLE")
                .endsWith(";\r\n");
        assertThat(Files.readAllBytes(root.resolve("b.sql")))
                .isEqualTo(("-- Gr\u00fc\u00dfe\n" + SAFE_INDEX).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aTransactionOfTheFileItselfStays() throws IOException {
        String own = "BEGIN;\n" + INDEX + "COMMIT;\n";
        write("own.sql", own);

        assertThat(fix("own.sql").err()).contains("`BEGIN` stands in the same transaction");
        assertThat(text("own.sql")).isEqualTo(own);
    }

    @Test
    void whatNobodyKnowsHowToRunIsNotTouched() throws IOException {
        write("migrations/001_a.sql", "CREATE TABLE t (id bigint, name text);\n");
        write("migrations/002_b.sql", "CREATE INDEX t_name ON t (name);\n");

        assertThat(fix("migrations/002_b.sql").err())
                .contains("may wrap it in a transaction", "-- +goose NO TRANSACTION");
        assertThat(text("migrations/002_b.sql")).isEqualTo("CREATE INDEX t_name ON t (name);\n");
    }

    @Test
    void aSuppressedFindingIsNotFixed() throws IOException {
        String silent = "-- cofferdam: suppress index-create-blocking because it has 12 rows\n" + INDEX;
        write(FLYWAY + "V2__calls.sql", silent);

        assertThat(fix(FLYWAY + "V2__calls.sql").exitCode()).isEqualTo(ExitCode.CLEAN);
        assertThat(text(FLYWAY + "V2__calls.sql")).isEqualTo(silent);
    }

    @Test
    void aFolderMayHoldWhatHasRunSomewhere() throws IOException {
        write(FLYWAY + "V2__calls.sql", INDEX);

        Desk desk = fix(".");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
        assertThat(desk.err()).contains("does not change the folder", "name the files that are not released yet");
        assertThat(text(FLYWAY + "V2__calls.sql")).isEqualTo(INDEX);
    }

    private Desk fix(String path, String... words) {
        List<String> quiet = List.of("--rule", "lock-timeout-missing=off", "--fix");
        return SmallService.run(Stream.of(
                        Stream.of("check", root.resolve(path).normalize().toString()), quiet.stream(), Stream.of(words))
                .flatMap(each -> each)
                .toList());
    }

    private String text(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
