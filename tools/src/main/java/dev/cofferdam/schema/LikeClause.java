package dev.cofferdam.schema;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code CREATE TABLE a (LIKE b INCLUDING ...)}: columns with NOT NULL always, the rest when it is included (PG docs, CREATE TABLE). */
final class LikeClause {
    private final SchemaDraft draft;
    private final ConstraintDrafts constraints;

    LikeClause(SchemaDraft draft, ConstraintDrafts constraints) {
        this.draft = draft;
        this.constraints = constraints;
    }

    void copy(TableDraft table, TableDraft source, String text) {
        for (Column column : source.columns) {
            Column copy = includes(text, "DEFAULTS") ? column : column.withDefault(Optional.empty());
            copy = includes(text, "GENERATED") ? copy : copy.withGenerated(Optional.empty());
            boolean identity = includes(text, "IDENTITY") && column.identity().isPresent();
            table.columns.add(identity ? copy : copy.withIdentity(Optional.empty()));
            if (identity) {
                TableCreation.newSequence(draft, table, column.name());
            }
        }
        if (includes(text, "CONSTRAINTS")) {
            add(table, source, List.of(Constraint.Kind.CHECK));
        }
        if (includes(text, "INDEXES")) {
            add(table, source, List.of(Constraint.Kind.PRIMARY_KEY, Constraint.Kind.UNIQUE, Constraint.Kind.EXCLUDE));
            source.indexes.stream()
                    .filter(index -> index.constraint().isEmpty())
                    .forEach(index -> table.indexes.add(IndexStatements.copyFor(draft, table, index)));
        }
    }

    private void add(TableDraft table, TableDraft source, List<Constraint.Kind> kinds) {
        source.constraints.stream()
                .filter(constraint -> kinds.contains(constraint.kind()))
                .forEach(constraint -> constraints.add(table, TableCreation.asWritten(constraint)));
    }

    private static boolean includes(String text, String what) {
        return Pattern.compile("(?is).*\\bincluding\\s+(all|" + what + ")\\b.*")
                        .matcher(text)
                        .matches()
                && !Pattern.compile("(?is).*\\bexcluding\\s+" + what + "\\b.*")
                        .matcher(text)
                        .matches();
    }
}
