package dev.cofferdam.report;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Timeouts;
import dev.cofferdam.domain.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The steps of a plan as migrations in the repository's own convention, one file each. They stay in the plan's folder until a step is released: then
 * its file gets the next version and goes where the repository keeps its migrations. All together they run through on an empty database.
 */
public final class StepMigrations {
    private static final String AUTHOR = "cofferdam";
    private static final String FOLDER = "migrations/";

    private final Plan plan;
    private final Convention convention;
    private final SortedMap<String, String> files = new TreeMap<>();
    private int number;

    private StepMigrations(Plan plan, Convention convention) {
        this.plan = plan;
        this.convention = convention;
    }

    /** By path below the plan's folder, in their order; none for a repository without a tool. */
    public static SortedMap<String, String> of(Plan plan, Convention convention) {
        StepMigrations all = new StepMigrations(plan, convention);
        if (convention != Convention.PLAIN) {
            all.putAll();
        }
        return all.files;
    }

    /** What a file runs: each statement is sent alone. */
    private record Unit(Step step, String title, boolean inTransaction, List<String> statements) {}

    private void putAll() {
        List<Gate> open = new ArrayList<>();
        for (Phase phase : plan.phases()) {
            open.addAll(phase.entry());
            for (Step step : phase.steps()) {
                put(step, open.stream().distinct().toList());
                open.clear();
                open.addAll(step.conduct().gates());
            }
            open.addAll(phase.exit());
        }
    }

    private void put(Step step, List<Gate> before) {
        if (step instanceof Step.Sql sql) {
            put(
                    new Unit(
                            step,
                            sql.title(),
                            sql.transaction() == TransactionMode.ONE_TRANSACTION,
                            withTimeouts(
                                    sql.timeouts(),
                                    sql.transaction() == TransactionMode.ONE_TRANSACTION,
                                    sql.statements())),
                    before);
        }
        if (step instanceof Step.Backfill backfill) {
            put(
                    new Unit(
                            step,
                            backfill.title() + ": set-up",
                            true,
                            withTimeouts(backfill.timeouts(), true, backfill.setup())),
                    before);
            put(
                    new Unit(
                            step,
                            backfill.title(),
                            false,
                            withTimeouts(backfill.timeouts(), false, List.of(backfill.run()))),
                    List.of());
            if (!backfill.teardown().isEmpty()) {
                put(
                        new Unit(
                                step,
                                backfill.title() + ": clear up",
                                true,
                                withTimeouts(backfill.timeouts(), true, backfill.teardown())),
                        List.of(backfill.doneWhen()));
            }
        }
    }

    private static List<String> withTimeouts(Timeouts timeouts, boolean local, List<String> statements) {
        List<String> all = new ArrayList<>();
        all.addAll((local ? SqlText.localTimeouts(timeouts) : SqlText.sessionTimeouts(timeouts))
                .lines()
                .toList());
        statements.forEach(sql -> all.add(SqlText.statement(sql).strip()));
        if (!local) {
            all.addAll(SqlText.resetTimeouts().lines().toList());
        }
        return all;
    }

    /** Gates are asked first, before any limit of time: they only read. */
    private void put(Unit unit, List<Gate> before) {
        number++;
        List<String> statements = new ArrayList<>();
        before.stream()
                .filter(Gate.Query.class::isInstance)
                .map(gate -> SqlText.guard(unit.step().id(), (Gate.Query) gate).strip())
                .forEach(statements::add);
        statements.addAll(unit.statements());
        Unit whole = new Unit(unit.step(), unit.title(), unit.inTransaction(), statements);
        String head = head(whole, before);
        switch (convention) {
            case FLYWAY -> {
                files.put(name(whole, ".sql"), comment(head) + "\n" + joined(statements, "\n\n") + "\n");
                String settings = settings(whole);
                if (!settings.isEmpty()) {
                    files.put(name(whole, ".sql.conf"), settings);
                }
            }
            case LIQUIBASE_SQL -> files.put(name(whole, ".sql"), changeSetSql(whole, head));
            case LIQUIBASE_XML -> files.put(name(whole, ".xml"), changeSetXml(whole, head));
            case LIQUIBASE_YAML -> files.put(name(whole, ".yaml"), changeSetYaml(whole, head));
            case PLAIN -> throw new IllegalStateException("a repository without a tool has no such files");
        }
    }

