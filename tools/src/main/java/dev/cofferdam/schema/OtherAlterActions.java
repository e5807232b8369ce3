package dev.cofferdam.schema;

import dev.cofferdam.sql.AlterAction;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rarer actions of ALTER TABLE: identity, generated columns, partitions. */
final class OtherAlterActions {
    private static final Pattern KIND = Pattern.compile("(?is).*\\bgenerated\\s+(always|by\\s+default)\\b.*");

    private final SchemaDraft draft;
    private final AlterTableStatements alter;

    OtherAlterActions(SchemaDraft draft, AlterTableStatements alter) {
        this.draft = draft;
        this.alter = alter;
    }

    void column(TableDraft table, AlterAction.OtherColumn action, String text) {
        String column = DefaultNames.stored(action.column());
        switch (action.words()) {
            case "ADD IDENTITY" -> addIdentity(table, column, kind(text));
            case "SET IDENTITY" ->
                alter.change(
                        table, column, c -> KIND.matcher(text).matches() ? c.withIdentity(Optional.of(kind(text))) : c);
            case "DROP IDENTITY" -> dropIdentity(table, column);
            case "DROP EXPRESSION" -> alter.change(table, column, c -> c.withGenerated(Optional.empty()));
            default -> table.column(column);
        }
    }

    private void addIdentity(TableDraft table, String column, String kind) {
        if (table.column(column).identity().isEmpty()) {
            TableCreation.newSequence(draft, table, column);
            alter.change(table, column, c -> c.withIdentity(Optional.of(kind)).nullable(false));
        }
    }

    private void dropIdentity(TableDraft table, String column) {
        if (table.column(column).identity().isPresent()) {
            String owner = SchemaDraft.key(table.schema, table.name) + "." + column;
            draft.sequences.values().removeIf(owner::equals);
            alter.change(table, column, c -> c.withIdentity(Optional.empty()));
        }
    }

    /** An attached table keeps its indexes where they match and gets the missing ones. */
    void attach(TableDraft table, TableDraft part) {
        part.parent = table;
        for (Index index : table.indexes) {
            boolean matched = part.indexes.stream()
                    .anyMatch(own -> own.unique() == index.unique()
                            && own.elements().equals(index.elements())
                            && own.predicate().equals(index.predicate()));
            if (!matched) {
                part.indexes.add(IndexStatements.copyFor(draft, part, index));
            }
        }
    }

    private static String kind(String text) {
        Matcher kind = KIND.matcher(text);
        return kind.matches() ? kind.group(1).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ") : "BY DEFAULT";
    }
}
