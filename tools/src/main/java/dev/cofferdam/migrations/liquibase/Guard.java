package dev.cofferdam.migrations.liquibase;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The preconditions of a change set and what Liquibase does when they do not hold.
 *
 * @param condition all of them
 * @param onFail in capitals; {@code HALT} when nothing is said
 */
public record Guard(Precondition condition, String onFail) {
    /** What to do with the change set. */
    public enum Decision {
        RUN,
        /** As the changelog wants it. */
        SKIP,
        /** Liquibase would end the whole run. */
        HALT,
        /** Nobody knows; it is run. */
        UNCLEAR
    }

    static Guard of(Precondition condition, Optional<String> onFail) {
        return new Guard(condition, onFail.orElse("HALT").toUpperCase(Locale.ROOT));
    }

    /** Decides in the schema of the moment. */
    public Decision decide(Precondition.World world) {
        Optional<Boolean> holds = condition.holds(world);
        if (holds.isEmpty()) {
            return Decision.UNCLEAR;
        }
        if (holds.get() || onFail.equals("WARN")) {
            return Decision.RUN;
        }
        return List.of("MARK_RAN", "CONTINUE").contains(onFail) ? Decision.SKIP : Decision.HALT;
    }
}
