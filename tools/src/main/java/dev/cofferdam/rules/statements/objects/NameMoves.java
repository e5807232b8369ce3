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
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flags names that move away from under the running version: tables, views and schemas (PostgreSQL docs, ALTER TABLE, ALTER SCHEMA). */
public final class NameMoves implements StatementRule {
    private static final RuleInfo TABLE = new RuleInfo(
            "table-rename",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "A table gets another name while code uses the old one");
    private static final RuleInfo SCHEMA = new RuleInfo(
            "schema-rename",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "A schema gets another name while code uses the old one");
    private static final RuleInfo SET_SCHEMA = new RuleInfo(
            "set-schema",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "An object moves to a schema where code does not look for it");

    private static final Pattern MOVED = Pattern.compile(
            "alter (view|materialized view|sequence|type|domain|function|procedure|routine) (?:if exists )?(.+?) set schema (\\S+)");

    @Override
    public List<RuleInfo> detects() {
        return List.of(TABLE, SCHEMA, SET_SCHEMA);
    }

    @Override
    public List<Report> check(Situation at) {
        List<Report> reports = new ArrayList<>();
        at.actions(AlterAction.RenameTable.class)
                .forEach(rename -> renamed("table", at.alteredTable(), rename.newName(), at)
                        .ifPresent(reports::add));
        at.actions(AlterAction.SetSchema.class).forEach(move -> moved("table", at.alteredTable(), move.newSchema(), at)
                .ifPresent(reports::add));
        at.as(Statement.RenameObject.class)
                .flatMap(rename -> renamed(rename, at))
                .ifPresent(reports::add);
        at.as(Statement.Other.class).flatMap(other -> movedOther(at)).ifPresent(reports::add);
        return reports;
    }

    private static Optional<Report> renamed(Statement.RenameObject rename, Situation at) {
        return switch (rename.kind()) {
            case TABLE -> renamed("table", rename.name(), rename.newName(), at);
            case VIEW -> renamed("view", rename.name(), rename.newName(), at);
            case MATERIALIZED_VIEW -> renamed("materialized view", rename.name(), rename.newName(), at);
            case SCHEMA -> at.isNewSchema(rename.name().name()) ? Optional.empty() : Optional.of(schema(rename));
            case TYPE, DOMAIN ->
                at.isNewType(rename.name()) || isMadeAgain(rename.name(), at.laterInTransaction())
                        ? Optional.empty()
                        : Optional.of(type(rename));
            case INDEX, SEQUENCE, FUNCTION, PROCEDURE, TRIGGER, EXTENSION, OTHER -> Optional.empty();
        };
    }

    private static Optional<Report> renamed(String kind, TableRef old, String newName, Situation at) {
        TableRef current = new TableRef(old.schema(), newName);
        if (at.isNew(old)) {
            return Optional.empty();
        }
        if (isReplaced(old, at.laterInTransaction())) {
            return Successor.lacking(old, at).map(heir -> replaced(old, heir));
        }
        String what = "from its commit on `" + old + "` is called `" + current
                + "`; every statement of the running version that names `" + old + "` fails"
                + (isReplaced(old, at.after()) ? ", until a later statement of this file makes the name again" : "");
        return Optional.of(Report.on(
                old,
                TABLE,
                what,
                "keep the old name alive in the same transaction: "
                        + together(
                                "ALTER " + sql(kind) + " " + quoteIfNeeded(old) + " RENAME TO "
                                        + quoteIfNeeded(newName) + "; CREATE VIEW " + quoteIfNeeded(old)
                                        + " AS SELECT * FROM " + quoteIfNeeded(current),
                                at)
                        + "; deploy code that uses `" + current + "` everywhere; then `DROP VIEW "
                        + quoteIfNeeded(old) + "` in a later release"));
    }

    private static Report replaced(TableRef old, Successor heir) {
        String lost = "`" + String.join("`, `", heir.lost()) + "`";
        return Report.on(
                old,
                TABLE,
                "`" + heir.table() + "` takes the name of `" + old + "` and has no column " + lost
                        + "; every statement of the running version that names one of them fails",
                "give `" + heir.table() + "` these columns as well until no running version uses them: " + lost);
    }

    /** A new type takes the name; what becomes of the columns is said where they change. */
    private static boolean isMadeAgain(TableRef type, List<ParsedStatement> later) {
        return later.stream()
                .map(ParsedStatement::facts)
                .anyMatch(facts -> facts instanceof Statement.CreateType create
                                && create.name().isSameTable(type)
                        || facts instanceof Statement.RenameObject rename
                                && rename.newName().equals(type.name()));
    }

