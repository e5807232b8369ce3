package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SyncDirections;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes of old and of newer code, tried on the write guard that stands before the old place goes: the one is refused, the other passes. */
record GuardTrials(Plan plan, PlanFacts facts, ColumnRef column, Collection<StandingGuard> guards) {
    private static final String WRITTEN = "'is'";
    private static final String STOOD = "'was'";

    /** What the guard lets pass, or refuses, in words that go on from it. */
    List<String> wrongs(SqlUnit made) {
        Row row = new Row(
                written(facts.nameAfter(column, made)),
                facts.newColumn().map(fresh -> written(facts.nameAfter(fresh, made))),
                givenBy(made).or(() -> facts.described(column, "default")));
        List<String> wrongs = new ArrayList<>();
        String old = "`" + column + "`";
        if (refusal(row.update(row.old())) != Refusal.SURE) {
            wrongs.add("does not refuse every UPDATE that sets " + old);
        }
        // What a statement that leaves the column out gets cannot be told from what an old writer sends.
        boolean mayTellInserts = !isNumbered(made, row)
                && row.value().filter(value -> value.contains("(")).isEmpty();
        Refusal insert = refusal(row.insert(WRITTEN));
        if (mayTellInserts && (row.value().isPresent() ? insert == Refusal.NONE : insert != Refusal.SURE)) {
            wrongs.add("does not refuse every INSERT that gives " + old + " a value");
        }
        if (row.value().isEmpty() && refusal(row.insert("null")) == Refusal.SURE) {
            wrongs.add("refuses every INSERT, also one that leaves " + old + " out as newer code does");
        }
        if (refusal(row.update("")) == Refusal.SURE) {
            wrongs.add("refuses every UPDATE, also one that does not set " + old);
        }
        return wrongs;
    }

    /**
     * Whether newer code can leave out a column that demands a value and is given none by a default, by the plan or by the sync: it is an identity,
     * which gives each row a number of its own.
     */
    private boolean isNumbered(SqlUnit made, Row row) {
        boolean demands =
                facts.described(column, "nullable").filter("false"::equals).isPresent();
        boolean relaxed = facts.forward()
                .filter(unit -> unit.order() <= made.order())
                .anyMatch(unit -> unit.actions(AlterAction.DropNotNull.class)
                        .anyMatch(drop -> isOld(drop.table(), drop.action().column(), unit)));
        return demands && !relaxed && row.value().isEmpty() && !(plan.sync() instanceof Sync.ByTrigger);
    }

    /** The default that the plan itself gives the old column before, so that newer code may leave it out. */
    private Optional<String> givenBy(SqlUnit made) {
        return facts.forward()
                .filter(unit -> unit.order() <= made.order())
                .flatMap(unit -> unit.actions(AlterAction.SetDefault.class)
                        .filter(set -> isOld(set.table(), set.action().column(), unit)))
                .reduce((earlier, later) -> later)
                .map(set -> set.action().expression());
    }

    private boolean isOld(TableRef table, String name, SqlUnit unit) {
        return table.isSameTable(column.table())
                && StoredName.means(name, facts.nameAt(column, unit).column());
    }

    private enum Refusal {
        SURE,
        POSSIBLE,
        NONE
    }

    /**
     * A row before and after a statement.
     *
     * @param set the column that an UPDATE sets; none for one that sets another
     */
    private record Write(boolean insert, String set, Map<String, String> before, Map<String, String> after) {}

    /** The row that is tried: its two places, and the default of the old one. */
    private record Row(String old, Optional<String> fresh, Optional<String> value) {
        private Write update(String set) {
            Map<String, String> before = values(STOOD);
            Map<String, String> after = new HashMap<>(before);
            if (set.equals(old)) {
                after.put(old, WRITTEN);
            }
            return new Write(false, set, before, after);
        }

        private Write insert(String given) {
            Map<String, String> after = new HashMap<>(Map.of(old, given));
            fresh.ifPresent(name -> after.put(name, given.equals("null") ? WRITTEN : "null"));
            return new Write(true, "", Map.of(), after);
        }

        private Map<String, String> values(String both) {
            Map<String, String> values = new HashMap<>(Map.of(old, both));
            fresh.ifPresent(name -> values.put(name, both));
            return values;
        }
    }

    /** What cannot be read may refuse, so that nothing is said of it. */
    private Refusal refusal(Write write) {
        boolean possible = false;
        boolean unread = false;
        for (StandingGuard guard : guards) {
            if (guard.mayFire(write.insert(), write.set())) {
                RowTrial trial = new RowTrial(
                        guard.event(write.insert()),
                        write.before(),
                        Set.of(STOOD, WRITTEN, "null"),
                        RowTrial.Settings.NONE);
                Map<String, String> row = isBehindSync(guard) ? synced(write) : write.after();
                RowCondition.Answer fires = new RowCondition(trial, row).answer(guard.when());
                Optional<List<TriggerScript.Deed>> script = TriggerScript.read(guard.body());
                unread |= script.isEmpty() && fires.mayBeTrue();
                List<RowTrial.End> ends =
                        script.map(deeds -> trial.run(deeds, row)).orElse(List.of());
                if (fires == RowCondition.Answer.TRUE
                        && !ends.isEmpty()
                        && ends.stream().allMatch(GuardTrials::isRefused)) {
                    return Refusal.SURE;
                }
                possible |= fires.mayBeTrue() && ends.stream().anyMatch(GuardTrials::isRefused);
            }
        }
        return unread ? unknown(write) : possible ? Refusal.POSSIBLE : Refusal.NONE;
    }

    /** An old writer is taken to be refused by what nobody can read, and newer code not. */
    private static Refusal unknown(Write write) {
        boolean ofOldCode = write.after().containsValue(WRITTEN)
                && (!write.insert() || write.after().containsValue("null"));
        return ofOldCode ? Refusal.SURE : Refusal.POSSIBLE;
    }

    private static boolean isRefused(RowTrial.End end) {
        return end.returned().equals("raise");
    }

    /** Triggers of one moment fire in the order of their names (PostgreSQL docs 37.1, "Overview of Trigger Behavior"). */
    private boolean isBehindSync(StandingGuard guard) {
        return plan.sync() instanceof Sync.ByTrigger sync
                && guard.trigger().forEachRow()
                && (!guard.trigger().before()
                        || StoredName.unqualified(sync.trigger())
                                        .compareTo(guard.trigger().name())
                                < 0)
                && sync.directions().values().stream().anyMatch(SyncDirections::fillsOld);
    }

    /** Both places hold what either was given. */
    private static Map<String, String> synced(Write write) {
        Map<String, String> row = new HashMap<>(write.after());
        if (row.containsValue(WRITTEN)) {
            row.replaceAll((name, value) -> WRITTEN);
        }
        return row;
    }

    private static String written(ColumnRef name) {
        return PlainSql.of(Identifiers.quoteIfNeeded(name.column()));
    }
}
