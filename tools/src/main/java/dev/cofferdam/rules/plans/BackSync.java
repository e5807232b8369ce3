package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SyncTrigger;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The sync of a way back that makes the old place anew while code runs: the plan's own with both places changed about. A plan describes only the one
 * of its way forward, so this one is known by what the way's statements make.
 *
 * @param fill what the way fills
 * @param made where in the way the trigger is created
 */
record BackSync(BackFill fill, PlanFacts facts, Statement.CreateTrigger trigger, int made) {

    /** What is wrong, at its place, in words that stand alone. */
    record Wrong(String where, String subject, String what) {}

    /** The first trigger of the table whose function gives the filled column a value. */
    static Optional<BackSync> find(BackFill fill, PlanFacts facts) {
        for (int i = 0; i < fill.way().size(); i++) {
            SqlUnit unit = fill.way().get(i);
            Optional<Statement.CreateTrigger> trigger = unit.facts(Statement.CreateTrigger.class)
                    .filter(create -> create.table().isSameTable(fill.target().table()))
                    .filter(create -> bodies(unit, create)
                            .anyMatch(routine ->
                                    SyncTrigger.assigns(routine, fill.target().column())))
                    .findFirst();
            if (trigger.isPresent()) {
                return Optional.of(new BackSync(fill, facts, trigger.get(), i));
            }
        }
        return Optional.empty();
    }

    private static Stream<Statement.CreateRoutine> bodies(SqlUnit unit, Statement.CreateTrigger trigger) {
        return unit.facts(Statement.CreateRoutine.class)
                .filter(routine ->
                        routine.name().name().equals(trigger.function().name()));
    }

    List<Wrong> wrongs() {
        List<Wrong> wrongs = new ArrayList<>();
        late(wrongs);
        events(wrongs);
        missing(wrongs);
        // What begins too late or sees too little is wrong in every row, and is said once.
        if (wrongs.isEmpty()) {
            rows(wrongs);
            removed(wrongs);
        }
        return wrongs;
    }

    private void late(List<Wrong> wrongs) {
        if (made > fill.at()) {
            wrongs.add(new Wrong(
                    fill.where(),
                    "trigger later",
                    "`" + fill.where() + "` fills `" + fill.target() + "` before trigger `" + trigger.name()
                            + "` exists (" + unit(made).where() + "); rows written in between are never copied"));
        }
    }

    private void events(List<Wrong> wrongs) {
        for (SqlUnit unit : fill.way()) {
            unit.facts(Statement.CreateTrigger.class)
                    .filter(create -> create.name().equals(trigger.name()))
                    .forEach(create -> {
                        List<String> missing = TriggerEvents.missing(create, List.of(fill.source(-1), fill.target()));
                        if (!missing.isEmpty()) {
                            wrongs.add(new Wrong(
                                    unit.where(),
                                    "events " + missing,
                                    "trigger `" + trigger.name() + "` lacks " + String.join(", ", missing)
                                            + "; such writes reach one of `" + fill.source(-1) + "` and `"
                                            + fill.target() + "` only"));
                        }
                    });
        }
    }

    /** Conversions that went on the way forward have to be there again when the trigger calls them. */
    private void missing(List<Wrong> wrongs) {
        Set<String> there = new HashSet<>();
        Set<String> gone = new HashSet<>();
        Stream.concat(
                        facts.forward().filter(unit -> unit.order() <= unit(0).order()),
                        fill.way().stream().limit(made + 1L))
                .flatMap(unit -> unit.statements().stream())
                .map(ParsedStatement::facts)
                .forEach(statement -> {
                    if (statement instanceof Statement.CreateRoutine routine) {
                        there.add(routine.name().name());
                        gone.remove(routine.name().name());
                    }
                    if (statement instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.FUNCTION) {
                        drop.names().stream()
                                .map(TableRef::name)
                                .filter(there::contains)
                                .forEach(gone::add);
                    }
                });
        List<String> words = bodies(unit(made), trigger)
                .flatMap(body -> PlainSql.tokens(body.body()).stream())
                .toList();
        gone.stream()
                .filter(name -> words.contains(PlainSql.of(Identifiers.quoteIfNeeded(name))))
                .forEach(name -> wrongs.add(new Wrong(
                        unit(made).where(),
                        "calls " + name,
                        "function `" + trigger.function() + "` of `"
                                + unit(made).where() + "` calls `" + name
                                + "`, which is gone by then, so every write fails")));
    }

    /** Every kind of write, tried on every body that the way gives the function. */
    private void rows(List<Wrong> wrongs) {
        for (int i = 0; i < fill.way().size(); i++) {
            for (Statement.CreateRoutine body : bodies(unit(i), trigger).toList()) {
                String where = unit(i).where();
                writes(i)
                        .wrongs(body, direction(i))
                        .forEach(wrong -> wrongs.add(new Wrong(
                                where, wrong, "function `" + trigger.function() + "` of `" + where + "` " + wrong)));
            }
        }
    }

    private SyncWrites writes(int at) {
        boolean unfilled = at <= fill.at();
        return new SyncWrites(
                fill.mirrored(trigger),
                SyncTrials.written(fill.source(at)),
                SyncTrials.written(fill.target(at)),
                SyncTrials.settings(Stream.of((Step.Backfill) unit(fill.at()).step())),
                unfilled,
                unfilled);
    }

    /** A sync of one direction turns where the names are swapped, as it does on the way forward. */
    private Sync.Direction direction(int at) {
        if (fill.sync().directions().containsValue(Sync.Direction.BOTH)) {
            return Sync.Direction.BOTH;
        }
        return fill.target(at).equals(fill.target()) ? Sync.Direction.OLD_TO_NEW : Sync.Direction.NEW_TO_OLD;
    }

    /** Behind a unit the trigger is gone, although rows are still filled, code is deployed, or the other place still written. */
    private void removed(List<Wrong> wrongs) {
        SyncTrigger state = new SyncTrigger(fill.mirrored(trigger), facts);
        boolean there = false;
        for (int i = made; i < fill.way().size() && !goes(i); i++) {
            boolean before = there;
            for (ParsedStatement statement : unit(i).statements()) {
                there = state.isThereAfter(statement.facts(), there);
            }
            if (before && !there) {
                wrongs.add(new Wrong(
                        unit(i).where(),
                        "removed",
                        "trigger `" + trigger.name() + "` goes in `" + unit(i).where() + "` while `"
                                + fill.source(i) + "` is still there; what is written to it from now on never reaches `"
                                + fill.target(i) + "`"));
            }
        }
    }

    /** Whether the place that gave the values goes in this unit. */
    private boolean goes(int at) {
        return unit(at).actions(AlterAction.DropColumn.class)
                .map(drop -> drop.table().column(drop.action().column()))
                .anyMatch(dropped -> isSame(dropped, fill.source(at)) || isSame(dropped, fill.source(at - 1)));
    }

    private static boolean isSame(ColumnRef left, ColumnRef right) {
        return left.table().isSameTable(right.table()) && left.column().equals(right.column());
    }

    private SqlUnit unit(int at) {
        return fill.way().get(at);
    }
}
