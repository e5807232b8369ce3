package dev.cofferdam.schema;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.migrations.liquibase.Guard;
import dev.cofferdam.migrations.liquibase.Precondition;
import java.util.IdentityHashMap;
import java.util.List;

/** Decides which units run, each guard once: parts of one change set share it, and the first part may change the answer. */
final class Guards {
    private final IdentityHashMap<Guard, Guard.Decision> decided = new IdentityHashMap<>();
    private final List<Undecided> unread;

    Guards(List<Undecided> unread) {
        this.unread = unread;
    }

    boolean lets(MigrationUnit unit, Precondition.World world) {
        if (unit.guard().isEmpty()) {
            return true;
        }
        Guard guard = unit.guard().get();
        Guard.Decision earlier = decided.get(guard);
        if (earlier == null) {
            earlier = guard.decide(world);
            decided.put(guard, earlier);
            tell(unit, guard, earlier);
        }
        return earlier == Guard.Decision.RUN || earlier == Guard.Decision.UNCLEAR;
    }

    /** Whether nobody knows if the unit runs. */
    boolean isUnclear(MigrationUnit unit) {
        return unit.guard()
                .map(decided::get)
                .filter(Guard.Decision.UNCLEAR::equals)
                .isPresent();
    }

    private void tell(MigrationUnit unit, Guard guard, Guard.Decision decision) {
        String what = "preconditions of change set " + unit.version().orElse("?");
        switch (decision) {
            case UNCLEAR ->
                unread.add(new Undecided(
                        unit.place(1),
                        what,
                        guard.condition().describe() + " could not be decided; read as if it held"));
            case HALT ->
                unread.add(new Undecided(
                        unit.place(1),
                        what,
                        "they do not hold here, where Liquibase would stop; the change set is passed over"));
            case RUN, SKIP -> {
                // As the changelog wants it.
            }
        }
    }
}
