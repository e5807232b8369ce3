package dev.cofferdam.rules.statements.objects;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Names;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.ObjectKind;
import java.util.List;
import java.util.Optional;

/**
 * Policies that let fewer rows through, or others (PostgreSQL docs 5.9; CREATE POLICY: permissive ones are joined by OR, restrictive ones by AND).
 */
final class RowPolicies {
    private RowPolicies() {}

    static Optional<Report> of(Situation at, RuleInfo rule) {
        if (at.facts() instanceof Statement.Drop drop && drop.kind() == ObjectKind.OTHER && isPolicy(at)) {
            return dropped(drop, at, rule);
        }
        if (!(at.facts() instanceof Statement.Other other)
                || !other.words().endsWith(" POLICY")
                || other.tables().isEmpty()) {
            return Optional.empty();
        }
        TableRef table = other.tables().get(0);
        List<String> words = PlainSql.tokens(at.statement().text());
        String policy = Names.stored(words.get(2));
        if (at.isNew(table) || isMadeHere(policy, table, at)) {
            return Optional.empty();
        }
        if (other.words().equals("ALTER POLICY") && !at.plain().contains(" rename to ")) {
            return Optional.of(report(
                    policy,
                    table,
                    "says otherwise from now on which rows of `" + table + "` are seen and written",
                    rule));
        }
        return other.words().equals("CREATE POLICY") && at.plain().contains(" as restrictive ")
                ? Optional.of(report(
                        policy,
                        table,
                        "must hold beside all others from now on for a row of `" + table + "` to be seen or written",
                        rule))
                : Optional.empty();
    }

    private static boolean isPolicy(Situation at) {
        return at.plain().startsWith("drop policy ");
    }

    /** DROP ... IF EXISTS before a CREATE of the same name, in one transaction, is how scripts say CREATE OR REPLACE. */
    private static Optional<Report> dropped(Statement.Drop drop, Situation at, RuleInfo rule) {
        TableRef table = drop.onTable().orElseThrow();
        String policy = drop.names().get(0).name();
        boolean again = at.laterInTransaction().stream().anyMatch(later -> makes(later, policy, table));
        return at.isNew(table) || isMadeHere(policy, table, at) || drop.ifExists() && again
                ? Optional.empty()
                : Optional.of(report(
                        policy,
                        table,
                        "goes, and with it what it let through of `" + table + "`"
                                + (again ? ", until the next one of the same name takes its place" : ""),
                        rule));
    }

    private static boolean isMadeHere(String policy, TableRef table, Situation at) {
        return at.before().stream().anyMatch(earlier -> makes(earlier, policy, table));
    }

    private static boolean makes(ParsedStatement statement, String policy, TableRef table) {
        return statement.facts() instanceof Statement.Other other
                && other.words().equals("CREATE POLICY")
                && other.tables().stream().anyMatch(table::isSameTable)
                && Names.stored(PlainSql.tokens(statement.text()).get(2)).equals(policy);
    }

    private static Report report(String policy, TableRef table, String change, RuleInfo rule) {
        return Report.on(
                        table,
                        rule,
                        "policy `" + policy + "` " + change
                                + "; queries of the running version do not find what is hidden now, without an error, and its writes of"
                                + " such rows fail or change nothing",
                        "add the new rule first as a permissive policy of its own, which only lets more through: `CREATE POLICY "
                                + quoteIfNeeded(policy + "_new") + " ON " + quoteIfNeeded(table)
                                + " ...`; count as the application's role what each version finds; narrow when no running version needs the"
                                + " rest")
                .about(table + "/" + policy)
                .weighed(Severity.WARNING);
    }
}
