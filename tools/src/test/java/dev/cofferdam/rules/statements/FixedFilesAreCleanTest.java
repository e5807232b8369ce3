package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.migrations.JudgedFiles;
import dev.cofferdam.migrations.JudgedHistory;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.rules.fixes.FixedFile;
import dev.cofferdam.rules.fixes.Fixes;
import dev.cofferdam.rules.info.RuleInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a fix writes is clean by our own rules: the rule that asked for it is content, and no other one speaks up but for a reason. */
final class FixedFilesAreCleanTest {
    private static final String FLYWAY = "src/main/resources/db/migration/";

    /** Rules that may speak of what a fix has written, because it is true of that and was not of what stood there. */
    private static final Map<String, String> TRUE_OF_THE_FIX = Map.of(
            "non-idempotent-statement",
                    "the file no longer runs in one transaction, so that a second run meets what the first has made",
            "statement-timeout-misuse", "once the wait has a limit, the work under the lock stands out",
            "multi-alter-same-table", "steps that must commit apart lock the table one after the other",
            "constraint-new-rule-breaks-old-writers", "a constraint of its own is seen apart from its column",
            "fk-cascade-behaviour", "a foreign key of its own is seen apart from its column",
            "fk-locks-both-tables", "the milder word on a foreign key that is not validated at once");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyFixLeavesNothingToSayAboutIt() {
        return StatementRules.infos().stream().flatMap(info -> SqlFixture.of(info.id(), "bad-").stream()
                .filter(FixedFilesAreCleanTest::hasFix)
                .map(file -> dynamicTest(info.id() + "/" + file.getFileName(), () -> fixed(info, file))));
    }

    private static boolean hasFix(Path file) {
        SqlFixture fixture = SqlFixture.read(file);
        return StatementRules.infos().stream()
                .flatMap(info -> fixture.findings(info.id()).stream())
                .anyMatch(found -> found.safeForm().isPresent());
    }

    private void fixed(RuleInfo info, Path file) throws IOException {
        SqlFixture fixture = SqlFixture.read(file);
        Path repository = folder.resolve(info.id() + "-" + file.getFileName());
        Path judged = layOut(fixture, repository);
        List<StatementFinding> before = check(fixture, repository, judged);
        List<StatementFinding> fixed = fix(repository, judged, before);

        List<StatementFinding> after = check(fixture, repository, judged);

        Set<String> known = new HashSet<>(TRUE_OF_THE_FIX.keySet());
        known.addAll(rules(before));
        assertThat(rules(after).stream().filter(rule -> !known.contains(rule)))
                .as("said of the fixed file alone, %s", Files.readString(judged))
                .isEmpty();
        for (StatementFinding each : fixed) {
            String rule = each.finding().rule();
            assertThat(count(after, rule)).as(rule).isEqualTo(count(before, rule) - count(fixed, rule));
        }
    }

    private static List<String> rules(List<StatementFinding> findings) {
        return findings.stream().map(found -> found.finding().rule()).toList();
    }

    private static long count(List<StatementFinding> findings, String rule) {
        return rules(findings).stream().filter(rule::equals).count();
    }

    private static List<StatementFinding> check(SqlFixture fixture, Path repository, Path judged) {
        List<StatementFinding> all = new ArrayList<>();
        for (JudgedHistory part : JudgedFiles.of(List.of(judged), repository)) {
            all.addAll(StatementCheck.of(part, fixture.engine(), Policy.of(Map.of(), false), VerdictMemory.NONE)
                    .findings());
        }
        return all;
    }

    private static List<StatementFinding> fix(Path repository, Path judged, List<StatementFinding> findings)
            throws IOException {
        List<StatementFinding> fixed = new ArrayList<>();
        for (JudgedHistory part : JudgedFiles.of(List.of(judged), repository)) {
            Fixes fixes = Fixes.of(part.history(), findings, name -> textOf(repository.resolve(name)));
            for (FixedFile file : fixes.files()) {
                Files.writeString(repository.resolve(file.file()), file.after());
                fixed.addAll(file.fixed());
            }
        }
        return fixed;
    }

    private static Optional<String> textOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path layOut(SqlFixture fixture, Path repository) throws IOException {
        Path migrations = Files.createDirectories(repository.resolve(FLYWAY));
        Files.createDirectories(repository.resolve(".git"));
        Path last = migrations;
        for (MigrationUnit unit : fixture.units()) {
            last = migrations.resolve(unit.file());
            Files.writeString(last, unit.sql());
            if (!unit.transactional()) {
                Files.writeString(last.resolveSibling(unit.file() + ".conf"), "executeInTransaction=false\n");
            }
        }
        return last;
    }
}
