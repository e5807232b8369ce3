package dev.cofferdam.cli;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.rules.Rules;
import dev.cofferdam.rules.info.RuleInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Findings about plans in the shape of findings about migration files: at the line of the step that they are about. */
final class PlanFindings {
    private PlanFindings() {}

    /** What is found in plans, then what is found in migration files. */
    static Checked with(List<CheckedPlan> plans, Checked migrations) {
        List<StatementFinding> all = new ArrayList<>(
                plans.stream().flatMap(plan -> of(plan).stream()).toList());
        all.addAll(migrations.findings());
        return new Checked(all, migrations.undecided(), migrations.files() + plans.size(), migrations.statements());
    }

    /** The findings that nobody approved. */
    private static List<StatementFinding> of(CheckedPlan plan) {
        Map<String, RuleClass> classes =
                Rules.infos().stream().collect(Collectors.toMap(RuleInfo::id, RuleInfo::ruleClass, (one, same) -> one));
        String yaml = text(plan);
        return plan.open().stream()
                .map(finding -> new StatementFinding(
                        finding,
                        classes.getOrDefault(finding.rule(), RuleClass.of(finding.hazard())),
                        Place.of(plan.file().toString().replace('\\', '/'), line(yaml, finding)),
                        1,
                        finding.where().isBlank() ? "plan" : finding.where(),
                        Optional.empty()))
                .toList();
    }

    private static int line(String yaml, Finding finding) {
        return yaml.isEmpty() ? 1 : PlanFile.line(yaml, finding.where());
    }

    private static String text(CheckedPlan plan) {
        try {
            return Files.readString(plan.file());
        } catch (IOException e) {
            return ""; // It was there when it was read; the report does without lines.
        }
    }
}
