package dev.cofferdam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.rules.info.RuleInfo;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of the catalogue's phase rules names rules that there are, and leaves none of the catalogue's out. */
final class PhaseRulesTest {
    /** As many as section 4 of the catalogue has. */
    private static final int IN_THE_CATALOGUE = 76;

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([a-z][a-z-]+) \\| ([^|]+) \\| ([^|]+) \\|$");

    @Test
    void everyPhaseRuleIsDecidedByARuleOrSaysWhyNot() {
        List<MatchResult> rows = ROW.matcher(Fixtures.read(Fixtures.ROOT.resolve("phase-rules.md")))
                .results()
                .toList();
        List<String> ids = Rules.ofPlans().stream().map(RuleInfo::id).toList();
        assertThat(rows)
                .hasSize(IN_THE_CATALOGUE)
                .extracting(row -> row.group(1))
                .doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> {
            boolean open = row.group(2).startsWith("not decided: ");
            assertThat(
                            open
                                    ? List.<String>of()
                                    : Stream.of(row.group(2).split(", ", -1)).toList())
                    .isSubsetOf(ids);
            assertThat(row.group(3).equals("-")).as(row.group(1)).isEqualTo(open);
        });
        // A rule whose id the catalogue knows is the one that decides it.
        assertThat(rows.stream().filter(row -> ids.contains(row.group(1))))
                .allSatisfy(row -> assertThat(row.group(2)).contains(row.group(1)));
    }
}
