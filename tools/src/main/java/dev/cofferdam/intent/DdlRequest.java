package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads the changes that a naive migration makes. */
final class DdlRequest {
    private final String where;
    private final List<Change> changes = new ArrayList<>();
    private boolean searchPathSet;

    private DdlRequest(String where) {
        this.where = where;
    }

    static List<Change> read(String sql, String where) {
        DdlRequest request = new DdlRequest(where);
        SqlParser.parse(sql).forEach(request::add);
        if (request.changes.isEmpty()) {
            throw new UserError(
                    "there is no change in it",
                    where,
                    "give a statement such as ALTER TABLE owners RENAME telephone TO phone_number");
        }
        return request.changes;
    }

    private void add(ParsedStatement parsed) {
        Statement facts = parsed.facts();
        if (facts instanceof Statement.AlterTable alter) {
            alter.actions().forEach(action -> changes.add(change(alter, action, parsed)));
        } else if (facts instanceof Statement.SetSetting setting) {
            searchPathSet |= setting.name().equals("search_path");
        } else if (!(facts instanceof Statement.Transaction)) {
            throw notSupported(parsed);
        }
    }

    private Change change(Statement.AlterTable alter, AlterAction action, ParsedStatement parsed) {
        if (!(action instanceof AlterAction.RenameColumn rename)) {
            throw notSupported(parsed);
        }
        // Elsewhere a table without a schema is one of `public`, which need not be the one that the script would find.
        if (searchPathSet && alter.table().schema().isEmpty()) {
            throw new UserError(
                    "the script sets the search path, and `" + alter.table() + "` does not say its schema",
                    place(parsed),
                    "write the table with its schema");
        }
        return new ColumnChange.RenameColumn(alter.table().column(rename.column()), rename.newName());
    }

    private UserError notSupported(ParsedStatement parsed) {
        String reason = parsed.facts() instanceof Statement.CouldNotDecide unclear
                ? "is not understood: " + unclear.reason()
                : "is a kind of change that has no playbook yet";
        return new UserError(
                "`" + parsed.text().lines().findFirst().orElse("") + "` " + reason,
                place(parsed),
                "changes that can be planned today: " + EnglishRequest.FORMS);
    }

    private String place(ParsedStatement parsed) {
        return where + ", line " + parsed.line();
    }
}