    /** Columns hold on to the type itself; statements name it in casts, and drivers where they bind its values. */
    private static Report type(Statement.RenameObject rename) {
        TableRef old = rename.name();
        TableRef current = new TableRef(old.schema(), rename.newName());
        String kind = rename.kind() == ObjectKind.DOMAIN ? "domain" : "type";
        return Report.on(
                        old,
                        TABLE,
                        kind + " `" + old + "` is called `" + current
                                + "` from its commit on; casts, parameters and function bodies of the running version that name `"
                                + old + "` fail",
                        kind.equals("domain")
                                ? "`CREATE DOMAIN " + quoteIfNeeded(current) + " AS " + quoteIfNeeded(old)
                                        + "` beside it; deploy code that names `" + current + "` alone"
                                : "leave its name, which no row holds; if it must go, first deploy code that names no type where it binds"
                                        + " values of `" + old + "`")
                .weighed(Severity.WARNING);
    }

    private static Report schema(Statement.RenameObject rename) {
        String old = rename.name().name();
        return Report.on(
                old,
                SCHEMA,
                "everything in `" + old + "` is found under `" + rename.newName()
                        + "` only; statements, search paths and function bodies of the running version that name `"
                        + old
                        + "` fail",
                "create `" + rename.newName()
                        + "`, move table by table, each with a view of the old name left behind in the same transaction (set-schema); deploy"
                        + " code and search paths for `" + rename.newName() + "`; then drop the empty `" + old + "`");
    }

    private static Optional<Report> moved(String kind, TableRef name, String schema, Situation at) {
        if (at.isNew(name) || isReplaced(name, at.laterInTransaction())) {
            return Optional.empty();
        }
        TableRef target = TableRef.of(schema, name.name());
        String move = "ALTER " + sql(kind) + " " + quoteIfNeeded(name) + " SET SCHEMA " + quoteIfNeeded(schema);
        String remedy = kind.equals("table") || kind.endsWith("view")
                ? "leave a view behind in the same transaction: "
                        + together(
                                move + "; CREATE VIEW " + quoteIfNeeded(name) + " AS SELECT * FROM "
                                        + quoteIfNeeded(target),
                                at)
                        + "; deploy code that finds `" + target
                        + "`; then drop the view in a later release"
                : "first deploy code, search paths and function bodies that find `" + name.name()
                        + "` in both schemas, then `" + move + "`";
        return Optional.of(Report.on(
                name,
                SET_SCHEMA,
                kind + " `" + name + "` moves to schema `" + schema
                        + "`; the running version finds it only if its search path holds `" + schema
                        + "` and its statements do not name the old schema",
                remedy));
    }

    private static Optional<Report> movedOther(Situation at) {
        Matcher moved = MOVED.matcher(at.plain());
        if (!moved.matches()) {
            return Optional.empty();
        }
        TableRef name = Names.table(moved.group(2).replaceFirst(" \\(.*", ""));
        boolean made = at.isNewRoutine(name) || at.isNewType(name);
        return made ? Optional.empty() : moved(moved.group(1), name, Names.stored(moved.group(3)), at);
    }

    /** A file that the tool runs in a transaction needs none of its own, and must not end that one. */
    private static String together(String statements, Situation at) {
        return at.inTransaction() ? "`" + statements + "` in this file" : "`BEGIN; " + statements + "; COMMIT`";
    }

    private static String sql(String kind) {
        return kind.toUpperCase(Locale.ROOT);
    }

    /** Whether one of these gives the name back: a view, a table, or another table that takes it. */
    private static boolean isReplaced(TableRef old, List<ParsedStatement> later) {
        return later.stream().map(ParsedStatement::facts).anyMatch(facts -> takes(old, facts));
    }

    private static boolean takes(TableRef old, Statement facts) {
        if (facts instanceof Statement.CreateView view) {
            return view.view().isSameTable(old);
        }
        if (facts instanceof Statement.CreateTable table) {
            return table.table().isSameTable(old);
        }
        if (facts instanceof Statement.RenameObject rename) {
            return rename.kind() != ObjectKind.INDEX && rename.newName().equals(old.name());
        }
        return facts instanceof Statement.AlterTable alter
                && alter.actions().stream()
                        .anyMatch(action -> action instanceof AlterAction.RenameTable rename
                                && rename.newName().equals(old.name()));
    }
}
