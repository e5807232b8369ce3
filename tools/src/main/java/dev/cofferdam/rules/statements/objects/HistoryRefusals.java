package dev.cofferdam.rules.statements.objects;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Contradiction;
import dev.cofferdam.schema.Contradiction.Obstacle;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Flags statements that the server refuses after what the history made (PostgreSQL docs, appendix A, PostgreSQL Error Codes). */
public final class HistoryRefusals implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "refused-by-history",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "What the history made lets the server refuse the statement");

    private static final String PASSED_OVER =
            ". IF NOT EXISTS would keep what is there, whatever its shape, in silence";

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        List<Contradiction> all = at.schema().contradictions(at.unit(), at.statement());
        return all.isEmpty() || isConditional(at)
                ? List.of()
                : all.stream().map(each -> report(each, at)).toList();
    }

    /** What stands in a DO block may be kept from running by a condition, or be caught. */
    private static boolean isConditional(Situation at) {
        return !SqlParser.parse(at.unit().sql()).contains(at.statement());
    }

    private static Report report(Contradiction found, Situation at) {
        return new Report(
                INFO,
                INFO.severity(),
                Optional.empty(),
                found.kind() + " " + found.object(),
                Math.max(at.statement().text().lastIndexOf(found.object()), 0),
                what(found),
                remedy(found, at),
                Optional.empty());
    }

    private static String what(Contradiction found) {
        String why =
                switch (found.kind()) {
                    case RELATION_TAKEN, COLUMN_TAKEN, CONSTRAINT_TAKEN -> there(found);
                    case SECOND_PRIMARY_KEY -> there(found) + ", and a table has one primary key";
                    case STOOD_ON -> stoodOn(found);
                };
        return "the server refuses this statement, and the migration stops: " + why + " (SQLSTATE " + state(found)
                + ")";
    }

    private static String there(Contradiction found) {
        Obstacle only = found.obstacles().get(0);
        return only.what() + " is there since " + only.since();
    }

    private static String stoodOn(Contradiction found) {
        String all = found.obstacles().stream()
                .map(each -> each.what() + ", made in " + each.since() + ",")
                .collect(Collectors.joining(" and "));
        return all + (found.obstacles().size() == 1 ? " stands" : " stand") + " on `" + found.object() + "`";
    }

    private static String state(Contradiction found) {
        return switch (found.kind()) {
            case RELATION_TAKEN -> "42P07";
            case COLUMN_TAKEN -> "42701";
            case CONSTRAINT_TAKEN -> "42710";
            case SECOND_PRIMARY_KEY -> "42P16";
            case STOOD_ON -> "2BP01";
        };
    }

    private static String remedy(Contradiction found, Situation at) {
        return switch (found.kind()) {
            case RELATION_TAKEN, COLUMN_TAKEN, CONSTRAINT_TAKEN ->
                "delete the statement if it repeats what was done; give `" + found.object()
                        + "` another name if it is to be something else" + (mayPassOver(at) ? PASSED_OVER : "");
            case SECOND_PRIMARY_KEY ->
                "a unique index built CONCURRENTLY, if both are to be unique; to replace the key, drop `"
                        + found.object()
                        + "` in the same ALTER TABLE, with a unique index that is ready: ADD PRIMARY KEY USING INDEX";
            case STOOD_ON ->
                found.obstacles().stream()
                                .map(Obstacle::removal)
                                .map(sql -> "`" + sql + "`")
                                .collect(Collectors.joining(", "))
                        + " first, once no running version needs it; CASCADE would take along what nobody has read about";
        };
    }

    private static boolean mayPassOver(Situation at) {
        return at.facts() instanceof Statement.CreateTable
                || at.facts() instanceof Statement.CreateIndex
                || at.facts() instanceof Statement.CreateSequence
                || at.actions(AlterAction.AddColumn.class).findAny().isPresent();
    }
}
