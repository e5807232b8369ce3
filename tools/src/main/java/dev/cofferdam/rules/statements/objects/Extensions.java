package dev.cofferdam.rules.statements.objects;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Set;

/** Flags extensions that need what a migration's role may not have, and updates of extensions (PostgreSQL docs, CREATE EXTENSION, appendix F). */
public final class Extensions implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "extension-create-upgrade",
            Severity.INFO,
            RuleClass.CONTEXT,
            Hazard.FAILS_WHEN_RUN,
            "An extension needs its files and rights on every server, or changes what functions do");

    /** Trusted extensions of the distribution, which CREATE on the database is enough for from version 13 on (appendix F). */
    private static final Set<String> TRUSTED = Set.of(
            "btree_gin",
            "btree_gist",
            "citext",
            "cube",
            "dict_int",
            "fuzzystrmatch",
            "hstore",
            "intarray",
            "isn",
            "lo",
            "ltree",
            "pg_trgm",
            "pgcrypto",
            "seg",
            "tablefunc",
            "tcn",
            "tsm_system_rows",
            "tsm_system_time",
            "unaccent",
            "uuid-ossp",
            "plpgsql");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.CreateExtension create) {
            boolean trusted = TRUSTED.contains(create.name()) && at.engine().major() >= 13;
            return trusted ? List.of() : List.of(created(create.name()));
        }
        boolean update = at.facts() instanceof Statement.Other other
                && other.words().equals("ALTER EXTENSION")
                && at.plain().contains(" update");
        return update ? List.of(updated(at.plain().split(" ", -1)[2])) : List.of();
    }

    private static Report created(String name) {
        return Report.on(
                name,
                INFO,
                "extension `" + name
                        + "` needs its files on every server and every replica, and a superuser or what your provider puts in his place;"
                        + " some must also be in shared_preload_libraries, which takes a restart",
                "ask `SELECT * FROM pg_available_extensions WHERE name = '" + name
                        + "'` on every server before the release, and have it created by who may");
    }

    private static Report updated(String name) {
        return Report.on(
                name,
                INFO,
                "the update of extension `" + name
                        + "` runs scripts that are not seen here; they lock what they change, and functions and operators may then do other"
                        + " things than the running version expects",
                "read the extension's release notes, try the update on a copy, and run it alone with a short lock_timeout");
    }
}
