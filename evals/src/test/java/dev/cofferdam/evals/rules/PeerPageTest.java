package dev.cofferdam.evals.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the peers say is put into our words, and counted once. */
final class PeerPageTest {
    @TempDir
    private Path folder;

    private static PeerCase one(String id, boolean unsafe) {
        return new PeerCase("squawk", id, "ban-drop-column", "SELECT 1", unsafe, false, 18);
    }

    private static PeerOutcome said(String checker, PeerCase of, String... ids) {
        return new PeerOutcome(of, checker, Set.of("column-drop"), Set.of(ids));
    }

    @Test
    void anUnsafeCaseWantsTheHazardNamedAndASafeOneWantsSilenceOnItAlone() {
        assertThat(said("cofferdam", one("a", true), "column-drop", "table-drop")
                        .agrees())
                .isTrue();
        assertThat(said("cofferdam", one("a", true), "table-drop").agrees()).isFalse();
        assertThat(said("cofferdam", one("a", false), "table-drop").agrees()).isTrue();
        assertThat(said("cofferdam", one("a", false), "column-drop").agrees()).isFalse();
    }

    @Test
    void sharesAreOfTheCasesWithTheLabelAndExcusesLeaveTheirCasesOut() {
        PeerCase right = one("right", true);
        PeerCase wrong = one("wrong", true);
        PeerCase excused = one("excused", true);
        List<PeerOutcome> outcomes = List.of(
                said("cofferdam", right, "column-drop"),
                said("cofferdam", wrong),
                said("cofferdam", excused),
                said("squawk", right, "column-drop"),
                said("squawk", wrong, "column-drop"),
                said("squawk", excused, "column-drop"));

        String page = new PeerPage(Map.of("squawk\texcused", "peer\tno such hazard", "squawk\twrong", "ours\tmissed"))
                .of(List.of(right, wrong, excused, one("of no hazard", true)), outcomes);

        assertThat(page)
                .contains("4 labelled cases; 3 are about a hazard")
                .contains("| squawk | unsafe: hazard named | 3 | 1 (33.3 %) | 3 (100.0 %) |")
                .contains("without labels that are wrong: names 1 (50.0 %) of 2 unsafe")
                .contains("and without what ours leaves unsaid on purpose: names 1 (50.0 %) of 2 unsafe")
                .contains("| squawk wrong | unsafe | ban-drop-column | ours: missed |");
    }

    @Test
    void theMapGivesOurIdsAndRefusesOnesThatNoRuleHas() throws IOException {
        PeerRules rules = PeerRules.read(map("squawk\tban-drop-column\tcolumn-drop table-drop\t\nsquawk\tnone\t\t\n"));

        assertThat(rules.of("squawk", "ban-drop-column")).containsExactly("column-drop", "table-drop");
        assertThat(rules.of("squawk", "none")).isEmpty();
        assertThat(rules.knows("squawk", "none")).isTrue();
        assertThat(rules.knows("pgls", "ban-drop-column")).isFalse();
        Path wrong = map("squawk\tban-drop-column\tcolumn-dorp\t\n");
        assertThatThrownBy(() -> PeerRules.read(wrong))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("column-dorp");
        Path torn = map("squawk column-drop\n");
        assertThatThrownBy(() -> PeerRules.read(torn)).isInstanceOf(UserError.class);
    }

    private Path map(String text) throws IOException {
        return Files.writeString(folder.resolve("map.tsv"), text);
    }

    @Test
    void onlyCasesWhoseHazardTheMapKnowsAreCompared() throws IOException {
        PeerRun run = new PeerRun(PeerRules.read(map("squawk\tban-drop-column\tcolumn-drop\t\nsquawk\tother\t\t\n")));
        PeerCase other = new PeerCase("squawk", "o", "other", "SELECT 1", true, false, 18);

        assertThat(run.comparable(List.of(one("a", true), other))).containsExactly(one("a", true));
    }

    @Test
    void ourOwnVerdictIsAskedOfTheVersionAndTheTransaction() throws IOException {
        PeerRun run = new PeerRun(PeerRules.read(map("squawk\tban-drop-column\tcolumn-drop\t\n")));
        PeerCase drops = new PeerCase("squawk", "d", "ban-drop-column", "ALTER TABLE t DROP COLUMN a", true, false, 18);
        PeerCase keeps =
                new PeerCase("squawk", "k", "ban-drop-column", "ALTER TABLE t ADD COLUMN a int", true, false, 18);

        assertThat(run.ours(List.of(drops, keeps)))
                .extracting(PeerOutcome::agrees)
                .containsExactly(true, false);
    }
}
