package dev.cofferdam.rehearse;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rehearse.traffic.Lost;
import dev.cofferdam.rehearse.traffic.Traffic;
import dev.cofferdam.rehearse.traffic.Trouble;
import dev.cofferdam.server.ServerFailed;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happens where the plan rests: which versions work there, and both ways back, each on a copy of its own. */
final class BoundaryPlay {
    /** Rounds in which every version writes the rows that all work on. */
    private static final int ROUNDS = 6;

    private final Plan plan;
    private final Stage stage;
    private final Boundary boundary;
    private final List<AppVersion> running;
    private final List<Cell> compatibility = new ArrayList<>();
    private final List<Cell> rollbacks = new ArrayList<>();
    private List<String> left = List.of();

    /**
     * At a boundary.
     *
     * @param stage played up to there; nobody may be connected to it
     * @param running versions that may run there
     */
    BoundaryPlay(Plan plan, Stage stage, Boundary boundary, List<AppVersion> running) {
        this.plan = plan;
        this.stage = stage;
        this.boundary = boundary;
        this.running = List.copyOf(running);
    }

    /** Plays them all: each version alone and then the retreat, which does not mind what they wrote, on one copy, and the abandon on another. */
    void play() throws SQLException {
        try (ThrowawayDatabase copy = stage.copy("runs")) {
            for (AppVersion version : versions(plan)) {
                compatibility.add(alone(copy, version));
            }
            rollbacks.add(played(copy, boundary.retreat(), "retreat"));
        }
        if (boundary.abandon().impossibleBecause().isPresent()) {
            rollbacks.add(impossible(boundary.abandon(), "abandon"));
            return;
        }
        try (ThrowawayDatabase copy = stage.copy("abandon")) {
            rollbacks.add(played(copy, boundary.abandon(), "abandon"));
        }
    }

    /**
     * Ways back on one copy, one after the other; those that there are.
     *
     * @param why what the plan leaves as it is, with its reason; without any, the catalog has to be the one before the plan
     */
    List<Cell> waysBack(ThrowawayDatabase copy, List<Rollback> ways, List<String> why) throws SQLException {
        left = List.copyOf(why);
        List<Cell> cells = new ArrayList<>();
        for (Rollback way : ways) {
            if (way.impossibleBecause().isEmpty()) {
                cells.add(played(copy, way, way.kind() == Rollback.Kind.RETREAT ? "retreat" : "abandon"));
            }
        }
        return cells;
    }

    List<Cell> compatibility() {
        return compatibility;
    }

    List<Cell> rollbacks() {
        return rollbacks;
    }

    private Cell alone(ThrowawayDatabase copy, AppVersion version) throws SQLException {
        try (Traffic traffic = stage.traffic(copy)) {
            List<Trouble> troubles = traffic.work(List.of(version), ROUNDS);
            return cell(
                    version.label(),
                    List.of(version),
                    new Outcome(troubles, traffic.lost(false), List.of()),
                    version.label() + " ran " + ROUNDS + " rounds of reads and writes without an error");
        }
    }

    /** Versions that the plan has probes of, oldest first. */
    static List<AppVersion> versions(Plan plan) {
        return plan.probes().stream().map(Probe::version).distinct().sorted().toList();
    }

    private Cell impossible(Rollback way, String column) {
        return new Cell(
                boundary.id(),
                column,
                Cell.Result.FAILS,
                false,
                way.impossibleBecause().orElse(""),
                Optional.empty());
    }

    private Cell played(ThrowawayDatabase copy, Rollback way, String column) throws SQLException {
        if (way.impossibleBecause().isPresent()) {
            return impossible(way, column);
        }
        try (Traffic traffic = stage.traffic(copy)) {
            List<Trouble> before = traffic.work(running, ROUNDS);
            AppVersion back = back(way);
            List<Trouble> meanwhile = new ArrayList<>();
            Optional<String> refused = back(copy, way, traffic, meanwhile);
            if (refused.isPresent()) {
                return new Cell(boundary.id(), column, Cell.Result.FAILS, true, refused.get(), origin(List.of(back)));
            }
            List<String> differences = way.kind() == Rollback.Kind.ABANDON ? differences(copy) : List.of();
            List<Lost> lost = traffic.lost(false);
            List<Trouble> troubles = new ArrayList<>(before);
            troubles.addAll(meanwhile);
            troubles.addAll(traffic.work(List.of(back), ROUNDS));
            return cell(
                    column,
                    Stream.concat(running.stream(), Stream.of(back)).distinct().toList(),
                    new Outcome(
                            troubles,
                            lost.isEmpty() ? traffic.lost(false) : lost,
                            left.isEmpty() ? differences : List.of()),
                    evidence(way, back, traffic.remembered(), differences));
        }
    }

