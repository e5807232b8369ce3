package dev.cofferdam.report;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.Undo;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue's scenarios S01 to S71, and what a rehearsal of this plan made of each. What it cannot play it says, so that nobody takes it for proved. */
public final class Scenarios {
    private Scenarios() {}

    /** How far a rehearsal goes with a scenario. */
    enum Reach {
        /** Where the plan gives occasion to it. */
        PLAYED("played"),
        /** Some of it. */
        IN_PART("in part"),
        /** The rehearsal has no means for it yet. */
        NOT_PLAYED("not played"),
        /** What decides it lies outside of a throw-away database. */
        CANNOT_BE("cannot be");

        private final String words;

        Reach(String words) {
            this.words = words;
        }
    }

    /** What a plan must have in it for a scenario to come up. */
    enum Occasion {
        EVERY_PLAN((plan, seen) -> true),
        BACKFILL((plan, seen) -> plan.steps().anyMatch(Step.Backfill.class::isInstance)),
        SYNC((plan, seen) -> !(plan.sync() instanceof Sync.NotNeeded)),
        CONCURRENT_BUILD((plan, seen) -> says(plan, "CONCURRENTLY")),
        NOT_NULL((plan, seen) -> says(plan, "NOT NULL")),
        STRONG_LOCK((plan, seen) -> sql(plan)
                .flatMap(step -> step.locks().stream())
                .anyMatch(lock -> lock.level() == LockLevel.ACCESS_EXCLUSIVE)),
        TYPE_CHANGE((plan, seen) -> plan.change() instanceof ColumnChange.ChangeType),
        ROWS_IN_THE_WAY(
                (plan, seen) -> seen.observations().stream().anyMatch(one -> one.kind() == Observation.Kind.HELD)),
        THREE_VERSIONS((plan, seen) ->
                plan.probes().stream().map(Probe::version).distinct().count() > 2),
        TWO_VERSIONS((plan, seen) ->
                plan.probes().stream().map(Probe::version).distinct().count() > 1),
        POINT_OF_NO_RETURN((plan, seen) -> plan.steps().anyMatch(step -> step.undo() instanceof Undo.PointOfNoReturn));

        @SuppressWarnings("ImmutableEnumChecker") // a predicate without state
        private final BiPredicate<Plan, Rehearsed> arises;

        Occasion(BiPredicate<Plan, Rehearsed> arises) {
            this.arises = arises;
        }
    }

    private static Stream<Step.Sql> sql(Plan plan) {
        return plan.steps().filter(Step.Sql.class::isInstance).map(Step.Sql.class::cast);
    }

    private static boolean says(Plan plan, String words) {
        return sql(plan).flatMap(step -> step.statements().stream()).anyMatch(text -> text.toUpperCase(Locale.ROOT)
                .contains(words));
    }

    /**
     * One of the catalogue.
     *
     * @param how where it is played, or why it is not
     */
    record Scenario(String id, String what, Occasion occasion, Reach reach, String how) {}

    /** A line for each, for a terminal of 100 columns. */
    public static String of(Plan plan, Rehearsed seen) {
        return "Scenarios\n" + all().stream().map(one -> line(one, plan, seen)).collect(Collectors.joining()) + "\n";
    }

    /** All of them. */
    static List<Scenario> all() {
        return Stream.concat(ScenarioCatalogue.VERSIONS.stream(), ScenarioCatalogue.rest())
                .toList();
    }

    private static String line(Scenario one, Plan plan, Rehearsed seen) {
        boolean arises = one.occasion().arises.test(plan, seen);
        String standing = standing(one, arises, seen);
        return String.format(
                Locale.ROOT,
                "  %-4s %-14s %s%s%n",
                one.id(),
                standing,
                one.what(),
                standing.equals("does not arise") ? "" : ": " + one.how());
    }

    /** Without rows nothing of it was tried, whatever could be. */
    private static String standing(Scenario one, boolean arises, Rehearsed seen) {
        if (!arises) {
            return "does not arise";
        }
        boolean couldBe = one.reach() == Reach.PLAYED || one.reach() == Reach.IN_PART;
        return couldBe && !seen.isTelling() ? Reach.NOT_PLAYED.words : one.reach().words;
    }
}
