package dev.cofferdam.playbook;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.List;

/** What a person has to look at when a column changes its type and keeps its name, so that code of today meets the new type. */
final class TypeConcerns {
    private final ColumnChange.ChangeType change;
    private final TypePair types;
    private final PlanningInput input;
    private final ColumnTwin twin;

    TypeConcerns(ColumnChange.ChangeType change, TypePair types, PlanningInput input) {
        this.change = change;
        this.types = types;
        this.input = input;
        this.twin = new ColumnTwin(
                change.table(),
                change.column().column(),
                TypeChangePlaybook.nameBeside(change),
                input.before(),
                input.after());
    }

    List<Undecided> ofWidening() {
        List<Undecided> concerns = new ArrayList<>(Concerns.ofTheUnseen(twin, input.usages()));
        concerns.add(preparedStatements("expand"));
        routines(concerns);
        return concerns;
    }

    List<Undecided> ofSwap() {
        List<Undecided> concerns = new ArrayList<>(Concerns.of(twin, input.usages(), List.of()));
        concerns.add(preparedStatements("the swap"));
        routines(concerns);
        readsByObject(concerns);
        return concerns;
    }

    /** PostgreSQL compares the columns of a result with those that the statement was prepared for ({@code RevalidateCachedQuery}). */
    private Undecided preparedStatements(String when) {
        return concern(
                "column/" + change.column().column() + "/prepared",
                "after " + when + " a prepared statement that returns "
                        + change.column().column()
                        + " fails once on each connection that is inside a transaction (0A000, cached plan must not change result type)",
                "pgjdbc prepares on the server from the fifth use on, and prepares anew by itself only outside a transaction or with"
                        + " `autosave=conservative`; set that, or `prepareThreshold=0`, in the release before, or recycle the pools and"
                        + " accept one failed transaction for each connection");
    }

    private void routines(List<Undecided> concerns) {
        new Dependents(twin)
                .routinesToRead()
                .forEach(name -> concerns.add(concern(
                        name.replace(' ', '/'),
                        name + " names " + change.column().column(),
                        "a variable or parameter in it may have the old type, " + types.from()
                                + "; PostgreSQL does not track what a body does")));
    }

    /** What {@code getObject} returns is decided by the column's type, not by who asks. */
    private void readsByObject(List<Undecided> concerns) {
        if (JavaType.of(types.from()).equals(JavaType.of(types.to()))) {
            return;
        }
        for (Usage usage : input.usages()) {
            if (usage.evidence().contains("getObject(") || usage.evidence().contains("queryForMap(")) {
                concerns.add(new Undecided(
                        usage.place(),
                        "code of today reads " + change.column() + " as an object",
                        "after the swap it gets a `" + JavaType.of(types.to()).name() + "` where it got a `"
                                + JavaType.of(types.from()).name() + "`; read it with `get"
                                + JavaType.of(types.from()).accessor() + "` in a release before"));
            }
        }
    }

    private static Undecided concern(String where, String what, String why) {
        return new Undecided(Place.of("database/" + where, 1), what, why);
    }
}
