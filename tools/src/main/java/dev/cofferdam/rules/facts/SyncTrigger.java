package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sync trigger as the plan's own statements install and remove it, whatever the plan says of it in words. */
public final class SyncTrigger {
    private final Sync.ByTrigger sync;
    private final PlanFacts facts;
    private final List<SqlUnit> forward;

    public SyncTrigger(Sync.ByTrigger sync, PlanFacts facts) {
        this.sync = sync;
        this.facts = facts;
        this.forward = facts.forward().toList();
    }

    /** The unit after which the trigger is there for the first time. */
    public Optional<SqlUnit> findInstallation() {
        return forward.stream()
                .filter(unit -> creations(unit).findAny().isPresent())
                .findFirst();
    }

    /** The unit after which the trigger is gone or off for good. A trigger put back in the same transaction never left. */
    public Optional<SqlUnit> findRemoval() {
        boolean there = false;
        Optional<SqlUnit> removal = Optional.empty();
        for (SqlUnit unit : forward) {
            boolean before = there;
            for (ParsedStatement statement : unit.statements()) {
                there = isThereAfter(statement.facts(), there);
            }
            if (before && !there) {
                removal = Optional.of(unit);
            }
            if (there) {
                removal = Optional.empty();
            }
        }
        return removal;
    }

    /** Units between installation and final removal after which rows are written without the trigger. */
    public List<SqlUnit> findGaps() {
        List<SqlUnit> gaps = new ArrayList<>();
        boolean there = false;
        Optional<SqlUnit> removal = findRemoval();
        for (SqlUnit unit : forward) {
            boolean before = there;
            for (ParsedStatement statement : unit.statements()) {
                there = isThereAfter(statement.facts(), there);
            }
            if (before && !there && removal.filter(unit::equals).isEmpty()) {
                gaps.add(unit);
            }
        }
        return gaps;
    }

    /** Statements that create it: several, when the plan installs it anew with another direction. */
    public Stream<Statement.CreateTrigger> creations(SqlUnit unit) {
        return unit.facts(Statement.CreateTrigger.class).filter(this::isIt);
    }

    /** Whether some body that the plan gives the trigger's function fills this column, under the name that it bears then. */
    public boolean fills(ColumnRef column) {
        return forward.stream().anyMatch(unit -> unit.facts(Statement.CreateRoutine.class)
                .filter(routine -> routine.name().name().equals(StoredName.unqualified(sync.function())))
                .anyMatch(routine ->
                        assigns(routine, facts.nameAfter(column, unit).column())));
    }

    /** Whether the statement leaves the trigger in place, given whether it was there before. */
    public boolean isThereAfter(Statement statement, boolean before) {
        if (statement instanceof Statement.CreateTrigger create && isIt(create)) {
            return true;
        }
        if (statement instanceof Statement.Drop drop) {
            return before && !removes(drop);
        }
        if (statement instanceof Statement.AlterTable alter) {
            for (AlterAction action : alter.actions()) {
                if (action instanceof AlterAction.SwitchTrigger flip
                        && (StoredName.means(sync.trigger(), flip.trigger()) || isForAll(flip))) {
                    return flip.enable();
                }
            }
        }
        return before;
    }

    /** DISABLE TRIGGER ALL and DISABLE TRIGGER USER reach it too. */
    private static boolean isForAll(AlterAction.SwitchTrigger flip) {
        return flip.trigger().equalsIgnoreCase("all") || flip.trigger().equalsIgnoreCase("user");
    }

    private boolean removes(Statement.Drop drop) {
        return switch (drop.kind()) {
            case TRIGGER -> drop.names().stream().anyMatch(dropped -> StoredName.means(sync.trigger(), dropped.name()));
            case FUNCTION -> drop.cascade() && names(drop, StoredName.unqualified(sync.function()));
            case TABLE -> drop.names().stream().anyMatch(sync.oldColumn().table()::isSameTable);
            default -> false;
        };
    }

    /** Whether the statement drops the trigger's function. */
    public boolean dropsFunction(Statement statement) {
        return statement instanceof Statement.Drop drop
                && drop.kind() == Statement.ObjectKind.FUNCTION
                && names(drop, StoredName.unqualified(sync.function()));
    }

    /** The synced column that the statement drops or renames away. */
    public Optional<ColumnRef> findLostColumn(Statement statement) {
        if (!(statement instanceof Statement.AlterTable alter)) {
            return Optional.empty();
        }
        return Stream.of(sync.oldColumn(), sync.newColumn())
                .filter(column -> column.table().isSameTable(alter.table()))
                .filter(column -> alter.actions().stream().anyMatch(action -> takesAway(action, column.column())))
                .findFirst();
    }

    static boolean takesAway(AlterAction action, String column) {
        return action instanceof AlterAction.DropColumn drop && drop.column().equals(column)
                || action instanceof AlterAction.RenameColumn rename
                        && rename.column().equals(column);
    }

    /** Whether a body of a trigger function gives this column of the new row a value. */
    public static boolean assigns(Statement.CreateRoutine routine, String column) {
        // Only at the start of a PL/pgSQL statement is `=` an assignment; elsewhere it compares (docs, PL/pgSQL,
        // Assignment).
        String target = "\\bnew\\s*\\.\\s*" + StoredName.pattern(column);
        Pattern assignment = Pattern.compile(
                "((^|;|\\b(then|else|begin|loop)\\b)\\s*" + target + "\\s*:?=)|(\\binto\\s+(strict\\s+)?" + target
                        + ")",
                Pattern.CASE_INSENSITIVE);
        return assignment
                .matcher(RoutineBody.withoutCommentsAndStrings(routine.body()))
                .find();
    }

    private boolean isIt(Statement.CreateTrigger create) {
        return StoredName.means(sync.trigger(), create.name())
                && create.table().isSameTable(sync.oldColumn().table());
    }

    private static boolean names(Statement.Drop drop, String name) {
        return drop.names().stream().anyMatch(dropped -> dropped.name().equals(name));
    }
}
