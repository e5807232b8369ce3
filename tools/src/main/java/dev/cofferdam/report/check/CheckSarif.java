package dev.cofferdam.report.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;

/** Findings for code scanning: SARIF 2.1.0 (OASIS standard, 27 March 2020). */
public final class CheckSarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private CheckSarif() {}

    /**
     * The whole log. What could not be decided is a notification of the run, because it is no result of a rule.
     *
     * @param summaries one line for each rule, by id
     * @param version of this tool
     */
    public static String of(Checked checked, Map<String, String> summaries, String version) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Cofferdam").put("version", version);
        List<String> rules = checked.findings().stream()
                .map(found -> found.finding().rule())
                .distinct()
                .sorted()
                .toList();
        ArrayNode descriptors = driver.putArray("rules");
        rules.forEach(rule -> rule(descriptors.addObject(), rule, checked, summaries));
        ObjectNode invocation = run.putArray("invocations").addObject();
        invocation.put("executionSuccessful", true);
        ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
        checked.undecided().forEach(open -> notification(notifications.addObject(), open));
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        checked.findings()
                .forEach(found -> result(
                        results.addObject(),
                        found,
                        rules.indexOf(found.finding().rule())));
        return root.toPrettyString() + "\n";
    }

    private static void rule(ObjectNode node, String rule, Checked checked, Map<String, String> summaries) {
        node.put("id", rule);
        node.putObject("shortDescription").put("text", summaries.getOrDefault(rule, rule));
        node.putObject("help").put("text", "cofferdam explain " + rule);
        checked.findings().stream()
                .filter(found -> found.finding().rule().equals(rule))
                .findFirst()
                .ifPresent(found -> node.putObject("properties")
                        .putArray("tags")
                        .add(found.ruleClass().word()));
    }

    private static void notification(ObjectNode node, Undecided open) {
        node.put("level", "error");
        node.putObject("message").put("text", "could not decide: " + open.what() + ": " + open.why());
        location(node.putArray("locations").addObject(), open.place());
    }

    private static void result(ObjectNode node, StatementFinding found, int ruleIndex) {
        Finding finding = found.finding();
        node.put("ruleId", finding.rule()).put("ruleIndex", ruleIndex);
        node.put("level", level(finding.severity()));
        node.putObject("message").put("text", finding.what() + ". Instead: " + finding.remedy());
        ObjectNode region = location(node.putArray("locations").addObject(), found.place());
        region.put("startColumn", found.column());
        region.putObject("snippet").put("text", found.statement());
        node.putObject("partialFingerprints").put("cofferdam/v1", Fingerprints.of(found));
    }

    private static ObjectNode location(ObjectNode node, Place place) {
        ObjectNode physical = node.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(place.file()));
        return physical.putObject("region").put("startLine", place.line());
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    private static String uri(String file) {
        try {
            return new URI(null, null, file, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("every path can be written as a URI: " + file, e);
        }
    }
}
