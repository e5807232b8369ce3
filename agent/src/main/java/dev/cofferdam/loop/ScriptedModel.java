package dev.cofferdam.loop;

import java.util.List;
import java.util.Optional;

/** Says what it was told to say, whatever it is asked. For tests of the loop and of what stands around it. */
public final class ScriptedModel implements Model {
    private final List<Reply> script;
    private int next;

    public ScriptedModel(List<Reply> script) {
        this.script = List.copyOf(script);
    }

    @Override
    public String name() {
        return "scripted";
    }

    /** The next reply of the script; {@link ModelUnavailable} after its last one. */
    @Override
    public Reply reply(Transcript transcript, List<ToolSpec> tools) {
        if (next == script.size()) {
            throw new ModelUnavailable(
                    ModelFault.OUT_OF_REPLIES,
                    "the script ends after " + script.size() + " replies",
                    "write more of it",
                    Charge.NOTHING,
                    Optional.empty());
        }
        return script.get(next++);
    }
}
