package dev.cofferdam.rules.statements.constraints;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import dev.cofferdam.sql.TableConstraint.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Advises on constraints that protect less than they seem to (PostgreSQL docs 5.5.1, Check Constraints, and CREATE TABLE, NOT ENFORCED). */
public final class ConstraintDesign implements StatementRule {
    private static final RuleInfo NOT_ENFORCED = new RuleInfo(
            "constraint-not-enforced",
            Severity.INFO,
            RuleClass.ADVICE,
            Hazard.BREAKS_NEW_CODE,
            "A constraint is written down and never checked");
    private static final RuleInfo VOLATILE = new RuleInfo(
            "check-volatile",
            Severity.INFO,
            RuleClass.ADVICE,
            Hazard.BREAKS_NEW_CODE,
            "A check constraint may be true today and false tomorrow");

    /** Values that differ from one moment or session to the next. */
    private static final Pattern CHANGING = Pattern.compile(
            "\\b(current_date|current_time|current_timestamp|localtime|localtimestamp|current_user|session_user"
                    + "|(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|random|current_setting|txid_current"
                    + "|gen_random_uuid|nextval) \\()");

    private static final Pattern CALL = Pattern.compile("(?:([a-z_][a-z0-9_$]*) \\. )?([a-z_][a-z0-9_$]*) \\(");

    private static final Set<String> NO_CALLS = Set.of("check", "in", "and", "or", "not", "any", "all", "between");

    @Override
    public List<RuleInfo> detects() {
        return List.of(NOT_ENFORCED, VOLATILE);
    }

    @Override
    public List<Report> check(Situation at) {
        return table(at).map(table -> check(at, table)).orElse(List.of());
    }

    private static List<Report> check(Situation at, TableRef table) {
        return constraints(at)
                .flatMap(constraint -> Stream.concat(
                        constraint.notEnforced() ? Stream.of(notEnforced(table, constraint)) : Stream.empty(),
                        changing(at, constraint).map(what -> changing(table, constraint, what)).stream()))
                .toList();
    }

    private static Optional<TableRef> table(Situation at) {
        return at.as(Statement.CreateTable.class)
                .map(Statement.CreateTable::table)
                .or(() -> at.as(Statement.AlterTable.class).map(Statement.AlterTable::table));
    }

    private static Stream<TableConstraint> constraints(Situation at) {
        if (at.facts() instanceof Statement.CreateTable create) {
            return create.constraints().stream();
        }
        return Stream.concat(
                at.actions(AlterAction.AddConstraint.class).map(AlterAction.AddConstraint::constraint),
                at.actions(AlterAction.AddColumn.class).flatMap(add -> add.inline().stream()));
    }

    private static Report notEnforced(TableRef table, TableConstraint constraint) {
        return Report.on(
                        table,
                        NOT_ENFORCED,
                        named(constraint) + " is NOT ENFORCED: the server checks neither the rows of `" + table
                                + "` nor new ones, though it stands in every description of the table",
                        "NOT VALID and later VALIDATE CONSTRAINT, if rows are to keep it; a comment, if nobody is to")
                .about("not enforced " + named(constraint));
    }

    /** What in a check is not the same for the same row for ever: a changing value, or a function of one's own, which may be replaced. */
    private static Optional<String> changing(Situation at, TableConstraint constraint) {
        if (constraint.kind() != Kind.CHECK) {
            return Optional.empty();
        }
        String plain = PlainSql.of(constraint.definition());
        Optional<String> value = CHANGING.matcher(plain)
                .results()
                .map(found -> found.group(1).replace(" (", "()"))
                .findFirst();
        return value.or(() -> CALL.matcher(plain)
                .results()
                .filter(call -> !NO_CALLS.contains(call.group(2))
                        && at.schema().findRoutine(routine(call)).isPresent())
                .map(call -> call.group(2) + "()")
                .findFirst());
    }

    private static TableRef routine(MatchResult call) {
        return new TableRef(Optional.ofNullable(call.group(1)), call.group(2));
    }

    private static Report changing(TableRef table, TableConstraint constraint, String value) {
        return Report.on(
                        table,
                        VOLATILE,
                        named(constraint) + " asks `" + value + "`, whose answer may change while the rows of `" + table
                                + "` stay: they are not checked again, and a restore of a dump may refuse them",
                        "compare columns of the row with each other and with constants; put the rest into a trigger or into code")
                .about("changing " + named(constraint));
    }

    private static String named(TableConstraint constraint) {
        return "`" + constraint.name().orElseGet(() -> constraint.definition().replaceAll("\\s+", " ")) + "`";
    }
}
