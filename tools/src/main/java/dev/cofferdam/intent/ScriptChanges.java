package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes that the statements of a migration make to tables that are there. Unlike a request, a migration may hold anything: what is no change
 * of such a table, or is not understood, is passed over, because the statement rules judge it all the same.
 */
public final class ScriptChanges {
    private ScriptChanges() {}

    /**
     * A change that a migration makes.
     *
     * @param statement that makes it; the first one, when several do together
     */
    public record Made(Change change, ParsedStatement statement) {}

    /** The changes, in the order of the statements. */
    public static List<Made> of(List<ParsedStatement> statements, Schema before) {
        DdlRequest request = new DdlRequest("the migration", before);
        Map<TableRef, TableRef> renamed = new HashMap<>();
        for (ParsedStatement statement : statements) {
            ParsedStatement plain = underOldName(withoutCascade(statement), renamed);
            attempt(() -> request.add(plain));
        }
        List<Made> made = new ArrayList<>();
        for (DdlPart part : together(request.parts(), before)) {
            attempt(() -> request.changesOf(part).forEach(change -> fitted(change, before)
                    .ifPresent(fit -> made.add(new Made(fit, part.statement())))));
        }
        return List.copyOf(made);
    }

    /** A table that the migration itself renames is known by its old name. */
    private static ParsedStatement underOldName(ParsedStatement parsed, Map<TableRef, TableRef> renamed) {
        if (!(parsed.facts() instanceof Statement.AlterTable alter)) {
            return parsed;
        }
        TableRef old = renamed.getOrDefault(alter.table(), alter.table());
        alter.actions().stream()
                .filter(AlterAction.RenameTable.class::isInstance)
                .map(AlterAction.RenameTable.class::cast)
                .forEach(rename -> renamed.put(new TableRef(alter.table().schema(), rename.newName()), old));
        return with(parsed, new Statement.AlterTable(old, alter.ifExists(), alter.actions()));
    }

    /** One by one where they name what is not there before the migration. */
    private static List<DdlPart> together(List<DdlPart> parts, Schema before) {
        try {
            return DdlFold.together(parts, new KnownNames(before));
        } catch (UserError notThere) {
            return parts;
        }
    }

    private static Optional<Change> fitted(Change change, Schema before) {
        try {
            return Optional.of(SchemaFit.fit(change, before));
        } catch (UserError none) {
            return Optional.empty();
        }
    }

    /** What stops one statement says nothing about the others. */
    private static void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (UserError notUnderstood) {
            return;
        }
    }

    /** What else goes with a column or a table does not change which code reads it. */
    private static ParsedStatement withoutCascade(ParsedStatement parsed) {
        if (parsed.facts() instanceof Statement.Drop drop && drop.cascade()) {
            return with(
                    parsed,
                    new Statement.Drop(
                            drop.kind(), drop.names(), drop.ifExists(), false, drop.concurrently(), drop.onTable()));
        }
        if (parsed.facts() instanceof Statement.AlterTable alter) {
            return with(
                    parsed,
                    new Statement.AlterTable(
                            alter.table(),
                            alter.ifExists(),
                            alter.actions().stream()
                                    .map(ScriptChanges::withoutCascade)
                                    .toList()));
        }
        return parsed;
    }

    private static AlterAction withoutCascade(AlterAction action) {
        return action instanceof AlterAction.DropColumn drop
                ? new AlterAction.DropColumn(drop.column(), drop.ifExists(), false)
                : action;
    }

    private static ParsedStatement with(ParsedStatement parsed, Statement facts) {
        return new ParsedStatement(parsed.text(), parsed.line(), parsed.column(), parsed.offset(), facts);
    }
}
