package dev.cofferdam.rules.statements.objects;

import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Names;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.sql.PlainSql;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Roles that go or may do less than before (PostgreSQL docs, DROP ROLE, ALTER ROLE, DROP OWNED). */
final class Roles {
    private static final Pattern MADE = Pattern.compile("create (?:role|user|group) ");
    private static final Pattern DROPPED = Pattern.compile("drop (?:role|user|group) (?:if exists )?(?!mapping )(.+)");
    private static final Pattern DISOWNED = Pattern.compile("drop owned by (.+?)(?: cascade| restrict)?");
    private static final Pattern ALTERED = Pattern.compile("alter (?:role|user|group) (?!mapping )(\\S+) (.+)");

    /** What an ALTER ROLE takes away, by the words that say so. */
    private static final Map<Pattern, String> LESS = Map.of(
            Pattern.compile("(?:.* )?nologin(?: .*)?"),
            "may not log in any more: sessions that are open go on, new connections of the running version fail",
            Pattern.compile("(?:.* )?password (?:'|null).*"),
            "has another password: new connections with the one that the running version knows fail",
            Pattern.compile("(?:.* )?(?:nosuperuser|nobypassrls|noinherit|noreplication)(?: .*)?"),
            "may do less than before: statements of the running version that need it fail with \"permission denied\"",
            Pattern.compile("(?:.* )?(?:valid until|connection limit) .*"),
            "may connect for so long, or so often, as this says: new connections of the running version fail after that",
            Pattern.compile("rename to .*"),
            "is called otherwise: new connections of the running version under the old name fail",
            Pattern.compile("drop user .*"),
            "loses members, and they its rights: statements of the running version that need them fail with \"permission denied\"");

    private Roles() {}

    static List<Report> of(Situation at, RuleInfo rule) {
        String plain = at.plain();
        Matcher dropped = DROPPED.matcher(plain);
        if (dropped.matches()) {
            return reports(
                    dropped.group(1),
                    "goes: new connections of the running version as this role fail, and so does its `SET ROLE`",
                    at,
                    rule);
        }
        Matcher disowned = DISOWNED.matcher(plain);
        if (disowned.matches()) {
            return reports(
                    disowned.group(1),
                    "loses every right here, and what it owns is dropped, tables with all rows",
                    at,
                    rule);
        }
        Matcher altered = ALTERED.matcher(plain);
        return altered.matches() ? less(altered.group(1), altered.group(2), at, rule) : List.of();
    }

    private static List<Report> less(String role, String rest, Situation at, RuleInfo rule) {
        String what = rest.replaceFirst("^with ", "");
        return LESS.entrySet().stream()
                .filter(less -> less.getKey().matcher(what).matches())
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst()
                .map(harm -> reports(role, harm, at, rule))
                .orElse(List.of());
    }

    private static List<Report> reports(String roles, String harm, Situation at, RuleInfo rule) {
        return Stream.of(roles.split(" , ", -1))
                .map(Names::stored)
                .filter(role -> !isMadeHere(role, at))
                .map(role -> report(role, harm, rule))
                .toList();
    }

    /** Before this statement or after it: nobody connects as a role that is set up here. */
    private static boolean isMadeHere(String role, Situation at) {
        return Stream.concat(at.before().stream(), at.after().stream())
                .map(statement -> PlainSql.of(statement.text()))
                .filter(plain -> MADE.matcher(plain).lookingAt())
                .anyMatch(plain -> Names.stored(plain.split(" ", -1)[2]).equals(role));
    }

    private static Report report(String who, String harm, RuleInfo rule) {
        return Report.on(
                who,
                rule,
                "`" + who + "` " + harm,
                "let the new version connect as a role of its own, deploy, see in pg_stat_activity that nobody connects as `"
                        + who + "` any more, and do this in a later release");
    }
}
