package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
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
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes that code makes while the sync lives, tried on every body that the plan gives the trigger's function, for the directions that the plan states. */
record SyncTrials(Plan plan, Sync.ByTrigger sync, PlanFacts facts) {
    private static final Pattern SETTING =
            Pattern.compile("set_config\\s*\\(\\s*('[^']+')\\s*,\\s*('[^']*')", Pattern.CASE_INSENSITIVE);

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
                    wrongs.addAll(writes(unit, phase).wrongs(made.get(), direction));
                }
            }
            // The body of an earlier phase has to do what this one asks too.
            Optional<SqlUnit> last = there ? lastUntil(phase) : Optional.empty();
            if (last.isPresent() && body.isPresent()) {
                wrongs.addAll(writes(last.get(), phase).wrongs(body.get(), direction));
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

    /** Both places as they are called when the unit is done, and who writes them in the phase. */
    private SyncWrites writes(SqlUnit unit, Phase phase) {
        boolean filling = phase.steps().stream().anyMatch(step -> step instanceof Step.Backfill);
        return new SyncWrites(
                sync,
                written(facts.nameAfter(sync.oldColumn(), unit)),
                written(facts.nameAfter(sync.newColumn(), unit)),
                settings(facts.steps().stream()
                        .map(PlacedStep::step)
                        .filter(Step.Backfill.class::isInstance)
                        .map(Step.Backfill.class::cast)),
                phase.kind().compareTo(PhaseKind.BACKFILL) <= 0,
                filling);
    }

    /** Settings by which a backfill tells its own writes from those of others, with what it sets them to. */
    static Map<String, String> settings(Stream<Step.Backfill> backfills) {
        Map<String, String> settings = new TreeMap<>();
        backfills
                .flatMap(backfill -> backfill.setup().stream())
                .flatMap(text -> SETTING.matcher(text).results())
                .forEach(found -> settings.put(found.group(1), found.group(2)));
        return Map.copyOf(settings);
    }

    static String written(ColumnRef column) {
        return PlainSql.of(Identifiers.quoteIfNeeded(column.column()));
    }
}
