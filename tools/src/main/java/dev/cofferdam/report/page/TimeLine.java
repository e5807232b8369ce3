package dev.cofferdam.report.page;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.report.Html;
import dev.cofferdam.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plan from left to right, one column for each step and one for each skipped phase: phases, steps, soaks, the app versions that may be
 * running, and the ways back. Not to scale: a soak of a week and a step of an instant are equally wide.
 */
final class TimeLine {
    private static final Step.Visitor<String> KIND = new Step.Visitor<>() {
        @Override
        public String sql(Step.Sql step) {
            return "SQL";
        }

        @Override
        public String backfill(Step.Backfill step) {
            return "rows";
        }

        @Override
        public String deploy(Step.Deploy step) {
            return "deploy " + step.version().label();
        }

        @Override
        public String flag(Step.Flag step) {
            return "flag";
        }

        @Override
        public String manual(Step.Manual step) {
            return "by hand";
        }
    };

    /** A column: a step, or a phase that has none. */
    private record Column(Phase phase, Optional<Step> step) {}

    private final Plan plan;
    private final List<Column> columns;

    private TimeLine(Plan plan) {
        this.plan = plan;
        this.columns = plan.phases().stream()
                .flatMap(phase -> phase.steps().isEmpty()
                        ? Stream.of(new Column(phase, Optional.empty()))
                        : phase.steps().stream().map(step -> new Column(phase, Optional.of(step))))
                .toList();
    }

    static String of(Plan plan) {
        TimeLine line = new TimeLine(plan);
        return "<div class=\"wide\"><table class=\"timeline\">\n" + line.phases() + line.row("Step", line::step)
                + line.row("Soak", line::soak)
                + line.versions() + line.row("Way back", line::wayBack) + "</table></div>\n" + line.legend();
    }

    private String phases() {
        StringBuilder out = new StringBuilder("<tr><th scope=\"row\"></th>");
        for (Phase phase : plan.phases()) {
            int width = Math.max(1, phase.steps().size());
            out.append("<th scope=\"colgroup\" colspan=\"%d\" class=\"phase%s\">%s<small>%s</small></th>"
                    .formatted(
                            width,
                            phase.steps().isEmpty() ? " skipped" : "",
                            phase.kind().words(),
                            phase.steps().isEmpty() ? "skipped" : Words.span(phase.expected())));
        }
        return out.append("</tr>\n").toString();
    }

    private String row(String head, java.util.function.Function<Column, String> cell) {
        List<String> cells = columns.stream().map(cell).toList();
        return cells.stream().allMatch("<td></td>"::equals)
                ? ""
                : "<tr><th scope=\"row\">" + head + "</th>" + String.join("", cells) + "</tr>\n";
    }

    private String step(Column column) {
        return column.step()
                .map(step -> "<td class=\"step%s\"><a href=\"#%s\" title=\"%s\">%s</a><small>%s</small></td>"
                        .formatted(
                                isPointOfNoReturn(step) ? " end" : step instanceof Step.Deploy ? " deploy" : "",
                                MarkdownHtml.anchor(step.id()),
                                Html.escaped(step.title()),
                                Html.escaped(step.id().substring(step.id().lastIndexOf('-') + 1)),
                                Html.escaped(step.accept(KIND))))
                .orElse("<td></td>");
    }

    private static boolean isPointOfNoReturn(Step step) {
        return step.undo() instanceof Undo.PointOfNoReturn;
    }

    private String soak(Column column) {
        Duration soak = column.step().stream()
                .flatMap(step -> gatesAfter(column.phase(), step))
                .filter(Gate.Soak.class::isInstance)
                .map(gate -> ((Gate.Soak) gate).time())
                .reduce(Duration.ZERO, Duration::plus);
        return soak.isZero() ? "<td></td>" : "<td class=\"soak\">" + Words.span(soak) + "</td>";
    }

    /** What must hold before whatever comes next; the last step of a phase often repeats what its exit says. */
    private static Stream<Gate> gatesAfter(Phase phase, Step step) {
        boolean last = phase.steps().get(phase.steps().size() - 1).equals(step);
        return Stream.concat(step.conduct().gates().stream(), last ? phase.exit().stream() : Stream.empty())
                .distinct();
    }

    private String versions() {
        TreeSet<AppVersion> versions = columns.stream()
                .flatMap(column -> column.step().stream())
                .flatMap(step -> step.conduct().mayRun().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return versions.stream()
                .map(version -> row(Html.escaped(version.toString()), column -> runs(version, column)))
                .collect(Collectors.joining());
    }

    private static String runs(AppVersion version, Column column) {
        return column.step()
                .filter(step -> step.conduct().mayRun().contains(version))
                .map(step -> "<td class=\"runs\"><span>may run</span></td>")
                .orElse("<td></td>");
    }

    private String wayBack(Column column) {
        List<String> ways = new ArrayList<>();
        for (Boundary boundary : plan.boundaries()) {
            if (column.step()
                    .filter(step -> step.id().equals(boundary.afterStep()))
                    .isPresent()) {
                ways.add(way(boundary, boundary.retreat()));
                ways.add(way(boundary, boundary.abandon()));
            }
        }
        return ways.isEmpty() ? "<td></td>" : "<td>" + String.join("", ways) + "</td>";
    }

    private String way(Boundary boundary, Rollback way) {
        String name = Words.of(way.kind());
        Optional<Cell> cell = plan.rollbacks().stream()
                .filter(one ->
                        one.boundary().equals(boundary.id()) && one.column().equals(name))
                .findFirst();
        boolean closed = way.impossibleBecause().isPresent();
        return "<span class=\"way %s\" title=\"%s\">%s</span>"
                .formatted(
                        closed ? "bad" : cell.map(Tone::of).orElse("open"),
                        Html.escaped(
                                boundary.id() + ": " + way.impossibleBecause().orElse("lost: " + way.loss())),
                        name);
    }

    private String legend() {
        boolean end = plan.steps().anyMatch(TimeLine::isPointOfNoReturn);
        return "<p class=\"soft\">Not to scale. Each column is a step, or a phase that is skipped."
                + (end ? " <b class=\"endword\">The step with the thick edge</b> is the point of no return." : "")
                + "</p>\n";
    }
}
