package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.loop.Redaction;
import dev.cofferdam.loop.ToolCall;
import dev.cofferdam.loop.ToolResult;
import dev.cofferdam.loop.ToolSpec;
import dev.cofferdam.loop.Toolbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The planner's tools over one workbench and one repository, for one session. Every result leaves it redacted and bounded. */
public final class WorkbenchToolbox implements Toolbox {
    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<String, ToolResult> answered = new HashMap<>();
    private final Ledger ledger;
    private final Redaction redaction;

    private WorkbenchToolbox(Ledger ledger, Redaction redaction, List<Tool> tools) {
        this.ledger = ledger;
        this.redaction = redaction;
        tools.forEach(tool -> this.tools.put(tool.spec().name(), tool));
    }

    /** The tools for a run without anybody to ask. */
    public static WorkbenchToolbox forPlanning(
            Workbench workbench, RepositoryFiles files, Redaction redaction, Clock clock) {
        Ledger ledger = new Ledger(clock, redaction);
        return new WorkbenchToolbox(ledger, redaction, new PlannerTools(workbench, files, ledger).forPlanning());
    }

    /** The same, and a question to the person. */
    public static WorkbenchToolbox forChat(
            Workbench workbench, RepositoryFiles files, Redaction redaction, Clock clock) {
        Ledger ledger = new Ledger(clock, redaction);
        return new WorkbenchToolbox(ledger, redaction, new PlannerTools(workbench, files, ledger).forChat());
    }

    @Override
    public List<ToolSpec> tools() {
        return tools.values().stream().map(Tool::spec).toList();
    }

    @Override
    public ToolResult call(ToolCall call) {
        ToolResult result = clean(answer(call), Optional.ofNullable(tools.get(call.tool())));
        answered.put(call.id(), result);
        return result;
    }

    @Override
    public ToolResult recall(ToolCall call, ToolResult recorded) {
        if (answered.containsKey(call.id())) {
            return answered.get(call.id());
        }
        recorded.facts().forEach(ledger::restore);
        Tool tool = tools.get(call.tool());
        ToolResult result = recorded;
        if (tool != null && tool.again() && !recorded.isError()) {
            result = clean(answer(call), Optional.of(tool));
            if (!result.text().equals(recorded.text())) {
                throw new UserError(
                        "the session cannot be resumed: `" + call.tool() + "` no longer gives what it gave in call `"
                                + call.id() + "`",
                        "",
                        "code, schema or configuration changed since; start a new session");
            }
        }
        answered.put(call.id(), result);
        return result;
    }

    /** Whether this toolbox answered the call itself. */
    boolean knows(String callId) {
        return answered.containsKey(callId);
    }

    /** Takes recorded facts back in. */
    void restore(List<Fact> facts) {
        facts.forEach(ledger::restore);
    }

    private ToolResult answer(ToolCall call) {
        Tool tool = tools.get(call.tool());
        if (tool == null) {
            return ToolResult.error(unknown(call.tool()));
        }
        Optional<ObjectNode> arguments = call.arguments();
        if (arguments.isEmpty()) {
            return ToolResult.error("`" + call.tool() + "` was not run: " + call.malformation()
                    + ". Send one JSON object that fits " + tool.spec().parameters());
        }
        List<String> problems =
                ArgumentCheck.problems(arguments.get(), tool.spec().parameters());
        if (!problems.isEmpty()) {
            return ToolResult.error("`" + call.tool() + "` was not run:\n- " + String.join("\n- ", problems));
        }
        return run(tool, new Arguments(arguments.get()));
    }

    private static ToolResult run(Tool tool, Arguments arguments) {
        try {
            return tool.run().apply(arguments);
        } catch (UserError e) {
            return ToolResult.error(e.problem() + "."
                    + e.where().map(where -> " Where: " + where + ".").orElse("") + " What to do: " + e.fix() + ".");
        }
    }

    private String unknown(String name) {
        String meant = NearestNames.to(name, tools.keySet())
                .map(nearest -> " Did you mean `" + nearest + "`?")
                .orElse("");
        String shown = name.length() <= 60 ? name : name.substring(0, 60) + "...";
        return "There is no tool `" + shown + "`." + meant + " Offered are: "
                + String.join(", ", new ArrayList<>(tools.keySet())) + ".";
    }

    private ToolResult clean(ToolResult result, Optional<Tool> tool) {
        String rest = tool.map(Tool::rest).orElse("ask for less at once");
        return new ToolResult(
                Bound.apply(redaction.redact(result.text()), rest),
                result.isError(),
                result.facts(),
                result.candidate(),
                result.question());
    }
}
