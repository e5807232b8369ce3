package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a statement rule warns of is what happens: its bad fixtures are run, and its safe forms, while others read and write. */
@Tag("server")
final class HarmClaimsTest {
    private static final Set<Hazard> SEEN_ON_A_SERVER =
            Set.of(Hazard.BLOCKS_READS, Hazard.BLOCKS_WRITES, Hazard.REWRITES_TABLE, Hazard.FAILS_WHEN_RUN);

    /** Rules whose harm comes later, or needs more than a server, and why. */
    private static final Map<String, String> NOT_HERE = Map.of();

    static List<Integer> majors() {
        return TestServer.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void aBadFixtureDoesTheHarmAndItsSafeFormDoesNot(int major) throws SQLException {
        List<String> disagreements = new ArrayList<>();
        TestServer.on(major, server -> {
            for (RuleInfo info : StatementRules.infos()) {
                if (SEEN_ON_A_SERVER.contains(info.hazard()) && !NOT_HERE.containsKey(info.id())) {
                    for (Path file : SqlFixture.of(info.id(), "bad-")) {
                        new Trial(info, file, major, disagreements).run(server);
                    }
                }
            }
        });
        assertThat(disagreements).isEmpty();
    }

    /** One fixture on one server. */
    private record Trial(RuleInfo info, Path file, int major, List<String> disagreements) {
        void run(dev.cofferdam.server.ThrowawayServer server) throws SQLException {
            SqlFixture fixture = SqlFixture.read(file);
            List<StatementFinding> findings = fixture.findings(info.id());
            try (PlayedFixture played = new PlayedFixture(server, fixture)) {
                PlayedFixture.Harm harm = played.play(findings);
                if (!isHarmful(harm)) {
                    disagree("no harm, " + show(harm));
                }
            } catch (SQLException undeployable) {
                disagree("not playable: " + undeployable.getMessage());
                return;
            }
            for (StatementFinding finding : findings) {
                if (finding.safeForm().isPresent()) {
                    safe(server, fixture, finding);
                }
            }
        }

        private void safe(dev.cofferdam.server.ThrowawayServer server, SqlFixture fixture, StatementFinding finding) throws SQLException {
            try (PlayedFixture played = new PlayedFixture(server, fixture)) {
                PlayedFixture.Harm harm = played.playSafeForm(finding.safeForm().orElseThrow());
                if (!harm.refused.isEmpty() || isHarmful(harm)) {
                    disagree("the safe form harms, " + show(harm) + " " + finding.safeForm().orElseThrow().statements());
                }
            }
        }

        private boolean isHarmful(PlayedFixture.Harm harm) {
            return switch (info.hazard()) {
                case BLOCKS_READS -> !harm.readsWait.isEmpty();
                case BLOCKS_WRITES -> !harm.writesWait.isEmpty();
                case REWRITES_TABLE -> !harm.rewritten.isEmpty();
                default -> !harm.refused.isEmpty();
            };
        }

        private static String show(PlayedFixture.Harm harm) {
            return "reads wait " + harm.readsWait + ", writes wait " + harm.writesWait + ", rewritten " + harm.rewritten
                    + ", refused " + harm.refused;
        }

        private void disagree(String what) {
            disagreements.add(major + " " + info.id() + "/" + file.getFileName() + " " + info.hazard() + ": " + what);
        }
    }
}
