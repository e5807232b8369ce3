package dev.cofferdam.mutants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.rules.Rules;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.validate.Validator;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Wrong plans made of one good plan, and which of them no rule that is there for it has seen. */
public final class Mutants {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final String name;
    private final JsonNode tree;
    private final List<PlanRule> silent;
    private final Map<String, Integer> made = new TreeMap<>();
    private final List<String> missed = new ArrayList<>();

    /** Mutants of the plan, which is called so where one of them passes. */
    public Mutants(String name, Plan good) {
        this.name = name;
        try {
            this.tree = YAML.readTree(PlanFile.write(good));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        PlanFacts facts = PlanFacts.of(good);
        this.silent = Rules.all().stream()
                .filter(rule -> rule.check(good, facts).isEmpty())
                .toList();
    }

    public Mutants make(List<Operator> operators) {
        for (Operator operator : operators) {
            operator.mutants(tree).forEach(mutant -> judge(operator, mutant.getKey(), mutant.getValue()));
        }
        return this;
    }

    /** How many the operator of each name has made. */
    public Map<String, Integer> made() {
        return made;
    }

    public List<String> missed() {
        return missed;
    }

    private void judge(Operator operator, String place, JsonNode mutant) {
        made.merge(operator.name(), 1, Integer::sum);
        String what = operator + ", " + name + " at " + place;
        try {
            Plan plan = PlanFile.parse(YAML.writeValueAsString(mutant), what);
            if (!isCaught(plan, operator.caughtBy())) {
                missed.add(what + ": " + seen(plan));
            }
        } catch (UserError refused) {
            missed.add(what + ": refused by the plan file: " + refused.getMessage());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A rule that is silent on the good plan says enough alone, and the others, which take most of the time, need not be asked. */
    private boolean isCaught(Plan plan, Set<String> by) {
        PlanFacts facts = PlanFacts.of(plan);
        return silent.stream().filter(rule -> by.contains(rule.info().id())).anyMatch(rule -> !rule.check(plan, facts)
                        .isEmpty())
                || seen(plan).stream().anyMatch(by::contains);
    }

    private static List<String> seen(Plan plan) {
        return Validator.open(plan).stream().map(Finding::rule).distinct().toList();
    }
}
