package dev.cofferdam.report.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.report.Words;

/** Findings for programs: an object with {@code findings}, {@code undecided} and {@code summary}. */
public final class CheckJson {
    private CheckJson() {}

    /** The object, to which others may add. */
    public static ObjectNode of(Checked checked, LeftOut leftOut) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode findings = root.putArray("findings");
        checked.findings().forEach(found -> finding(findings.addObject(), found));
        ArrayNode undecided = root.putArray("undecided");
        checked.undecided().forEach(open -> undecided(undecided.addObject(), open));
        ObjectNode summary = root.putObject("summary");
        summary.put("files", checked.files());
        summary.put("statements", checked.statements());
        for (Severity severity : Severity.values()) {
            summary.put(
                    Words.of(severity) + "s",
                    checked.findings().stream()
                            .filter(found -> found.finding().severity() == severity)
                            .count());
        }
        summary.put("undecided", checked.undecided().size());
        summary.put("inBaseline", leftOut.known());
        summary.put("suppressed", leftOut.suppressed());
        summary.put("ignoredFiles", leftOut.ignored());
        return root;
    }

    private static void finding(ObjectNode node, StatementFinding found) {
        Finding finding = found.finding();
        node.put("rule", finding.rule());
        node.put("class", found.ruleClass().word());
        node.put("severity", Words.of(finding.severity()));
        node.put("hazard", Words.of(finding.hazard()).replace(' ', '-'));
        node.put("file", found.place().file());
        node.put("line", found.place().line());
        node.put("column", found.column());
        node.put("statement", found.statement());
        node.put("message", finding.what());
        node.put("remedy", finding.remedy());
        node.put("id", finding.id());
        found.safeForm().ifPresent(form -> safeForm(node.putObject("safeForm"), form));
    }

    private static void safeForm(ObjectNode node, SafeForm form) {
        form.statements().forEach(node.putArray("statements")::add);
        node.put("outsideTransaction", form.outsideTransaction());
    }

    private static void undecided(ObjectNode node, Undecided open) {
        node.put("file", open.place().file());
        node.put("line", open.place().line());
        node.put("what", open.what());
        node.put("why", open.why());
    }
}
