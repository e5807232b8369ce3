package dev.cofferdam.toolbox;

import dev.cofferdam.loop.Redaction;
import dev.cofferdam.loop.ToolCall;
import dev.cofferdam.loop.ToolResult;
import dev.cofferdam.loop.ToolSpec;
import dev.cofferdam.loop.Toolbox;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tools of a conversation. What a call made of the plan is put away under the call, so that a resumed session takes it from there instead of
 * drafting and playing it again, and a turn can be taken back.
 */
public final class ChatToolbox implements Toolbox {
    private static final Set<String> PLAN_TOOLS = Set.of("draft_phases", "edit_plan", "submit_plan");

    private final ChatWorkbench workbench;
    private final WorkbenchToolbox tools;
    private final Shelf shelf;
    private final Map<String, PlanState> before = new HashMap<>();
    private final Map<String, ToolResult> recalled = new HashMap<>();
    private final Set<String> takenBack = new HashSet<>();

    /** Where plans are put away. */
    public interface Shelf {
        /** Keeps where the plan stands after this call. */
        void put(String callId, PlanState state);

        /** Where it stood; throws {@link dev.cofferdam.domain.UserError} when that is lost. */
        PlanState take(String callId);
    }

    public ChatToolbox(ChatWorkbench workbench, RepositoryFiles files, Redaction redaction, Clock clock, Shelf shelf) {
        this.workbench = workbench;
        this.tools = WorkbenchToolbox.forChat(workbench, files, redaction, clock);
        this.shelf = shelf;
    }

    @Override
    public List<ToolSpec> tools() {
        return tools.tools();
    }

    @Override
    public ToolResult call(ToolCall call) {
        PlanState earlier = workbench.state();
        ToolResult result = tools.call(call);
        if (changesThePlan(call, result)) {
            before.put(call.id(), earlier);
            shelf.put(call.id(), workbench.state());
        }
        return result;
    }

    @Override
    public ToolResult recall(ToolCall call, ToolResult recorded) {
        if (tools.knows(call.id())) {
            return tools.recall(call, recorded);
        }
        ToolResult known = recalled.get(call.id());
        if (known == null) {
            known = restored(call, recorded);
            recalled.put(call.id(), known);
        }
        return known;
    }

    private ToolResult restored(ToolCall call, ToolResult recorded) {
        tools.restore(recorded.facts());
        if (!changesThePlan(call, recorded)) {
            return recorded;
        }
        before.put(call.id(), workbench.state());
        PlanState state = shelf.take(call.id());
        workbench.restore(state);
        return new ToolResult(recorded.text(), false, recorded.facts(), state.judged(), Optional.empty());
    }

    private static boolean changesThePlan(ToolCall call, ToolResult result) {
        return PLAN_TOOLS.contains(call.tool()) && !result.isError();
    }

    @Override
    public void takeBack(List<String> calls) {
        if (takenBack.containsAll(calls)) {
            return;
        }
        takenBack.addAll(calls);
        calls.stream()
                .flatMap(call -> Optional.ofNullable(before.get(call)).stream())
                .findFirst()
                .ifPresent(workbench::restore);
    }
}
