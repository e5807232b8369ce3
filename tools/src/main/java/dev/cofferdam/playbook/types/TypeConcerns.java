package dev.cofferdam.playbook.types;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.JavaType;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.TypePair;
import dev.cofferdam.playbook.twins.Concerns;
import dev.cofferdam.playbook.twins.Dependents;
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
                change.table(), change.column().column(), ColumnTwin.nameBeside(change), input.before(), input.after());
    }

    List<Undecided> ofWidening() {
        List<Undecided> concerns = new ArrayList<>(Concerns.ofTheUnseen(twin, input.usages()));
        routines(concerns);
        return concerns;
    }

    List<Undecided> ofSwap() {
        List<Undecided> concerns = new ArrayList<>(Concerns.of(twin, input.usages(), List.of()));
        routines(concerns);
        readsByObject(concerns);
        return concerns;
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
            boolean untyped =
                    usage.evidence().contains("getObject(") || usage.evidence().contains("queryForMap(");
            if (untyped && !usage.test()) {
                concerns.add(new Undecided(
                        usage.place(),
                        "code of today reads " + change.column() + " as an object",
                        "from the swap on the object is of class `"
                                + JavaType.of(types.to()).name() + "`, not `"
                                + JavaType.of(types.from()).name() + "`; read it with `get"
                                + JavaType.of(types.from()).accessor() + "` in a release before"));
            }
        }
    }

    private static Undecided concern(String where, String what, String why) {
        return new Undecided(Place.of("database/" + where, 1), what, why);
    }
}
