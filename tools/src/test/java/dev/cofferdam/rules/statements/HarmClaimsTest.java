package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.PlayedFixture.Harm;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a statement rule warns of is what happens: its bad fixtures are run, and its safe forms, while others read and write. */
@Tag("server")
final class HarmClaimsTest {
    private static final Set<Hazard> SEEN_ON_A_SERVER =
            Set.of(Hazard.BLOCKS_READS, Hazard.BLOCKS_WRITES, Hazard.REWRITES_TABLE, Hazard.FAILS_WHEN_RUN);

    /** Rules, and single fixtures of others, whose harm comes later or needs more than a server, and why. */
    private static final Map<String, String> NOT_HERE = Map.ofEntries(
            Map.entry(
                    "backfill-unbatched/bad-insert-with-a-query.sql",
                    "a milder finding: new rows block no writer, and it speaks of WAL and vacuum alone"),
            Map.entry(
                    "backfill-unbatched/bad-loop-in-a-block.sql",
                    "it speaks of a statement inside a DO block, whose locks the run does not see apart; by reasoning"),
            Map.entry("domain-constraint-add/bad-not-valid.sql", "a milder finding: no lock, and it says so"),
            Map.entry(
                    "fk-add-validating/bad-partitioned-before-18.sql",
                    "the server refuses NOT VALID there, as the finding says"),
            Map.entry("reindex-blocking/bad-system.sql", "nobody here writes to the catalogs"),
            Map.entry("statement-timeout-misuse", "the work would have to be long"),
            Map.entry("insert-without-column-list", "fails after a later change"),
            Map.entry("non-idempotent-statement", "fails when the file is run again after a crash"),
            Map.entry("transaction-shape", "the server only warns; the tool's bookkeeping is torn"),
            Map.entry("column-add-default-pre11", "no server before 12 is at hand"),
            Map.entry("syntax-of-newer-server", "the newest server takes it all; proved by NewerSyntaxOnServerTest"),
            Map.entry("set-access-method", "needs another access method; proved by LockClaimsTest"),
            Map.entry("set-tablespace", "needs another tablespace; proved by LockClaimsTest"));

    /** Names that a fixture leaves to the reader's imagination: table, schema, object, function, role. */
    private static final Set<String> UNKNOWN_NAME = Set.of("42P01", "3F000", "42704", "42883");

    /** Besides those, words that only newer versions know, and what the owner may not do before 15: reindex schema public. */
    private static final Set<String> NOT_PLAYABLE = Set.of("42P01", "3F000", "42704", "42883", "42601", "42501");

    static List<Integer> majors() {
        return TestServer.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void aBadFixtureDoesTheHarmAndItsSafeFormDoesNot(int major) throws SQLException {
        List<String> disagreements = new ArrayList<>();
        Set<String> proved = new TreeSet<>();
        TestServer.on(major, server -> {
            try (ThrowawayDatabase stage = PlayedFixture.stage(server)) {
                for (RuleInfo info : claims()) {
                    for (Path file : SqlFixture.of(info.id(), "bad-")) {
                        Trial trial = new Trial(info, file, server.majorVersion(), stage, disagreements);
                        if (!NOT_HERE.containsKey(trial.name()) && trial.isHarmfulHere()) {
                            proved.add(info.id());
                        }
                    }
                }
            }
        });
        assertThat(disagreements).isEmpty();
        if (major == TestServer.get().majorVersion()) {
            assertThat(proved)
                    .containsExactlyElementsOf(
                            claims().stream().map(RuleInfo::id).toList());
        }
    }

    private static List<RuleInfo> claims() {
        return StatementRules.infos().stream()
                .filter(info -> SEEN_ON_A_SERVER.contains(info.hazard()) && info.ruleClass() != RuleClass.ADVICE)
                .filter(info -> !NOT_HERE.containsKey(info.id()))
                .toList();
    }

    /** One fixture on one server. */
    private record Trial(RuleInfo info, Path file, int major, ThrowawayDatabase stage, List<String> disagreements) {

        String name() {
            return info.id() + "/" + file.getFileName();
        }

        /** False when the fixture is about another version, or names what it does not make. */
        boolean isHarmfulHere() throws SQLException {
            SqlFixture read = SqlFixture.read(file);
            boolean isForOneVersion = SqlFixture.text(file).contains("-- engine: ");
            if (isForOneVersion && read.engine().major() != major) {
                return false;
            }
            SqlFixture fixture = new SqlFixture(Engine.postgresql(major), read.units());
            List<StatementFinding> findings = fixture.findings(info.id());
            boolean harmful = !findings.isEmpty() && isHarmful(fixture, findings);
            for (StatementFinding finding : findings) {
                if (harmful && finding.safeForm().isPresent()) {
                    safe(fixture, finding);
                }
            }
            return harmful;
        }

        private boolean isHarmful(SqlFixture fixture, List<StatementFinding> findings) throws SQLException {
            Harm harm = new Harm();
            for (boolean withRows : new boolean[] {true, false}) {
                try (PlayedFixture played = new PlayedFixture(stage, fixture, withRows)) {
                    harm = played.play(findings);
                } catch (SQLException undeployable) {
                    return false;
                }
                if (isHarmful(harm)) {
                    return true;
                }
            }
            if (harm.refused.stream().noneMatch(problem -> NOT_PLAYABLE.contains(problem.sqlState()))) {
                disagree("no harm, " + show(harm));
            }
            return false;
        }

        private void safe(SqlFixture fixture, StatementFinding finding) throws SQLException {
            Harm harm = new Harm();
            for (boolean withRows : new boolean[] {true, false}) {
                try (PlayedFixture played = new PlayedFixture(stage, fixture, withRows)) {
                    harm = played.playSafeForm(finding);
                }
                if (harm.refused.isEmpty()) {
                    break;
                }
            }
            if (!harm.refused.isEmpty() || isHarmful(harm)) {
                disagree("the safe form harms, " + show(harm) + " "
                        + finding.safeForm().orElseThrow().statements());
            }
        }

        /** A statement that is refused at once harms nobody else, whatever the rule's other statements do. */
        private boolean isHarmful(Harm harm) {
            if (file.getFileName().toString().contains("refused")) {
                return !harm.refused.isEmpty();
            }
            return switch (info.hazard()) {
                case BLOCKS_READS -> !harm.readsWait.isEmpty();
                case BLOCKS_WRITES -> !harm.writesWait.isEmpty();
                case REWRITES_TABLE -> !harm.rewritten.isEmpty();
                default -> harm.refused.stream().anyMatch(problem -> !UNKNOWN_NAME.contains(problem.sqlState()));
            };
        }

        private static String show(Harm harm) {
            return "reads wait " + harm.readsWait + ", writes wait " + harm.writesWait + ", rewritten " + harm.rewritten
                    + ", refused " + harm.refused;
        }

        private void disagree(String what) {
            disagreements.add(major + " " + name() + " " + info.hazard() + ": " + what);
        }
    }
}
