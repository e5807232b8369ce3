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
            List<SqlUnit> units =
                    facts.forward().filter(unit -> unit.phase() == phase.kind()).toList();
            for (SqlUnit unit : units) {
                boolean made = false;
                for (ParsedStatement statement : unit.statements()) {
                    there = trigger.isThereAfter(statement.facts(), there);
                    if (statement.facts() instanceof Statement.CreateRoutine routine && isIt(routine)) {
                        body = Optional.of(routine);
                        made = true;
                    }
                }
                if (there && made) {
                    body.ifPresent(routine -> wrongs.addAll(new Pair(unit).wrongs(routine, direction)));
                }
            }
            Optional<SqlUnit> last = facts.forward()
                    .takeWhile(unit -> unit.phase().compareTo(phase.kind()) <= 0)
                    .reduce((first, second) -> second);
            if (there && body.isPresent() && last.isPresent()) {
                wrongs.addAll(new Pair(last.get()).wrongs(body.get(), direction));
            }
        }
        return List.copyOf(wrongs);
    }

    private boolean isIt(Statement.CreateRoutine routine) {
        return routine.name().name().equals(StoredName.unqualified(sync.function()));
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
            Set<String> wrongs = new LinkedHashSet<>();
            if (SyncDirections.fillsNew(direction)) {
                String stood = up("'was'");
                for (String value : List.of("'is'", "null")) {
                    tried(script.get(), Map.of(old, "'was'", fresh, stood), Map.of(old, value, fresh, stood))
                            .filter(row -> !up(value).equals(row.get(fresh)))
                            .forEach(row -> wrongs.add("does not carry every UPDATE of " + old + " over to " + fresh));
                }
                tried(script.get(), Map.of(), Map.of(old, "'is'", fresh, "null"))
                        .filter(row -> !up("'is'").equals(row.get(fresh)))
                        .forEach(row -> wrongs.add("does not carry every INSERT of " + old + " over to " + fresh));
            }
            if (SyncDirections.fillsOld(direction)) {
                String stood = up("'was'");
                for (String value : List.of("'is'", "null")) {
                    tried(script.get(), Map.of(old, "'was'", fresh, stood), Map.of(old, "'was'", fresh, value))
                            .filter(row -> !down(value).equals(row.get(old)))
                            .forEach(row -> wrongs.add("does not carry every UPDATE of " + fresh + " back to " + old));
                }
                tried(script.get(), Map.of(), Map.of(old, "null", fresh, "'is'"))
                        .filter(row -> !down("'is'").equals(row.get(old)))
                        .forEach(row -> wrongs.add("does not carry every INSERT of " + fresh + " back to " + old));
            }
            if (direction == Sync.Direction.BOTH) {
                String stood = up("'was'");
                boolean newWins = sync.precedence() == Sync.Precedence.NEW_WINS;
                tried(script.get(), Map.of(old, "'was'", fresh, stood), Map.of(old, "'is'", fresh, "'other'"))
                        .filter(row -> newWins
                                ? !down("'other'").equals(row.get(old))
                                : !up("'is'").equals(row.get(fresh)))
                        .forEach(row -> wrongs.add("does not let " + (newWins ? fresh : old)
                                + " win where an UPDATE sets both, as the plan says"));
            }
            return List.copyOf(wrongs);
        }

        /** Rows as they are stored; one that is refused is told to whoever writes it, and one that is left out, or left as it was, to nobody. */
        private Stream<Map<String, String>> tried(
                List<TriggerScript.Deed> script, Map<String, String> before, Map<String, String> row) {
            Set<String> exact = Stream.of("'was'", "'is'", "'other'", "null")
                    .flatMap(value -> Stream.of(value, up(value), down(value), down(up(value))))
                    .collect(Collectors.toSet());
            RowTrial trial = new RowTrial(before.isEmpty(), before, exact, settings());
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
