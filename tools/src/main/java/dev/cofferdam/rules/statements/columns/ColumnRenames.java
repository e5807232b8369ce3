package dev.cofferdam.rules.statements.columns;

import static dev.cofferdam.rules.statements.columns.ColumnActions.alter;
import static dev.cofferdam.rules.statements.columns.ColumnActions.quoted;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Names;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flags RENAME COLUMN while code knows the old name. */
public final class ColumnRenames implements StatementRule {
    private static final RuleInfo RENAME = new RuleInfo(
            "column-rename", Severity.ERROR, Hazard.BREAKS_OLD_CODE, "A column that code names gets another name");

    @Override
    public List<RuleInfo> detects() {
        return List.of(RENAME);
    }

    private static final Pattern ATTRIBUTE =
            Pattern.compile("alter type (.+?) rename attribute (\\S+) to (\\S+)(?: cascade| restrict)?");

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.Other other && other.words().equals("ALTER TYPE")) {
            return attribute(at).stream().toList();
        }
        return at.actions(AlterAction.RenameColumn.class)
                .filter(rename -> !at.isNewColumn(at.alteredTable(), rename.column())
                        && !isHidden(rename, at)
                        && !fillsGap(rename, at))
                .map(rename -> report(rename, at))
                .toList();
    }

    /** Of a composite type, whose values have no other place for it. */
    private static Optional<Report> attribute(Situation at) {
        Matcher words = ATTRIBUTE.matcher(at.plain());
        if (!words.matches()) {
            return Optional.empty();
        }
        TableRef type = Names.table(words.group(1));
        String attribute = Names.stored(words.group(2));
        return at.isNewType(type)
                ? Optional.empty()
                : Optional.of(Report.on(
                                type,
                                RENAME,
                                "every statement and function of the running version that names `" + attribute
                                        + "` of a value of type `" + type
                                        + "` fails from now on, and so does the new version until this has run",
                                "`ALTER TYPE " + Identifiers.quoteIfNeeded(type) + " ADD ATTRIBUTE " + words.group(3)
                                        + " ...`, filled beside `" + attribute
                                        + "` by the code that writes the values; deploy code that reads the new one alone; or leave the name")
                        .about(type.column(attribute).toString())
                        .at(at.offsetOf("RENAME")));
    }

    /** The name is never missing: another column takes it over, or a view with the table's name does, before anybody sees. */
    private static boolean isHidden(AlterAction.RenameColumn away, Situation at) {
        TableRef table = at.alteredTable();
        return at.laterInTransaction().stream()
                .map(ParsedStatement::facts)
                .anyMatch(facts -> facts instanceof Statement.CreateView view
                                && view.view().isSameTable(table)
                        || facts instanceof Statement.AlterTable alter
                                && alter.table().isSameTable(table)
                                && alter.actions().stream()
                                        .anyMatch(action -> action instanceof AlterAction.RenameColumn in
                                                && in.newName().equals(away.column())));
    }

    /** The other half of the swap: its new name was freed in the same transaction. */
    private static boolean fillsGap(AlterAction.RenameColumn in, Situation at) {
        return at.earlierInTransaction().stream()
                .map(ParsedStatement::facts)
                .filter(Statement.AlterTable.class::isInstance)
                .map(Statement.AlterTable.class::cast)
                .filter(alter -> alter.table().isSameTable(at.alteredTable()))
                .flatMap(alter -> alter.actions().stream())
                .anyMatch(action -> action instanceof AlterAction.RenameColumn away
                        && away.column().equals(in.newName()));
    }

    private static Report report(AlterAction.RenameColumn rename, Situation at) {
        TableRef table = at.alteredTable();
        String type = ColumnActions.column(at, table, rename.column())
                .map(column -> column.type())
                .orElse("...");
        return Report.on(
                        table,
                        RENAME,
                        "every statement of the running version that names `" + rename.column()
                                + "` fails from now on, and so does the new version until this has run",
                        "`" + alter(table) + " ADD COLUMN " + quoted(rename.newName()) + " " + type
                                + "`; keep both equal by a trigger; fill the rows that are there in batches; deploy the version that uses `"
                                + rename.newName() + "` alone; then drop the trigger and `" + rename.column() + "`")
                .about(table.column(rename.column()).toString())
                .at(ColumnActions.place(at, "RENAME", rename.column()));
    }
}
