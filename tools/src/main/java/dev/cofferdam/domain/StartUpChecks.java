package dev.cofferdam.domain;

/**
 * What an instance looks at before it serves, as far as a repository's settings and build files say. An environment variable of production may say
 * otherwise.
 *
 * @param mapping whether it holds its mapped columns against the schema
 * @param mappingSaid where that is read, for evidence
 * @param history what it does with the migration history
 * @param historySaid where that is read, for evidence
 */
public record StartUpChecks(Mapping mapping, String mappingSaid, History history, String historySaid) {

    /** Whether mapped columns are looked for at start, as Hibernate does with {@code hbm2ddl.auto=validate}. */
    public enum Mapping {
        VALIDATED,
        NOT_VALIDATED,
        UNKNOWN
    }

    /** What the migration tool that runs at start does with migrations that its build does not carry. */
    public enum History {
        /** Flyway ignores those that are later than all of its own, which it calls future. */
        FLYWAY_IGNORES_LATER,
        /** Flyway holds them to be an error. */
        FLYWAY_REFUSES_LATER,
        /** Liquibase never asks for change sets that it does not know. */
        LIQUIBASE,
        /** No tool is known to run at start. */
        NO_TOOL;

        /** The tool's name. */
        public String tool() {
            return this == LIQUIBASE ? "Liquibase" : "Flyway";
        }
    }

    /** Nothing is known of how instances start. */
    public static StartUpChecks unknown() {
        return new StartUpChecks(Mapping.UNKNOWN, "", History.NO_TOOL, "");
    }
}
