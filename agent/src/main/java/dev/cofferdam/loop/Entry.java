package dev.cofferdam.loop;

import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Verdict;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One event of a session; one line of its transcript. What happened, never what it means. */
public sealed interface Entry {

    /**
     * The first entry of every transcript.
     *
     * @param tools version of the tools
     * @param planner the model's name
     * @param instructions what the model is told before anything else; may be empty
     * @param prompts hash by prompt id
     */
    record Session(String id, String tools, String planner, String instructions, SortedMap<String, String> prompts)
            implements Entry {
        public Session {
            prompts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(prompts));
        }
    }

    /** A message in the user's role. */
    record User(Origin origin, String text) implements Entry {

        /** A message of a person who asks or answers; it begins a new round. */
        public static User person(String text) {
            return new User(Origin.PERSON, text);
        }
    }

    /** Who speaks in the user's role. */
    enum Origin {
        PERSON,
        /** The loop, after a reply without a tool call. */
        NUDGE,
        /** The loop, when the budget is nearly spent. */
        WRAP_UP
    }

    /**
     * A request is about to be sent. Its content follows from the entries before it, so only hashes are kept.
     *
     * @param hash of messages and tools
     * @param tools hash of each tool's specification by name, so that a replay can say which one changed
     */
    record Request(String hash, SortedMap<String, String> tools) implements Entry {
        public Request {
            tools = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(tools));
        }
    }

    /** What a reply cost. Written before the reply, so that a crash in between cannot make it free. */
    record Charged(Charge charge) implements Entry {}

    /** A reply. */
    record Assistant(String text, List<ToolCall> calls) implements Entry {
        public Assistant {
            calls = List.copyOf(calls);
        }
    }

    /** The tool is about to run. */
    record Called(String callId) implements Entry {}

    /** The answer to a call; each call has exactly one. */
    record Answered(String callId, String tool, String text, boolean isError, List<Fact> facts) implements Entry {
        public Answered {
            facts = List.copyOf(facts);
        }
    }

    /** The validator judged a plan. */
    record Validation(String callId, String fingerprint, Verdict.Outcome verdict, List<Finding> findings)
            implements Entry {
        public Validation {
            findings = List.copyOf(findings);
        }
    }

    /** A person stopped the run. */
    record Interrupt(String during) implements Entry {}

    /**
     * A person took a turn back: what was said and done since the entry of this number, counted from 0, no longer counts. It stays on the
     * record, and what it cost stays spent.
     */
    record Reverted(int from) implements Entry {}

    /** What came before is told to the model in these words from now on, made from what is known and not from what was said. */
    record Compacted(String summary) implements Entry {}

    /** A person accepted a finding by its id. */
    record Consented(String finding, String person, String reason) implements Entry {}

    /** The run ended. */
    record Stop(String outcome, String why) implements Entry {}
}
