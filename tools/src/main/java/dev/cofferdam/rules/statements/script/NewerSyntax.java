package dev.cofferdam.rules.statements.script;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Flags grammar that the server which the change is for does not have yet (release notes of PostgreSQL 13 to 18). */
public final class NewerSyntax implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "syntax-of-newer-server",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "The server is older than the grammar of the statement");

    /** Strings, quoted names and dollar-quoted bodies, in which words mean nothing. */
    private static final Pattern QUOTED =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(\\$\\w*\\$).*?\\1", Pattern.DOTALL);

    private static final List<Feature> FEATURES = List.of(
            new Feature(
                    18,
                    "NOT NULL as a constraint of its own",
                    "CHECK (... IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT, then SET NOT NULL",
                    NewerSyntax::addsNotNull),
            words(18, "NOT ENFORCED", "leave the rule to the application", " not enforced\\b"),
            new Feature(
                    18,
                    "a virtual generated column",
                    "GENERATED ALWAYS AS (...) STORED, which rewrites a table that has rows, or a view",
                    NewerSyntax::isVirtual),
            words(18, "WITHOUT OVERLAPS", "EXCLUDE USING gist", " without overlaps\\b"),
            words(
                    17,
                    "SET EXPRESSION",
                    "a new column with the new expression beside the old one",
                    "^alter table .* set expression\\b"),
            words(17, "MERGE with RETURNING", "INSERT ... ON CONFLICT with RETURNING", "^merge .* returning\\b"),
            words(15, "MERGE", "INSERT ... ON CONFLICT, or UPDATE and INSERT", "^merge\\b"),
            words(
                    15,
                    "NULLS NOT DISTINCT",
                    "a second unique index, WHERE the column IS NULL",
                    " nulls not distinct\\b"),
            words(15, "SET ACCESS METHOD", "a new table with the other method", "^alter table .* set access method\\b"),
            words(
                    15,
                    "a view with the rights of its caller",
                    "a function with SECURITY INVOKER",
                    "^(?:create|alter) .*view .*\\bsecurity_invoker\\b"),
            words(
                    14,
                    "DETACH PARTITION CONCURRENTLY",
                    "DETACH PARTITION with a short lock_timeout and repeats",
                    "^alter table .* detach partition .* (?:concurrently|finalize)\\b"),
            words(
                    14,
                    "SET COMPRESSION",
                    "leave the method of that server",
                    "^alter table .* set compression\\b|^create .*table .* compression (?:lz4|pglz|default)\\b"),
            words(
                    14,
                    "CREATE OR REPLACE TRIGGER",
                    "DROP TRIGGER and CREATE TRIGGER in one transaction",
                    "^create or replace (?:constraint )?trigger\\b"),
            words(
                    13,
                    "DROP EXPRESSION",
                    "a new plain column, filled in batches",
                    "^alter table .* drop expression\\b"));

    /** What came with a major version, and what an older server can do in its place. */
    private record Feature(int since, String name, String instead, Predicate<Situation> isIn) {}

    private static Feature words(int since, String name, String instead, String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        return new Feature(since, name, instead, at -> pattern.matcher(bare(at)).find());
    }

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        return newest(at).map(feature -> report(feature, at)).stream().toList();
    }

    private static Optional<Feature> newest(Situation at) {
        return at.facts() instanceof Statement.CreateRoutine
                ? Optional.empty()
                : FEATURES.stream()
                        .filter(feature -> feature.since() > at.engine().major())
                        .filter(feature -> feature.isIn().test(at))
                        .max(Comparator.comparingInt(Feature::since));
    }

    private static boolean addsNotNull(Situation at) {
        return at.actions(AlterAction.AddConstraint.class)
                .anyMatch(add -> add.constraint().kind() == TableConstraint.Kind.NOT_NULL);
    }

    /** From version 18 on a generated column is virtual where STORED is not said (docs, CREATE TABLE). */
    private static boolean isVirtual(Situation at) {
        Stream<ColumnDefinition> columns = at.facts() instanceof Statement.CreateTable table
                ? table.columns().stream()
                : at.actions(AlterAction.AddColumn.class).map(AlterAction.AddColumn::column);
        return columns.anyMatch(column -> column.generated().isPresent() && !column.storedGenerated());
    }

    private static String bare(Situation at) {
        return QUOTED.matcher(at.plain()).replaceAll("''").strip();
    }

    private static Report report(Feature feature, Situation at) {
        return Report.on(
                feature.name(),
                INFO,
                "the server refuses it: " + feature.name() + " came with PostgreSQL " + feature.since()
                        + ", and this is for " + at.engine().major(),
                feature.instead() + "; or say with `--engine` which server it is for");
    }
}