    private String evidence(Rollback way, AppVersion back, int values, List<String> differences) {
        long steps = way.steps().stream()
                .filter(step -> !(step instanceof Step.Deploy))
                .count();
        return labels(running) + " wrote; "
                + (steps == 0 ? "" : steps + (steps == 1 ? " step" : " steps") + " of the way back ran; ")
                + back.label() + " went on without an error; "
                + (way.kind() == Rollback.Kind.ABANDON ? catalog(differences) : "")
                + "all " + values + " values that were looked for are there";
    }

    private String catalog(List<String> differences) {
        return differences.isEmpty()
                ? "the catalog is the one before the plan; "
                : "the catalog still differs, as the plan says: " + String.join(", ", left) + "; ";
    }

    private static String labels(List<AppVersion> versions) {
        return versions.isEmpty()
                ? "nobody"
                : versions.stream().map(AppVersion::label).collect(Collectors.joining(" and "));
    }

    /** Runs the steps of a way back, and behind each the versions that may run there; the server's words when one fails. */
    private Optional<String> back(ThrowawayDatabase copy, Rollback way, Traffic traffic, List<Trouble> meanwhile)
            throws SQLException {
        StepRunner runner = new StepRunner(copy);
        for (Step step : way.steps()) {
            try {
                if (step instanceof Step.Manual) {
                    stage.repair(copy);
                }
                runner.run(step);
                meanwhile.addAll(traffic.work(step.conduct().mayRun(), 1));
            } catch (SQLException refused) {
                if (ServerFailed.isServersOwn(refused.getSQLState())) {
                    throw refused;
                }
                return Optional.of(step.id() + ": " + firstLine(refused));
            }
        }
        return Optional.empty();
    }

    private static String firstLine(SQLException refused) {
        return String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
    }

    /** The version that runs once the way back was gone: what it deploys, or the oldest that runs. */
    private AppVersion back(Rollback way) {
        return way.steps().stream()
                .filter(Step.Deploy.class::isInstance)
                .map(step -> ((Step.Deploy) step).version())
                .reduce((first, second) -> second)
                .orElseGet(() -> running.stream().min(AppVersion::compareTo).orElseGet(() -> versions(plan)
                        .get(0)));
    }

    private List<String> differences(ThrowawayDatabase copy) throws SQLException {
        try (Connection owner = copy.connectAsOwner()) {
            SortedSet<String> now = CatalogLines.read(owner);
            SortedSet<String> gone = new TreeSet<>(stage.catalog());
            gone.removeAll(now);
            SortedSet<String> left = new TreeSet<>(now);
            left.removeAll(stage.catalog());
            return Stream.concat(
                            gone.stream().map(line -> "no " + line),
                            left.stream().map(line -> "still " + line))
                    .toList();
        }
    }

    /** What did not go as it should. */
    private record Outcome(List<Trouble> troubles, List<Lost> lost, List<String> differences) {}

    private Cell cell(String column, List<AppVersion> played, Outcome outcome, String whenGood) {
        Cell.Result result = Cell.Result.SURVIVES;
        String evidence = whenGood;
        if (!outcome.troubles().isEmpty()) {
            Trouble first = outcome.troubles().get(0);
            result = Cell.Result.FAILS;
            evidence = first.version().label() + ", " + first.probe() + ": "
                    + first.message().lines().findFirst().orElse("");
        } else if (!outcome.lost().isEmpty()) {
            result = Cell.Result.LOSES_DATA;
            evidence = outcome.lost().get(0) + more(outcome.lost());
        } else if (!outcome.differences().isEmpty()) {
            result = Cell.Result.FAILS;
            evidence =
                    "afterwards the catalog differs: " + outcome.differences().get(0) + more(outcome.differences());
        }
        return new Cell(boundary.id(), column, result, true, evidence, origin(played));
    }

    private static String more(List<?> all) {
        return all.size() > 1 ? "; " + (all.size() - 1) + " more" : "";
    }

    /** The best known probe counts: a cell is called proved when statements of the code are among generated ones. */
    private Optional<Probe.Origin> origin(List<AppVersion> played) {
        return plan.probes().stream()
                .filter(probe -> played.contains(probe.version()))
                .map(Probe::origin)
                .min(Comparator.naturalOrder());
    }
}