    /** What Flyway has to be told of a file: it may not run in a transaction, or holds what looks like a placeholder of Flyway's. */
    private static String settings(Unit unit) {
        return (unit.inTransaction() ? "" : "executeInTransaction=false\n")
                + (unit.statements().stream().anyMatch(sql -> sql.contains("${"))
                        ? "placeholderReplacement=false\n"
                        : "");
    }

    /** {@code migrations/03__backfill_1_copy_telephone.sql}: in front of the two underscores comes the version, once it is known. */
    private String name(Unit unit, String ending) {
        String words = PlanPaths.slug(unit.step().id() + " " + unit.title()).replace('-', '_');
        return FOLDER + String.format(Locale.ROOT, "%02d__%s%s", number, words, ending);
    }

    private String id(Unit unit) {
        return plan.id() + "-" + String.format(Locale.ROOT, "%02d", number) + "-"
                + PlanPaths.slug(unit.step().id());
    }

    private String head(Unit unit, List<Gate> before) {
        List<String> lines = new ArrayList<>();
        lines.add(Words.oneLine("Plan " + plan.id() + ", step " + unit.step().id() + ": " + unit.title()));
        if (convention == Convention.FLYWAY) {
            lines.add("Released as V<next version>__..."
                    + (settings(unit).isEmpty() ? "" : " together with the .conf file beside it")
                    + (unit.inTransaction() ? "" : "; Flyway's setting postgresql.transactional.lock has to be false"));
        } else {
            lines.add("Released by including it in the changelog");
        }
        if (unit.step() instanceof Step.Backfill && !unit.inTransaction()) {
            lines.add(
                    "Where there are many rows, run the plan's script before this is released: it finds nothing left to do then");
        }
        before.stream()
                .filter(gate -> !(gate instanceof Gate.Query))
                .forEach(gate -> lines.add(
                        Words.oneLine("Not before (no query can tell): " + Words.sentence(gate.statement()))));
        return String.join("\n", lines) + "\n";
    }

    private static String comment(String head) {
        return head.lines().map(line -> "-- " + line + "\n").collect(Collectors.joining());
    }

    private static String joined(List<String> statements, String between) {
        return String.join(between, statements);
    }

    private String changeSetSql(Unit unit, String head) {
        String end = delimiter(unit);
        return "--liquibase formatted sql\n\n" + comment(head) + "\n--changeset " + AUTHOR + ":" + id(unit)
                + (unit.inTransaction() ? "" : " runInTransaction:false")
                + " stripComments:false endDelimiter:" + end + "\n"
                + joined(bare(unit), "\n" + end + "\n\n") + "\n" + end + "\n";
    }

    private String changeSetXml(Unit unit, String head) {
        String end = delimiter(unit);
        String sql = joined(bare(unit), "\n" + end + "\n\n").replace("]]>", "]]]]><![CDATA[>");
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                                   xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                                   xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                                       http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                    <!--
                %s    -->
                    <changeSet id="%s" author="%s"%s>
                        <sql splitStatements="true" stripComments="false" endDelimiter="%s"><![CDATA[
                %s
                ]]></sql>
                    </changeSet>
                </databaseChangeLog>
                """.formatted(
                        head.replace("--", "- -").indent(8),
                        Html.escaped(id(unit)),
                        AUTHOR,
                        unit.inTransaction() ? "" : " runInTransaction=\"false\"",
                        end,
                        sql);
    }

    private String changeSetYaml(Unit unit, String head) {
        String end = delimiter(unit);
        return head.lines().map(line -> "# " + line + "\n").collect(Collectors.joining())
                + """
                databaseChangeLog:
                  - changeSet:
                      id: %s
                      author: %s
                      runInTransaction: %s
                      changes:
                        - sql:
                            splitStatements: true
                            stripComments: false
                            endDelimiter: "%s"
                            sql: |-
                %s""".formatted(
                                '"' + id(unit) + '"',
                                AUTHOR,
                                unit.inTransaction(),
                                end,
                                joined(bare(unit), "\n" + end + "\n\n").indent(14));
    }

    /** Where a delimiter ends a statement its own semicolon is one too many for a function's body, and none is missed elsewhere. */
    private static List<String> bare(Unit unit) {
        return unit.statements().stream()
                .map(sql -> sql.replaceAll("[;\\s]+$", ""))
                .toList();
    }

    /** A line that no statement holds. */
    private static String delimiter(Unit unit) {
        StringBuilder end = new StringBuilder("@@");
        while (unit.statements().stream().anyMatch(sql -> sql.contains(end))) {
            end.append('@');
        }
        return end.toString();
    }
}
