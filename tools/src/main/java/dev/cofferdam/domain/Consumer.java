package dev.cofferdam.domain;

/**
 * What uses the schema and is deployed apart.
 *
 * @param name short and unique within the plan
 * @param knownFrom how it came into the plan: the repository scanned, or the user's word
 */
public record Consumer(String name, Kind kind, String knownFrom) {

    /** Sorts of consumers. */
    public enum Kind {
        SERVICE,
        JOB,
        CDC,
        REPORT
    }

    public Consumer {
        Checks.text(name, "consumer name");
    }
}
