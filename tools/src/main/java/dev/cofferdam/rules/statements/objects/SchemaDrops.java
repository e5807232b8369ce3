package dev.cofferdam.rules.statements.objects;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.ObjectKind;
import java.util.List;
import java.util.Optional;

/** Flags statements that drop everything in a place: DROP SCHEMA, DROP DATABASE, DROP OWNED (PostgreSQL docs, the pages of the commands). */
public final class SchemaDrops implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "schema-or-database-drop",
            Severity.ERROR,
            Hazard.LOSES_DATA,
            "A schema or a database is dropped with all it holds");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.Drop drop && drop.kind() == ObjectKind.SCHEMA) {
            return drop.names().stream()
                    .filter(schema -> !at.isNewSchema(schema.name()))
                    .map(schema -> schema(schema.name(), drop.cascade()))
                    .toList();
        }
        return at.as(Statement.Other.class).flatMap(other -> other(other, at)).stream()
                .toList();
    }

    /** Without CASCADE the server refuses unless the schema is empty, so that only its name is lost. */
    private static Report schema(String schema, boolean cascade) {
        if (!cascade) {
            return Report.on(
                            schema,
                            INFO,
                            "schema `" + schema
                                    + "` goes, if it is empty; statements and search paths of the running version that"
                                    + " name it no longer find it",
                            "deploy code and search paths without `" + schema
                                    + "` first, and drop it in a later release")
                    .weighed(Severity.WARNING);
        }
        return Report.on(
                schema,
                INFO,
                "every table, view and function of schema `" + schema
                        + "` goes with all rows, under ACCESS EXCLUSIVE on each, and with what other schemas built on them",
                "move or drop object by object, each in its own release once nobody uses it; then `DROP SCHEMA "
                        + schema + "` without CASCADE, which fails when something was left");
    }

    private static Optional<Report> other(Statement.Other other, Situation at) {
        String[] words = at.plain().split(" ", -1);
        String last = words[words.length - 1];
        if (other.words().equals("DROP DATABASE")) {
            return Optional.of(Report.on(
                    last,
                    INFO,
                    "database `" + last + "` goes with all it holds; only a backup brings it back",
                    "no migration drops a database that an application uses: take it out of service by hand, after a backup, when its"
                            + " last client is gone"));
        }
        if (other.words().equals("DROP OWNED BY")) {
            return Optional.of(Report.on(
                    "owned",
                    INFO,
                    "everything that the role owns in this database goes, tables with their rows, and every right it was given",
                    "`REASSIGN OWNED BY ... TO ...` first, so that DROP OWNED takes rights away and no tables"));
        }
        return Optional.empty();
    }
}
