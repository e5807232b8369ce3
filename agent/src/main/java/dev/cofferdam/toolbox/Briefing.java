package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.loop.ToolSpec;
import dev.cofferdam.prompt.Prompt;
import dev.cofferdam.prompt.Prompts;
import dev.cofferdam.rules.Rules;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a language model is told before its first move. What code owns (phases, tools, edits, rules) is put in by code.
 *
 * @param instructions the system message, the same for every session with the same tools, so that servers can cache it
 * @param task the first message of the person
 * @param prompts hash by id of every text that went into it, those of the tools included
 */
public record Briefing(String instructions, String task, SortedMap<String, String> prompts) {
    private static final Prompt SYSTEM = Prompts.load("planner/system");
    private static final Prompt REPAIR = Prompts.load("planner/repair");
    private static final Prompt TASK = Prompts.load("planner/task");

    private static final List<String> TEXTS = List.of(
            "planner/system",
            "planner/repair",
            "planner/task",
            "planner/request",
            "planner/rehearsal",
            "planner/no-rehearsal",
            "planner/asking",
            "planner/no-asking",
            "loop/nudge",
            "loop/wrap-up");

    /** For planning the session's change with these tools. */
    public static Briefing of(String request, PlanningSession session, List<ToolSpec> tools) {
        return new Briefing(instructions(tools), task(request, session), hashes(tools));
    }

    /** One hash for all texts below {@code planner} and {@code loop}, for the plan; the transcript names every text by its own. */
    public static String promptsHash() {
        return new Prompt(
                        "planner",
                        TEXTS.stream().map(id -> Prompts.load(id).text()).collect(Collectors.joining("\n")))
                .hash();
    }

    static String instructions(List<ToolSpec> tools) {
        return SYSTEM.render(Map.of(
                "tools", names(tools.stream().map(ToolSpec::name)),
                "phases", names(Stream.of(PhaseKind.values()).map(PhaseKind::words)),
                "edits", names(edits(tools).stream()),
                "rules", rules(),
                "repair", REPAIR.render(Map.of()),
                "rehearsal",
                        Prompts.load(has(tools, "rehearse_plan") ? "planner/rehearsal" : "planner/no-rehearsal")
                                .render(Map.of()),
                "asking",
                        Prompts.load(has(tools, "ask_user") ? "planner/asking" : "planner/no-asking")
                                .render(Map.of())));
    }

    private static String task(String request, PlanningSession session) {
        Change change = session.change();
        return TASK.render(Map.of(
                "change", change.summary(),
                "request", Fence.around(request.strip()),
                "consumer", session.consumer(),
                "engine", session.engine().toString(),
                "schema", session.schema().source(),
                "table", change.table().toString()));
    }

    private static SortedMap<String, String> hashes(List<ToolSpec> tools) {
        SortedMap<String, String> hashes = new TreeMap<>();
        ids(tools).map(Prompts::load).forEach(prompt -> hashes.put(prompt.id(), prompt.hash()));
        return hashes;
    }

    private static Stream<String> ids(List<ToolSpec> tools) {
        Stream<String> ours = Stream.of(
                "planner/system",
                "planner/repair",
                "planner/task",
                "planner/request",
                has(tools, "rehearse_plan") ? "planner/rehearsal" : "planner/no-rehearsal",
                has(tools, "ask_user") ? "planner/asking" : "planner/no-asking",
                "loop/nudge",
                "loop/wrap-up");
        return Stream.concat(ours, tools.stream().map(tool -> "tools/" + tool.name()));
    }

    static boolean has(List<ToolSpec> tools, String name) {
        return tools.stream().anyMatch(tool -> tool.name().equals(name));
    }

    /** The kinds of edits, as the schema of the tool's argument tells them apart. */
    static List<String> edits(List<ToolSpec> tools) {
        List<String> kinds = new ArrayList<>();
        tools.stream()
                .filter(tool -> tool.name().equals("edit_plan"))
                .map(tool -> tool.parameters().at("/properties/edits/items/oneOf"))
                .forEach(choices -> choices.forEach(choice -> kinds.add(kind(choice))));
        return kinds;
    }

    private static String kind(JsonNode choice) {
        return choice.at("/properties/kind/const").asText();
    }

    static String rules() {
        return Rules.ofPlans().stream().map(Briefing::line).collect(Collectors.joining("\n"));
    }

    private static String line(RuleInfo rule) {
        return "- " + rule.id() + ": " + rule.summary();
    }

    static String names(Stream<String> names) {
        return names.map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
