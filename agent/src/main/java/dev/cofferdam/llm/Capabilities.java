package dev.cofferdam.llm;

import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.UserError;
import java.util.List;

/**
 * What an endpoint is sent beyond the least that all OpenAI-compatible servers understand. Said by the user or taken from the two
 * defaults, never found out by trying: a server that ignores a parameter looks like one that honours it.
 *
 * @param strictTools tools carry {@code strict} with a schema that the server enforces
 * @param parallelTools several calls in one reply are asked for; a server may make them anyway
 * @param usageInStream the token count is asked for at the end of a stream; without it tokens are estimated from the text's length
 */
public record Capabilities(boolean strictTools, boolean parallelTools, boolean usageInStream) {
    /** What OpenAI's own endpoint documents. */
    public static final Capabilities OPENAI = new Capabilities(true, true, true);

    /** For every other endpoint: local servers refuse or ignore one or the other of them. */
    public static final Capabilities PLAIN = new Capabilities(false, false, false);

    /** The names by which a user says them. */
    public static final List<String> NAMES = List.of("strict-tools", "parallel-tools", "usage-in-stream");

    /** Exactly these; {@code none} for none. */
    public static Capabilities of(List<String> names) {
        for (String name : names) {
            if (!NAMES.contains(name) && !name.equals("none")) {
                throw new UserError(
                        "`" + name + "` is nothing that an endpoint can do",
                        "--model-can",
                        NearestNames.to(name, NAMES)
                                .map(near -> "did you mean `" + near + "`?")
                                .orElse("choose from " + String.join(", ", NAMES) + ", or none"));
            }
        }
        return new Capabilities(
                names.contains(NAMES.get(0)), names.contains(NAMES.get(1)), names.contains(NAMES.get(2)));
    }
}
