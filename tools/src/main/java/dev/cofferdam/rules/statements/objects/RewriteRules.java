package dev.cofferdam.rules.statements.objects;

import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules that put something else in the place of a write (PostgreSQL docs, CREATE RULE, 39.4). */
final class RewriteRules {
    private static final Pattern RULE = Pattern.compile(
            "create (?:or replace )?rule (\\S+) as on (insert|update|delete) to .*? do (also |instead )?(nothing$)?.*");

    private RewriteRules() {}

    static Optional<Report> of(Statement.Other created, Situation at, RuleInfo rule) {
        Matcher words = RULE.matcher(at.plain());
        if (!created.words().equals("CREATE RULE") || created.tables().isEmpty() || !words.matches()) {
            return Optional.empty();
        }
        TableRef table = created.tables().get(0);
        // A view takes writes by its rules alone.
        if (at.isNew(table) || at.schema().findView(table).isPresent()) {
            return Optional.empty();
        }
        boolean instead = "instead ".equals(words.group(3));
        String event = words.group(2).toUpperCase(Locale.ROOT);
        String some = at.plain().replaceFirst(" do .*", "").contains(" where ") ? " that meets its condition" : "";
        String every = "every " + event + " on `" + table + "`" + some;
        String harm = !instead
                ? every + " runs one more statement from now on, and fails when that fails"
                : words.group(4) == null
                        ? every
                                + " does something else in its place from now on, of which the running version does not know"
                        : every
                                + " does nothing from now on and reports success: what the running version writes is lost";
        Report report = Report.on(
                table,
                rule,
                "takes ACCESS EXCLUSIVE on `" + table + "` for an instant; " + harm,
                instead
                        ? "refuse such writes where somebody sees it: stop the code that writes first, then `REVOKE "
                                + event + "`, or a trigger" + " that raises an error"
                        : "a trigger, which runs once for each row and not once more for each statement that is rewritten");
        return Optional.of(instead ? report.weighed(Severity.ERROR) : report);
    }
}
