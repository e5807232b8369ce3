package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads the changes that a naive migration makes. */
final class DdlRequest {
    private DdlRequest() {}

    static List<Change> read(String sql, String where) {
        List<Change> changes = new ArrayList<>();
        for (ParsedStatement parsed : SqlParser.parse(sql)) {
            Statement facts = parsed.facts();
            if (facts instanceof Statement.AlterTable alter) {
                alter.actions().forEach(action -> changes.add(change(alter, action, parsed, where)));
            } else if (!(facts instanceof Statement.Transaction || facts instanceof Statement.SetSetting)) {
                throw notSupported(parsed, where);
            }
        }
        if (changes.isEmpty()) {
            throw new UserError(
                    "there is no change in it",
                    where,
                    "give a statement such as ALTER TABLE owners RENAME telephone TO phone_number");
        }
        return changes;
    }

    private static Change change(Statement.AlterTable alter, AlterAction action, ParsedStatement parsed, String where) {
        if (action instanceof AlterAction.RenameColumn rename) {
            return new Change.RenameColumn(alter.table().column(rename.column()), rename.newName());
        }
        throw notSupported(parsed, where);
    }

    private static UserError notSupported(ParsedStatement parsed, String where) {
        String reason = parsed.facts() instanceof Statement.CouldNotDecide unclear
                ? "is not understood: " + unclear.reason()
                : "is a kind of change that has no playbook yet";
        return new UserError(
                "`" + parsed.text().lines().findFirst().orElse("") + "` " + reason,
                where + ", line " + parsed.line(),
                "changes that can be planned today: " + EnglishRequest.FORMS);
    }
}
