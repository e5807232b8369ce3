package dev.cofferdam.domain;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of a plan that a rehearsal plays: SQL, who may run beside it, ways back and probes; titles, soaks and reasons are none of it. */
final class Played implements Step.Visitor<String> {
    private Played() {}

    /** Equal for plans that differ only in what is not played. */
    static String digest(Plan plan) {
        Played played = new Played();
        Stream<String> forward = plan.phases().stream()
                .flatMap(phase -> Stream.concat(played.steps(phase.steps()), queries(phase.exit()).stream()));
        Stream<String> back = plan.boundaries().stream()
                .flatMap(boundary -> Stream.concat(
                        Stream.of(boundary.id() + " after " + boundary.afterStep()),
                        Stream.of(boundary.retreat(), boundary.abandon()).flatMap(way -> played.steps(way.steps()))));
        Stream<String> probes =
                plan.probes().stream().map(probe -> probe.version() + " " + probe.origin() + " " + probe.statement());
        return Digest.of(
                Stream.of(Stream.of(plan.schemaFingerprint(), String.valueOf(plan.sync())), forward, back, probes)
                        .flatMap(part -> part)
                        .collect(Collectors.joining("\n")));
    }

    private Stream<String> steps(List<Step> steps) {
        return steps.stream()
                .map(step ->
                        step.id() + " " + step.conduct().mayRun() + "\n" + step.accept(this) + "\n" + undo(step.undo())
                                + String.join("\n", queries(step.conduct().gates())));
    }

    private static String undo(Undo undo) {
        return undo instanceof Undo.BySql sql ? String.join(";\n", sql.statements()) + "\n" : "";
    }

    private static List<String> queries(List<Gate> gates) {
        return gates.stream()
                .filter(Gate.Query.class::isInstance)
                .map(Gate.Query.class::cast)
                .map(query -> query.sql() + " = " + query.expected())
                .toList();
    }

    @Override
    public String sql(Step.Sql step) {
        return step.transaction() + " " + step.timeouts() + " " + step.locks() + "\n"
                + String.join(";\n", step.statements()) + "\n" + step.doneWhen().sql();
    }

    @Override
    public String backfill(Step.Backfill step) {
        return Stream.of(
                        step.setup(),
                        List.of(step.pilot(), step.run()),
                        step.teardown(),
                        List.of(step.doneWhen().sql()))
                .flatMap(List::stream)
                .collect(Collectors.joining(";\n"));
    }

    @Override
    public String deploy(Step.Deploy step) {
        return "deploy " + step.version();
    }

    @Override
    public String flag(Step.Flag step) {
        return "flag " + step.flag() + " " + step.to();
    }

    @Override
    public String manual(Step.Manual step) {
        return "by hand";
    }
}
