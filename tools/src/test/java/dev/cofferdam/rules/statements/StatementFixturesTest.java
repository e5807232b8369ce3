package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.samples.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every fixture says what its name promises, in the words that a user reads; every rule has some on both sides. */
final class StatementFixturesTest {

    @TestFactory
    Stream<DynamicTest> aBadMigrationIsFoundAndSaysWhat() {
        return fixtures("bad-", (rule, fixture) -> {
            List<StatementFinding> findings = SqlFixture.read(fixture).findings(rule);
            assertThat(findings).isNotEmpty();
            Golden.assertMatches(
                    StatementFixturesTest.class,
                    rule + "/" + fixture.getFileName() + ".out",
                    SqlFixture.shown(findings));
        });
    }

    @TestFactory
    Stream<DynamicTest> aGoodMigrationRaisesNoAlarm() {
        return fixtures("good-", (rule, fixture) -> assertThat(
                        SqlFixture.shown(SqlFixture.read(fixture).findings(rule)))
                .isEmpty());
    }

    /** A fixture that does not parse would be good for the wrong reason. */
    @TestFactory
    Stream<DynamicTest> everyFixtureIsUnderstood() {
        return fixtures("(?:bad|good)-", (rule, fixture) -> {
            Checked checked = SqlFixture.read(fixture).check();
            assertThat(checked.undecided()).isEmpty();
            assertThat(checked.statements()).isPositive();
        });
    }

    @TestFactory
    Stream<DynamicTest> everyRuleHasFixturesOnBothSides() {
        return StatementRules.infos().stream()
                .map(info -> dynamicTest(info.id(), () -> {
                    assertThat(SqlFixture.of(info.id(), "bad-"))
                            .as("bad fixtures")
                            .isNotEmpty();
                    assertThat(SqlFixture.of(info.id(), "good-"))
                            .as("good fixtures")
                            .isNotEmpty();
                }));
    }

    @Test
    void noFixtureAndNoGoldenIsWithoutAnOwner() throws IOException {
        Set<String> ids = StatementRules.infos().stream().map(RuleInfo::id).collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(SqlFixture.ROOT)) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !isOwned(file, ids)))
                    .isEmpty();
        }
    }

    private static boolean isOwned(Path file, Set<String> ids) {
        String name = file.getFileName().toString();
        boolean isGolden =
                name.matches("bad-.*\\.sql\\.out") && Files.exists(file.resolveSibling(name.replace(".out", "")));
        return ids.contains(Objects.requireNonNull(file.getParent()).toFile().getName())
                && (name.matches("(bad|good)-[a-z0-9-]+\\.sql") || isGolden);
    }

    private static Stream<DynamicTest> fixtures(String prefix, Check check) {
        return StatementRules.infos().stream().flatMap(info -> SqlFixture.of(info.id(), prefix).stream()
                .map(fixture ->
                        dynamicTest(info.id() + "/" + fixture.getFileName(), () -> check.run(info.id(), fixture))));
    }

    private interface Check {
        void run(String rule, Path fixture);
    }
}
