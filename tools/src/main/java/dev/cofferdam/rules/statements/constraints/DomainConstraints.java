package dev.cofferdam.rules.statements.constraints;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flags rules of domains: to check one, the server goes through every table that has a column of the domain, in SHARE mode, and VALIDATE
 * CONSTRAINT takes the same lock, so that NOT VALID helps less than on a table (seen on 18; PostgreSQL docs, ALTER DOMAIN, Notes).
 */
public final class DomainConstraints implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "domain-constraint-add",
            Severity.ERROR,
            Hazard.BLOCKS_WRITES,
            "A domain's rule is checked in every table that uses the domain");

    private static final String NAME = "((?:\"(?:[^\"]|\"\")+\"|[^ \"]+)(?: \\. (?:\"(?:[^\"]|\"\")+\"|[^ \"]+))?)";
    private static final Pattern CREATED = Pattern.compile("create domain " + NAME + " .*?\\b(check \\(|not null).*");
    private static final Pattern CHANGED = Pattern.compile(
            "alter domain " + NAME + " (add (?:constraint .*?)?(?:check|not null)|set not null|validate constraint).*");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        boolean altered = at.as(Statement.Other.class)
                .filter(other -> other.words().startsWith("ALTER DOMAIN"))
                .isPresent();
        if (!altered && !(at.facts() instanceof Statement.CreateType)) {
            return List.of();
        }
        String plain = at.plain();
        Matcher created = CREATED.matcher(plain);
        if (created.matches()) {
            return List.of(created(name(created)));
        }
        Matcher changed = CHANGED.matcher(plain);
        return changed.matches() && !at.isNewType(ref(name(changed)))
                ? List.of(plain.endsWith(" not valid") ? notValid(name(changed)) : checked(at, changed))
                : List.of();
    }

    private static String name(Matcher matcher) {
        return matcher.group(1).replace(" . ", ".");
    }

    private static TableRef ref(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? TableRef.of(Identifiers.fold(name))
                : new TableRef(
                        Optional.of(Identifiers.fold(name.substring(0, dot))),
                        Identifiers.fold(name.substring(dot + 1)));
    }

    private static Report checked(Situation at, Matcher changed) {
        String domain = name(changed);
        boolean validates = changed.group(2).startsWith("validate");
        return Report.on(
                domain,
                INFO,
                "every table that has a column of domain `" + domain
                        + "` is locked in SHARE mode while all its rows are checked"
                        + (validates ? ", for VALIDATE as well" : "") + "; writes of all of them wait",
                validates || at.plain().endsWith(" not null")
                        ? "ask for a window, or put the rule on each table: ADD CONSTRAINT ... CHECK ... NOT VALID, and VALIDATE"
                                + " CONSTRAINT in a transaction of its own, under which writes go on"
                        : "`" + at.statement().text().replaceAll("\\s+", " ")
                                + " NOT VALID` locks no table and holds for new values alone; prove it of old rows by a"
                                + " CHECK on each table, NOT VALID at first and validated later, since VALIDATE of the domain waits as this"
                                + " does");
    }

    private static Report notValid(String domain) {
        return Report.on(
                        domain,
                        INFO,
                        "from this statement on every new value of domain `" + domain
                                + "` must keep the rule, in all tables at once; a running version that writes others gets an error",
                        "first deploy code that keeps it; VALIDATE CONSTRAINT of a domain makes the writers of every such table wait,"
                                + " so leave it NOT VALID or do that at a quiet hour")
                .weighed(Severity.WARNING);
    }

    private static Report created(String domain) {
        return Report.on(
                        domain,
                        INFO,
                        "costs nothing now, but a rule of domain `" + domain
                                + "` can be changed later only by making the writers of every table that uses it wait, and a column of"
                                + " this domain that is added to a full table rewrites it",
                        "the plain type, and a CHECK on each table, which can be NOT VALID and validated while writes go on")
                .weighed(Severity.INFO);
    }
}
