package dev.cofferdam.rules.statements.objects;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.ObjectKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags triggers that come, go or are switched off (PostgreSQL docs, CREATE TRIGGER, ALTER TABLE, 13.3.1). */
public final class TriggerChanges implements StatementRule {
    private static final RuleInfo CREATE = new RuleInfo(
            "trigger-create",
            Severity.INFO,
            RuleClass.CONTEXT,
            Hazard.BLOCKS_WRITES,
            "A trigger or a rule changes what every write does");
    private static final RuleInfo DROP = new RuleInfo(
            "trigger-drop", Severity.WARNING, Hazard.LOSES_WRITES, "A trigger goes, and what it did is done no more");
    private static final RuleInfo DISABLE = new RuleInfo(
            "trigger-disable",
            Severity.ERROR,
            RuleClass.HAZARD,
            Hazard.LOSES_WRITES,
            "Triggers are switched off, and with them foreign keys or sync");

    @Override
    public List<RuleInfo> detects() {
        return List.of(CREATE, DROP, DISABLE);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.CreateTrigger create) {
            return created(create, at).stream().toList();
        }
        if (at.facts() instanceof Statement.SetSetting set) {
            return replicaRole(set, at).stream().toList();
        }
        if (at.facts() instanceof Statement.Other other) {
            return RewriteRules.of(other, at, CREATE).stream().toList();
        }
        Stream<Report> dropped = at.as(Statement.Drop.class).filter(drop -> drop.kind() == ObjectKind.TRIGGER).stream()
                .flatMap(drop -> dropped(drop, at).stream());
        Stream<Report> disabled = at.actions(AlterAction.SwitchTrigger.class)
                .filter(change -> !at.isNew(at.alteredTable()))
                .filter(change -> !change.enable() || !isOffByThisFile(change.trigger(), at))
                // Made and switched off in one go: so it was before, and nobody has relied on it.
                .filter(change -> change.enable() || !isNewTrigger(change.trigger(), at.alteredTable(), at))
                .map(change -> change.enable() ? enabled(change.trigger(), at) : disabled(change.trigger(), at));
        return Stream.concat(dropped, disabled).toList();
    }

    private static Optional<Report> created(Statement.CreateTrigger create, Situation at) {
        if (at.isNew(create.table()) || at.schema().findView(create.table()).isPresent()) {
            return Optional.empty();
        }
        String events = String.join(" and ", create.events()).toLowerCase(Locale.ROOT);
        return Optional.of(Report.on(
                create.table(),
                CREATE,
                "takes SHARE ROW EXCLUSIVE on `" + create.table()
                        + "` for an instant, for which writes wait; from then on every " + events + " also runs `"
                        + create.function() + "`, and fails when that fails",
                "set a short lock_timeout and repeat; measure `" + create.function()
                        + "` under load first; rows that were there before are not touched, so a trigger that fills a column comes before its"
                        + " backfill"));
    }

    private static Optional<Report> dropped(Statement.Drop drop, Situation at) {
        TableRef table = drop.onTable().orElseThrow();
        String trigger = drop.names().get(0).name();
        boolean exists = at.table(table)
                .map(found ->
                        found.triggers().stream().anyMatch(each -> each.name().equals(trigger)))
                .orElse(!drop.ifExists());
        boolean again = at.after().stream().anyMatch(later -> makes(later, trigger, table));
        boolean isView = at.schema().findView(table).isPresent();
        if (at.isNew(table) || !exists || again || isView || isNewTrigger(trigger, table, at)) {
            return Optional.empty();
        }
        return Optional.of(Report.on(
                        table,
                        DROP,
                        "trigger `" + trigger + "` of `" + table
                                + "` goes under ACCESS EXCLUSIVE; what it kept up to date, checked or logged for writes of the running"
                                + " version is done no more",
                        "deploy code that does without `" + trigger
                                + "` first; if it keeps two columns equal, drop it only when no running version reads or writes the old one")
                .about(table + "/" + trigger));
    }

    private static boolean isNewTrigger(String trigger, TableRef table, Situation at) {
        return at.before().stream().anyMatch(earlier -> makes(earlier, trigger, table));
    }

    private static boolean makes(ParsedStatement statement, String trigger, TableRef table) {
        return statement.facts() instanceof Statement.CreateTrigger create
                && create.name().equals(trigger)
                && create.table().isSameTable(table);
    }

    /** While the transaction lasts nobody else can write, so switching on again before COMMIT harms its own writes only. */
    private static Report disabled(String trigger, Situation at) {
        TableRef table = at.alteredTable();
        boolean all = trigger.equals("ALL");
        boolean many = all || trigger.equals("USER");
        String which =
                all ? "all triggers" : many ? "all triggers but those of foreign keys" : "trigger `" + trigger + "`";
        boolean within = at.laterInTransaction().stream().anyMatch(later -> enables(later, trigger, table));
        String one = many ? "no trigger of `" + table + "` runs" : "`" + trigger + "` does not run";
        String harm = all ? "foreign keys of and to `" + table + "` are not checked, and no trigger of it runs" : one;
        Report report = Report.on(
                table,
                DISABLE,
                which + " of `" + table + (many ? "` are" : "` is") + " switched off under SHARE ROW EXCLUSIVE; "
                        + (within
                                ? "until the end of this transaction writes wait, and for its own changes " + harm
                                : harm + " for anybody's writes, and rows written meanwhile are never checked again"),
                within
                        ? "let the triggers run and change the rows in small batches; what must not fire can ask a setting: `WHEN"
                                + " (current_setting('app.migration', true) IS DISTINCT FROM 'on')`"
                        : "do not switch off: load into a table of its own and move the rows from there in batches; or `ALTER TABLE "
                                + quoteIfNeeded(table) + " ENABLE TRIGGER " + (many ? trigger : quoteIfNeeded(trigger))
                                + "` before the same transaction ends");
        return within ? report.weighed(Severity.WARNING) : report;
    }

    /** Who switched it off, and what was written meanwhile, the file does not tell. */
    private static Report enabled(String trigger, Situation at) {
        TableRef table = at.alteredTable();
        String which = trigger.equals("ALL") || trigger.equals("USER") ? "the triggers" : "trigger `" + trigger + "`";
        return Report.on(
                        table,
                        DISABLE,
                        which + " of `" + table
                                + "` was off before this, and no row that was written meanwhile has passed it; writes wait for"
                                + " the SHARE ROW EXCLUSIVE that switches it on",
                        "look for rows that it should have changed or refused, and for whoever switched it off; a foreign key is proved anew only"
                                + " by dropping and adding it NOT VALID, then VALIDATE CONSTRAINT")
                .weighed(Severity.INFO);
    }

    private static boolean isOffByThisFile(String trigger, Situation at) {
        return at.before().stream()
                .anyMatch(earlier -> earlier.facts() instanceof Statement.AlterTable alter
                        && alter.table().isSameTable(at.alteredTable())
                        && alter.actions().stream()
                                .anyMatch(action -> action instanceof AlterAction.SwitchTrigger change
                                        && !change.enable()
                                        && (change.trigger().equals(trigger) || trigger.equals("ALL"))));
    }

    private static boolean enables(ParsedStatement later, String trigger, TableRef table) {
        return later.facts() instanceof Statement.AlterTable alter
                && alter.table().isSameTable(table)
                && alter.actions().stream()
                        .anyMatch(action -> action instanceof AlterAction.SwitchTrigger change
                                && change.enable()
                                && (change.trigger().equals(trigger)
                                        || change.trigger().equals("ALL")));
    }

    private static Optional<Report> replicaRole(Statement.SetSetting set, Situation at) {
        if (!set.name().equals("session_replication_role") || !set.value().equalsIgnoreCase("replica")) {
            return Optional.empty();
        }
        return Optional.of(
                Report.on(
                        set.name(),
                        DISABLE,
                        "from here on no trigger runs and no foreign key is checked for what this session writes, on every table"
                                + (set.local() && at.inTransaction() ? ", until the transaction ends" : ""),
                        "let triggers and foreign keys work; insert parents before children, or defer with `SET CONSTRAINTS ALL DEFERRED`"));
    }
}
