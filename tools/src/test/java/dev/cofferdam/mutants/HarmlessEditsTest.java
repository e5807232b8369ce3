package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.append;
import static dev.cofferdam.mutants.Edits.change;
import static dev.cofferdam.mutants.Edits.changeAll;
import static dev.cofferdam.mutants.Edits.move;
import static dev.cofferdam.mutants.Edits.replace;
import static dev.cofferdam.mutants.Edits.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.DraftedPlans;
import dev.cofferdam.rules.Rules;
import dev.cofferdam.rules.facts.PlanFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a careful person changes in a plan without making it wrong is not refused: an alarm here teaches people to ignore alarms. */
final class HarmlessEditsTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String FILL = "/phases/*/steps/kind=backfill";

    private static final Map<String, Operator.Maker> EDITS = edits();

    private static Map<String, Operator.Maker> edits() {
        Map<String, Operator.Maker> edits = new LinkedHashMap<>();
        edits.put("another title", set("/phases/*/steps/*/title", "As we call it here"));
        edits.put("another purpose", set("/phases/*/purpose", "As we call it here"));
        edits.put("a longer soak", changeAll("/**/kind=^soak$/time", time -> "30d"));
        edits.put("smaller batches", changeAll(FILL + "/batchRows", rows -> "1000"));
        edits.put("a longer pause", set(FILL + "/pauseMillis", "2000"));
        edits.put("more retries", set("/phases/*/steps/locks=access-exclusive/retry/attempts", "20"));
        edits.put(
                "a comment in a statement",
                change("/phases/*/steps/*/statements/~^ALTER TABLE", sql -> "-- agreed with the owners\n" + sql));
        edits.put(
                "another layout",
                change("/phases/*/steps/*/statements/~^CREATE FUNCTION", sql -> sql.replace("    ", "  ")));
        edits.put(
                "another layout in both places",
                changeAll("/**/statements/~^CREATE FUNCTION", sql -> sql.replace("    ", "\t")));
        edits.put("key words in lower case", replace("/phases/*/steps/*/statements/~^ANALYZE", "ANALYZE", "analyze"));
        edits.put(
                "a method that is the default left out",
                changeAll("/**/statements/~^CREATE (UNIQUE )?INDEX", sql -> sql.replace(" USING btree", "")));
        edits.put("another symptom", set("/boundaries/*/abandon/symptom", "the pager rings"));
        edits.put("one more assumption", append("/assumed", "the table is read by nobody at night"));
        edits.put(
                "the statistics before the constraint",
                move(
                        "/phases/kind=backfill/steps/statements=^.\"ANALYZE",
                        "/phases/kind=backfill/steps/statements=ADD CONSTRAINT"));
        return edits;
    }

    @Test
    void noRuleRefusesAnEditThatChangesNothingOfWhatIsDone() {
        Map<String, Integer> made = new ConcurrentHashMap<>();
        List<String> refused = new CopyOnWriteArrayList<>();
        DraftedPlans.forms(18).entrySet().parallelStream().forEach(drafted -> {
            String form = drafted.getKey();
            Plan plan = drafted.getValue();
            Set<String> before = findings(plan);
            EDITS.forEach(
                    (name, edit) -> Operator.of(name, edit).mutants(tree(plan)).forEach(edited -> {
                        made.merge(name, 1, Integer::sum);
                        findings(plan(edited.getValue())).stream()
                                .filter(finding -> !before.contains(finding))
                                .forEach(finding ->
                                        refused.add(name + " of " + form + " at " + edited.getKey() + ": " + finding));
                    }));
        });
        assertThat(refused).isEmpty();
        assertThat(made).containsOnlyKeys(EDITS.keySet());
    }

    private static Set<String> findings(Plan plan) {
        return Rules.check(plan, PlanFacts.of(plan)).stream().map(Finding::id).collect(Collectors.toSet());
    }

    private static JsonNode tree(Plan plan) {
        try {
            return YAML.readTree(PlanFile.write(plan));
        } catch (JsonProcessingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Plan plan(JsonNode tree) {
        try {
            return PlanFile.parse(YAML.writeValueAsString(tree), "an edited plan");
        } catch (JsonProcessingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
