package dev.cofferdam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RulePagesTest {

    @Test
    void aPageIsReadWithoutTheMarksAroundItsExample() {
        assertThat(RulePages.find("index-create-blocking").orElseThrow())
                .startsWith("---\nid: index-create-blocking\n")
                .contains("## Safer way", "```text\nbackfill/backfill-2: error [index-create-blocking]")
                .doesNotContain("<!--");
    }

    @Test
    void everyIdHasAPage() {
        assertThat(RulePages.ids())
                .isSorted()
                .contains("approval-refused", "plan-grounded")
                .allSatisfy(id -> assertThat(RulePages.find(id)).as(id).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-such-rule", "../rules/plan-grounded", "plan-grounded.md", "PLAN-GROUNDED"})
    void whatIsNoRuleHasNoPage(String id) {
        assertThat(RulePages.find(id)).isEmpty();
    }
}
