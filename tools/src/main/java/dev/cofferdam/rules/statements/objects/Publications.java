package dev.cofferdam.rules.statements.objects;

import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Names;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Publications that tell less than before (PostgreSQL docs 29.1, ALTER PUBLICATION, DROP PUBLICATION). */
final class Publications {
    private static final Pattern DROPPED = Pattern.compile("drop publication (?:if exists )?(\\S+).*");
    private static final Pattern ALTERED = Pattern.compile("alter publication (\\S+) (.*)");

    private Publications() {}

    static Optional<Report> of(Situation at, RuleInfo rule) {
        if (!(at.facts() instanceof Statement.Other other)) {
            return Optional.empty();
        }
        Matcher dropped = DROPPED.matcher(at.plain());
        Matcher altered = ALTERED.matcher(at.plain());
        if (other.words().equals("DROP") && dropped.matches()) {
            return report(
                    Names.stored(dropped.group(1)),
                    "is gone: subscribers and change data capture that read it stop with an error",
                    at,
                    rule);
        }
        return other.words().equals("ALTER PUBLICATION") && altered.matches()
                ? less(altered.group(2), other).flatMap(harm -> report(Names.stored(altered.group(1)), harm, at, rule))
                : Optional.empty();
    }

    private static Optional<String> less(String what, Statement.Other other) {
        String tables = other.tables().stream().map(TableRef::toString).collect(Collectors.joining("`, `", "`", "`"));
        if (what.startsWith("drop ")) {
            return Optional.of("tells nothing of " + (other.tables().isEmpty() ? "some schemas" : tables)
                    + " any more: subscribers and change data capture stay at the rows they have, without an error");
        }
        if (what.startsWith("set table ") || what.startsWith("set tables ")) {
            return Optional.of(
                    "tells of " + (other.tables().isEmpty() ? "other schemas" : tables)
                            + " alone from now on: of what else was in it subscribers and change data capture get nothing, without an error");
        }
        return what.startsWith("set ( publish")
                ? Optional.of(
                        "tells of other kinds of changes from now on: subscribers and change data capture miss the rest, without an error")
                : Optional.empty();
    }

    private static Optional<Report> report(String publication, String harm, Situation at, RuleInfo rule) {
        boolean isNew = at.before().stream()
                .map(earlier -> PlainSql.tokens(earlier.text()))
                .anyMatch(words -> words.size() > 2
                        && words.get(0).equals("create")
                        && words.get(1).equals("publication")
                        && Names.stored(words.get(2)).equals(publication));
        return isNew
                ? Optional.empty()
                : Optional.of(Report.on(
                                publication,
                                rule,
                                "publication `" + publication + "` " + harm,
                                "ask who reads it (pg_subscription on the other side, pg_replication_slots), move them first, and do this when"
                                        + " nobody is left")
                        .weighed(Severity.WARNING));
    }
}
