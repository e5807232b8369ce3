package dev.cofferdam.loop;

import java.util.List;

/** Who proposes the next move: a language model, the playbook planner, a recording or a script. */
public interface Model {

    /** The name that plan and transcript give as planner. */
    String name();

    /**
     * The next reply to what {@link Transcript#messages()} says. Throws {@link ModelUnavailable} when no reply can be had; an
     * interrupted call leaves the thread's interrupt flag set and throws the same.
     */
    Reply reply(Transcript transcript, List<ToolSpec> tools);
}
