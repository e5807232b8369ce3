package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.migrations.JudgedFiles;
import dev.cofferdam.migrations.JudgedHistory;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.rules.fixes.Fixes;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files into which safe forms were written migrate: the bad fixtures of every rule that has one, laid out for a tool, fixed, and run by that tool. */
@Tag("server")
final class FixedFilesRunTest {
    /** Rules that can replace a statement, each proved by the tools below. */
    private static final Set<String> FIXED = Set.of(
            "check-add-validating",
            "column-add-inline-constraint",
            "column-check-recheck",
            "column-type-loses-statistics",
            "fk-add-validating",
            "index-create-blocking",
            "index-drop-blocking",
            "lock-timeout-missing",
            "not-null-set-scan",
            "partition-detach-blocking",
            "pk-add-blocking",
            "reindex-blocking",
            "set-tablespace",
            "unique-add-blocking");

    private static final String FLYWAY = "src/main/resources/db/migration/";
    private static final String LIQUIBASE = "db/changelog/";

    @TempDir
    private Path folder;

    @Test
    void flywayRunsThem() throws Exception {
        assertThat(fixedAndRun(this::layOutForFlyway, RealRunner::flyway))
                .containsExactlyElementsOf(new TreeSet<>(FIXED));
    }

    @Test
    void liquibaseRunsThem() throws Exception {
        assertThat(fixedAndRun(this::layOutForLiquibase, RealRunner::liquibase))
                .containsExactlyElementsOf(new TreeSet<>(FIXED));
    }

    /** Files of a fixture in a repository of their own: the folder to run, changelogs to run, and the file that is judged. */
    private record Laid(Path repository, Path root, List<String> changelogs, Path judged) {}

    private interface Layout {
        Laid of(SqlFixture fixture, Path repository) throws IOException;
    }

    private Set<String> fixedAndRun(Layout layout, RealRunner runner) throws Exception {
        Set<String> fixed = new TreeSet<>();
        List<String> refused = new ArrayList<>();
        int number = 0;
        for (RuleInfo info : StatementRules.infos()) {
            for (Path file : SqlFixture.of(info.id(), "bad-")) {
                SqlFixture fixture = SqlFixture.read(file);
                if (!canRun(fixture)) {
                    continue;
                }
                Laid laid = layout.of(fixture, Files.createDirectories(folder.resolve("r" + number++)));
                if (fix(laid, info.id())) {
                    Optional<String> complaint = run(laid, runner);
                    complaint.ifPresentOrElse(
                            why -> refused.add(
                                    info.id() + "/" + file.getFileName() + ": " + why + "\n" + text(laid.judged())),
                            () -> fixed.add(info.id()));
                }
            }
        }
        assertThat(refused).isEmpty();
        return fixed;
    }

    /** The server is the newest one, and a fixture without a past has no tables. */
    private static boolean canRun(SqlFixture fixture) {
        return fixture.engine().equals(Engine.postgresql(18))
                && fixture.units().get(0).description().equals("deployed");
    }

    private static Optional<String> run(Laid laid, RealRunner runner) throws Exception {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            return runner.run(database, laid.root(), laid.changelogs().toArray(String[]::new));
        }
    }

    /** Writes the rule's safe forms into the judged file; false when none was written. */
    private static boolean fix(Laid laid, String rule) throws IOException {
        boolean any = false;
        for (JudgedHistory judged : JudgedFiles.of(List.of(laid.judged()), laid.repository())) {
            List<StatementFinding> findings = StatementCheck.of(
                            judged, Engine.postgresql(18), Policy.of(Map.of(), false), VerdictMemory.NONE)
                    .findings()
                    .stream()
                    .filter(found -> found.finding().rule().equals(rule))
                    .toList();
            for (var file : Fixes.of(
                            judged.history(),
                            findings,
                            name -> textOf(laid.repository().resolve(name)))
                    .files()) {
                Files.writeString(laid.repository().resolve(file.file()), file.after());
                any |= !file.fixed().isEmpty();
            }
        }
        return any;
    }

    private static Optional<String> textOf(Path file) {
        return Files.isRegularFile(file) ? Optional.of(text(file)) : Optional.empty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Laid layOutForFlyway(SqlFixture fixture, Path repository) throws IOException {
        Path migrations = Files.createDirectories(repository.resolve(FLYWAY));
        Path last = migrations;
        for (MigrationUnit unit : fixture.units()) {
            last = migrations.resolve(unit.file());
            Files.writeString(last, unit.sql());
            if (!unit.transactional()) {
                Files.writeString(last.resolveSibling(unit.file() + ".conf"), "executeInTransaction=false\n");
            }
        }
        Files.createDirectories(repository.resolve(".git"));
        return new Laid(repository, migrations, List.of(), last);
    }

    private Laid layOutForLiquibase(SqlFixture fixture, Path repository) throws IOException {
        Path changelogs = Files.createDirectories(repository.resolve(LIQUIBASE));
        List<String> files = new ArrayList<>();
        Path last = changelogs;
        for (MigrationUnit unit : fixture.units()) {
            boolean judged = !unit.description().equals("deployed");
            last = changelogs.resolve(unit.version().orElseThrow() + ".sql");
            Files.writeString(
                    last,
                    "--liquibase formatted sql\n--changeset mara:"
                            + unit.version().orElseThrow()
                            + (judged ? "" : " splitStatements:false")
                            + (unit.transactional() ? "" : " runInTransaction:false")
                            + "\n" + unit.sql().replaceFirst("(?m)^-- (?:deployed|change)$\n", ""));
            files.add("  - include: {file: " + LIQUIBASE + last.getFileName() + "}\n");
        }
        String master = LIQUIBASE + "db.changelog-master.yaml";
        Files.writeString(repository.resolve(master), "databaseChangeLog:\n" + String.join("", files));
        Files.createDirectories(repository.resolve(".git"));
        return new Laid(repository, repository, List.of(master), last);
    }
}
