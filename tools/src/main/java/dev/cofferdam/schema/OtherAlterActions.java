package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Actions of ALTER TABLE that the statement's facts leave as text and that still change what a schema holds. */
final class OtherAlterActions {
    private static final String NAME = "(\"[^\"]+\"|[\\p{L}_][\\p{L}\\d_$]*)";
    private static final String TABLE = "((?:" + NAME + "\\.)?" + NAME + ")";
    private static final Pattern ADD_IDENTITY = Pattern.compile("(?is)\\balter\\s+(?:column\\s+)?" + NAME
            + "\\s+add\\s+generated\\s+(always|by\\s+default)\\s+as\\s+identity");
    private static final Pattern SET_IDENTITY = Pattern.compile(
            "(?is)\\balter\\s+(?:column\\s+)?" + NAME + "\\s+set\\s+generated\\s+(always|by\\s+default)");
    private static final Pattern DROP_IDENTITY =
            Pattern.compile("(?is)\\balter\\s+(?:column\\s+)?" + NAME + "\\s+drop\\s+identity");
    private static final Pattern DROP_EXPRESSION =
            Pattern.compile("(?is)\\balter\\s+(?:column\\s+)?" + NAME + "\\s+drop\\s+expression");
    private static final Pattern PARTITION =
            Pattern.compile("(?is)\\b(attach|detach)\\s+partition\\s+(?:if\\s+exists\\s+)?" + TABLE);

    private final SchemaDraft draft;
    private final AlterTableStatements alter;

    OtherAlterActions(SchemaDraft draft, AlterTableStatements alter) {
        this.draft = draft;
        this.alter = alter;
    }

    void apply(TableDraft table, String text) {
        ADD_IDENTITY.matcher(text).results().forEach(hit -> addIdentity(table, name(hit.group(1)), kind(hit.group(2))));
        SET_IDENTITY
                .matcher(text)
                .results()
                .forEach(hit -> alter.change(
                        table, name(hit.group(1)), column -> column.withIdentity(Optional.of(kind(hit.group(2))))));
        DROP_IDENTITY.matcher(text).results().forEach(hit -> dropIdentity(table, name(hit.group(1))));
        DROP_EXPRESSION
                .matcher(text)
                .results()
                .forEach(hit ->
                        alter.change(table, name(hit.group(1)), column -> column.withGenerated(Optional.empty())));
        PARTITION.matcher(text).results().forEach(hit -> {
            TableRef part = hit.group(3) == null
                    ? TableRef.of(name(hit.group(4)))
                    : TableRef.of(name(hit.group(3)), name(hit.group(4)));
            partition(table, draft.table(part), hit.group(1).equalsIgnoreCase("attach"));
        });
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
    private void partition(TableDraft table, TableDraft part, boolean attach) {
        if (!attach) {
            part.parent = null;
            return;
        }
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

    private static String kind(String words) {
        return words.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    private static String name(String written) {
        Matcher quoted = Pattern.compile("\"(.*)\"").matcher(written);
        return DefaultNames.stored(quoted.matches() ? quoted.group(1) : written.toLowerCase(Locale.ROOT));
    }
}
