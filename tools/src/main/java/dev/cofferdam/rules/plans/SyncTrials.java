package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SyncDirections;
import dev.cofferdam.rules.facts.SyncTrigger;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes that code makes while the sync lives, tried on every body that the plan gives the trigger's function, for the directions that the plan states. */
record SyncTrials(Plan plan, Sync.ByTrigger sync, PlanFacts facts) {
    private static final Pattern SETTING = Pattern.compile("set_config\\s*\\(\\s*('[^']+')", Pattern.CASE_INSENSITIVE);

    /** Where a body leaves the two places different, in words that go on from the function's name. */
    List<String> wrongs() {
        SyncTrigger trigger = new SyncTrigger(sync, facts);
        Set<String> wrongs = new LinkedHashSet<>();
        Optional<Statement.CreateRoutine> body = Optional.empty();
        boolean there = false;
        for (Phase phase : plan.phases()) {
            Sync.Direction direction = sync.directions().getOrDefault(phase.kind(), Sync.Direction.NONE);
            for (SqlUnit unit : units(phase)) {
                for (ParsedStatement statement : unit.statements()) {
                    there = trigger.isThereAfter(statement.facts(), there);
                }
                Optional<Statement.CreateRoutine> made = bodies(unit).reduce((first, second) -> second);
                body = made.isPresent() ? made : body;
                if (there && made.isPresent()) {
                    wrongs.addAll(new Pair(unit).wrongs(made.get(), direction));
                }
            }
            // The body of an earlier phase has to do what this one asks too.
            Optional<Pair> pair = there ? lastUntil(phase).map(Pair::new) : Optional.empty();
            if (pair.isPresent() && body.isPresent()) {
                wrongs.addAll(pair.get().wrongs(body.get(), direction));
            }
        }
        return List.copyOf(wrongs);
    }

    private List<SqlUnit> units(Phase phase) {
        return facts.forward().filter(unit -> unit.phase() == phase.kind()).toList();
    }

    private Optional<SqlUnit> lastUntil(Phase phase) {
        return facts.forward()
                .takeWhile(unit -> unit.phase().compareTo(phase.kind()) <= 0)
                .reduce((first, second) -> second);
    }

    /** What the unit gives the trigger's function to do. */
    private Stream<Statement.CreateRoutine> bodies(SqlUnit unit) {
        return unit.facts(Statement.CreateRoutine.class)
                .filter(routine -> routine.name().name().equals(StoredName.unqualified(sync.function())));
    }

    /** Settings by which a backfill tells its own writes from those of others. */
    private Set<String> settings() {
        return facts.steps().stream()
                .flatMap(placed ->
                        placed.step() instanceof Step.Backfill backfill ? backfill.setup().stream() : Stream.empty())
                .flatMap(text -> SETTING.matcher(text).results().map(found -> found.group(1)))
                .collect(Collectors.toSet());
    }

    /** Both places as they are called when the unit is done. */
    private final class Pair {
        private final String old;
        private final String fresh;

        private Pair(SqlUnit unit) {
            this.old = written(facts.nameAfter(sync.oldColumn(), unit));
            this.fresh = written(facts.nameAfter(sync.newColumn(), unit));
        }

        private List<String> wrongs(Statement.CreateRoutine routine, Sync.Direction direction) {
            Optional<List<TriggerScript.Deed>> script = TriggerScript.read(routine.body());
            if (script.isEmpty()) {
                return List.of("has a body of which nobody can say from here that it keeps every row: "
                        + "more than IF, assignments to NEW and RETURN");
            }
            List<String> wrongs = new ArrayList<>();
            if (SyncDirections.fillsNew(direction)) {
                forth(script.get(), wrongs);
            }
            if (SyncDirections.fillsOld(direction)) {
                back(script.get(), wrongs);
            }
            if (direction == Sync.Direction.BOTH) {
                both(script.get(), wrongs);
            }
            return wrongs;
        }

        private void forth(List<TriggerScript.Deed> script, List<String> wrongs) {
            for (String value : List.of("'is'", "null")) {
                tried(script, stood(), Map.of(old, value, fresh, up("'was'")))
                        .filter(row -> !up(value).equals(row.get(fresh)))
                        .forEach(row -> wrongs.add("does not carry every UPDATE of " + old + " over to " + fresh));
            }
            tried(script, Map.of(), Map.of(old, "'is'", fresh, "null"))
                    .filter(row -> !up("'is'").equals(row.get(fresh)))
                    .forEach(row -> wrongs.add("does not carry every INSERT of " + old + " over to " + fresh));
        }

        private void back(List<TriggerScript.Deed> script, List<String> wrongs) {
            for (String value : List.of("'is'", "null")) {
                tried(script, stood(), Map.of(old, "'was'", fresh, value))
                        .filter(row -> !down(value).equals(row.get(old)))
                        .forEach(row -> wrongs.add("does not carry every UPDATE of " + fresh + " back to " + old));
            }
            tried(script, Map.of(), Map.of(old, "null", fresh, "'is'"))
                    .filter(row -> !down("'is'").equals(row.get(old)))
                    .forEach(row -> wrongs.add("does not carry every INSERT of " + fresh + " back to " + old));
        }

        private void both(List<TriggerScript.Deed> script, List<String> wrongs) {
            boolean newWins = sync.precedence() == Sync.Precedence.NEW_WINS;
            tried(script, stood(), Map.of(old, "'is'", fresh, "'other'"))
                    .filter(row -> newWins
                            ? !down("'other'").equals(row.get(old))
                            : !up("'is'").equals(row.get(fresh)))
                    .forEach(row -> wrongs.add("does not let " + (newWins ? fresh : old)
                            + " win where an UPDATE sets both, as the plan says"));
        }

        /** A row that was in order. */
        private Map<String, String> stood() {
            return Map.of(old, "'was'", fresh, up("'was'"));
        }

        /** Rows as they are stored; one that is refused is told to whoever writes it, and one that is left out, or left as it was, to nobody. */
        private Stream<Map<String, String>> tried(
                List<TriggerScript.Deed> script, Map<String, String> before, Map<String, String> row) {
            Set<String> exact = Stream.of("'was'", "'is'", "'other'", "null")
                    .flatMap(value -> Stream.of(value, up(value), down(value), down(up(value))))
                    .collect(Collectors.toSet());
            RowTrial.Event event = before.isEmpty() ? RowTrial.Event.INSERT : RowTrial.Event.UPDATE;
            RowTrial trial = new RowTrial(event, before, exact, settings());
            return trial.run(script, row).stream()
                    .filter(end -> !end.returned().equals("raise"))
                    .map(end -> end.returned().equals("return new") ? end.row() : before);
        }

        private String up(String value) {
            return mapped(sync.mapping().up(), sync.oldColumn(), value);
        }

        private String down(String value) {
            return mapped(sync.mapping().down(), sync.newColumn(), value);
        }

        private static String mapped(String mapping, ColumnRef column, String value) {
            List<String> words = PlainSql.tokens(mapping).stream()
                    .map(token -> token.equals(written(column)) ? value : token)
                    .toList();
            return RowTrial.said(words);
        }

        private static String written(ColumnRef column) {
            return PlainSql.of(Identifiers.quoteIfNeeded(column.column()));
        }
    }
}
