package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.loop.Redaction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The facts of a session, in the order they became known. The same answer to the same question stays one fact. */
final class Ledger {
    private final List<Fact> facts = new ArrayList<>();
    private final Clock clock;
    private final Redaction redaction;

    Ledger(Clock clock, Redaction redaction) {
        this.clock = clock;
        this.redaction = redaction;
    }

    List<Fact> facts() {
        return List.copyOf(facts);
    }

    /** The fact that this report makes, without secrets: its digest must hold wherever the plan goes. */
    Fact record(String tool, ObjectNode arguments, Report report) {
        Fact fact = Fact.of(
                "f" + (facts.size() + 1),
                tool,
                redacted(textsOf(arguments)),
                redacted(report.values()),
                report.names().stream().map(redaction::redact).toList(),
                clock.instant());
        return facts.stream()
                .filter(known -> known.digest().equals(fact.digest()))
                .findFirst()
                .orElseGet(() -> add(fact));
    }

    /** Takes a recorded fact back in; one that is there already changes nothing. */
    void restore(Fact fact) {
        if (facts.stream().noneMatch(known -> known.id().equals(fact.id()))) {
            facts.add(fact);
        }
    }

    private Fact add(Fact fact) {
        facts.add(fact);
        return fact;
    }

    private Map<String, String> redacted(Map<String, String> texts) {
        TreeMap<String, String> clean = new TreeMap<>();
        texts.forEach((name, text) -> clean.put(name, redaction.redact(text)));
        return clean;
    }

    private static Map<String, String> textsOf(ObjectNode arguments) {
        TreeMap<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            JsonNode value = argument.getValue();
            texts.put(argument.getKey(), value.isValueNode() ? value.asText() : value.toString());
        }
        return texts;
    }
}
