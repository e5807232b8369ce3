package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.loop.ToolResult;
import dev.cofferdam.loop.ToolSpec;
import dev.cofferdam.prompt.Prompts;
import java.util.function.Function;

/**
 * One tool: what the model is told about it, and what it does.
 *
 * @param rest how to get what was cut from a long result
 * @param again whether a resumed session has to call it again, because it works on the draft or asks a person
 * @param run gets arguments that fit the schema; {@link dev.cofferdam.domain.UserError} becomes an error result
 */
record Tool(ToolSpec spec, String rest, boolean again, Function<Arguments, ToolResult> run) {

    /** A tool that looks something up. */
    static Tool lookup(String name, ObjectNode schema, String rest, Function<Arguments, ToolResult> run) {
        return new Tool(spec(name, schema, false), rest, false, run);
    }

    /** A tool whose effect a resumed session needs again. */
    static Tool work(String name, ObjectNode schema, Function<Arguments, ToolResult> run) {
        return new Tool(spec(name, schema, false), "ask for less at once", true, run);
    }

    /** A tool that must be the only call of its turn. */
    static Tool last(String name, ObjectNode schema, Function<Arguments, ToolResult> run) {
        return new Tool(spec(name, schema, true), "repair what is shown first", true, run);
    }

    private static ToolSpec spec(String name, ObjectNode schema, boolean alone) {
        return new ToolSpec(name, Prompts.load("tools/" + name).text(), schema, alone);
    }
}
