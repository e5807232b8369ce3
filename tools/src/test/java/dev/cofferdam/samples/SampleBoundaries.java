package dev.cofferdam.samples;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The ways back of the sample plan. */
final class SampleBoundaries {
    private SampleBoundaries() {}

    static Stream<String> ids() {
        return Stream.of("after-expand", "after-dual-write", "after-backfill", "after-cutover", "after-contract");
    }

    static List<Boundary> all() {
        return List.of(
                new Boundary("after-expand", PhaseKind.EXPAND, "expand-2", stay(), abandon("after-expand", List.of())),
                new Boundary(
                        "after-dual-write",
                        PhaseKind.DUAL_WRITE,
                        "expand-2",
                        stay(),
                        abandon("after-dual-write", List.of())),
                new Boundary(
                        "after-backfill",
                        PhaseKind.BACKFILL,
                        "backfill-1",
                        stay(),
                        abandon("after-backfill", List.of())),
                new Boundary(
                        "after-cutover",
                        PhaseKind.CUTOVER,
                        "cutover-4",
                        new Rollback(
                                Rollback.Kind.RETREAT,
                                "v2 shows wrong or missing numbers",
                                Optional.empty(),
                                List.of(redeploy("after-cutover-retreat-1")),
                                Duration.ofMinutes(15),
                                "nothing: the trigger filled both columns"),
                        abandon("after-cutover", List.of(redeploy("after-cutover-abandon-0")))),
                new Boundary(
                        "after-contract",
                        PhaseKind.CONTRACT,
                        "contract-1",
                        none(Rollback.Kind.RETREAT),
                        none(Rollback.Kind.ABANDON)));
    }

    private static Rollback stay() {
        return new Rollback(
                Rollback.Kind.RETREAT,
                "an unrelated release has to go back",
                Optional.empty(),
                List.of(),
                Duration.ofMinutes(5),
                "nothing: v0 runs on the schema as it stands");
    }

    private static Rollback none(Rollback.Kind kind) {
        return new Rollback(
                kind,
                "the old column turns out to be needed",
                Optional.of("`telephone` was dropped; going forward is a plan of its own"),
                List.of(),
                Duration.ZERO,
                "every use of the old column");
    }

    private static Rollback abandon(String boundary, List<Step> first) {
        Step restore = new Step.Sql(
                boundary + "-abandon-1",
                "Take trigger and new column away",
                List.of(SamplePhases.DROP_SYNC, SamplePhases.DROP_FUNCTION, SamplePhases.DROP_NEW),
                TransactionMode.ONE_TRANSACTION,
                "owner",
                SamplePhases.SHORT,
                SamplePhases.RETRY,
                List.of(SamplePhases.INSTANT),
                SamplePhases.gone("phone_number"),
                new Undo.NotNeeded("run expand again"),
                SamplePhases.conduct(
                        "database owner", List.of(SamplePlan.V0), List.of(SamplePlan.V0), List.of(), List.of()));
        return new Rollback(
                Rollback.Kind.ABANDON,
                "the change is called off",
                Optional.empty(),
                Stream.concat(first.stream(), Stream.of(restore)).toList(),
                Duration.ofMinutes(20),
                "nothing: every value is in `telephone`");
    }

    private static Step redeploy(String id) {
        return new Step.Deploy(
                id,
                "Deploy clinic v0 again",
                SamplePlan.V0,
                List.of(),
                new Undo.ByDeploy(SamplePlan.V2),
                SamplePhases.conduct(
                        "clinic team",
                        List.of(SamplePlan.V0, SamplePlan.V2),
                        List.of(SamplePlan.V0),
                        List.of(new dev.cofferdam.domain.Gate.Deployed("Only clinic v0 is running.", SamplePlan.V0)),
                        List.of()));
    }
}
