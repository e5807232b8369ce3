package dev.cofferdam.rules.statements.objects;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Names;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Flags rights that are taken away, owners that change, roles that go or may do less, and functions that run as their owner (PostgreSQL docs 5.8, CREATE FUNCTION). */
public final class Privileges implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "privilege-or-definer-change",
            Severity.WARNING,
            Hazard.BREAKS_OLD_CODE,
            "Rights or an owner change under the running version");

    private static final Set<String> WITH_OWNER = Set.of(
            "ALTER SEQUENCE", "ALTER VIEW", "ALTER MATERIALIZED VIEW", "ALTER TYPE", "ALTER SCHEMA", "ALTER DOMAIN");
    private static final Pattern ON =
            Pattern.compile(" on (?:table |function |procedure |routine |sequence )?([^ (]+(?: \\. [^ (]+)?)");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.CreateRoutine create) {
            return definer(create, at).stream().toList();
        }
        if (at.facts() instanceof Statement.Other other) {
            return Stream.concat(other(other, at).stream(), Roles.of(at, INFO).stream())
                    .toList();
        }
        return at.actions(AlterAction.Other.class)
                .filter(action -> action.words().equals("OWNER TO") && !at.isNew(at.alteredTable()))
                .map(action -> owner(at.alteredTable().toString(), at))
                .toList();
    }

    private static Optional<Report> definer(Statement.CreateRoutine create, Situation at) {
        String text = at.statement().text();
        boolean definer = PlainSql.find(text, "SECURITY", "DEFINER").isPresent();
        boolean path = Stream.of("TO", "=", "FROM")
                .anyMatch(sign -> PlainSql.find(text, "SEARCH_PATH", sign).isPresent());
        if (!definer || path) {
            return Optional.empty();
        }
        return Optional.of(Report.on(
                        create.name().toString(),
                        INFO,
                        "`" + create.name()
                                + "` runs with its owner's rights and looks names up in its caller's search_path; a caller can put a table or"
                                + " function of his own in front",
                        "add `SET search_path = pg_catalog, <its schema>, pg_temp` to `" + create.name()
                                + "`, with pg_temp last, and revoke EXECUTE from PUBLIC")
                .at(at.offsetOf("SECURITY", "DEFINER")));
    }

    private static Optional<Report> other(Statement.Other other, Situation at) {
        if (other.words().equals("REVOKE")) {
            return revoked(at);
        }
        boolean owner = WITH_OWNER.contains(other.words())
                && PlainSql.find(at.statement().text(), "OWNER", "TO").isPresent();
        if (!owner || other.tables().stream().anyMatch(at::isNew)) {
            return Optional.empty();
        }
        TableRef name = named(at.plain().replaceFirst("^alter (?:materialized )?\\w+ (?:if exists )?", ""));
        return at.isNew(name) || at.isNewType(name) || at.isNewSchema(name.name())
                ? Optional.empty()
                : Optional.of(owner(name.toString(), at));
    }

    private static Optional<Report> revoked(Situation at) {
        String plain = at.plain();
        Matcher on = ON.matcher(plain);
        boolean some = on.find();
        String object = some ? on.group(1).replace(" . ", ".") : "";
        TableRef name = some ? named(on.group(1)) : TableRef.of("a role");
        if (at.isNew(name) || at.isNewRoutine(name)) {
            return Optional.empty();
        }
        String who = plain.replaceFirst(".* from ", "").replaceFirst(" (cascade|restrict)$", "");
        return Optional.of(Report.on(
                some ? object : who,
                INFO,
                "`" + who + "` loses " + (some ? "rights on `" + object + "`" : "the rights of a role")
                        + "; statements of the running version that need them fail with \"permission denied\"",
                "find out which rights the running versions use (pg_stat_statements, the application's own role), deploy without them, and"
                        + " revoke in a later release"));
    }

    private static TableRef named(String plain) {
        String[] words = plain.split(" ", -1);
        return words.length > 2 && words[1].equals(".")
                ? TableRef.of(Names.stored(words[0]), Names.stored(words[2]))
                : TableRef.of(Names.stored(words[0]));
    }

    private static Report owner(String object, Situation at) {
        String[] words = at.plain().split(" ", -1);
        String role = words[words.length - 1];
        return Report.on(
                object,
                INFO,
                "`" + object + "` belongs to `" + role
                        + "` from now on; the old owner keeps no right that was not granted, and can no longer alter it",
                "grant the running version's role what it needs before: `GRANT SELECT, INSERT, UPDATE, DELETE ON "
                        + object + " TO <role>`," + " and let migrations run as `" + quoteIfNeeded(Names.stored(role))
                        + "`");
    }
}
