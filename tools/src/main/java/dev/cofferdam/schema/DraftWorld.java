package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.migrations.liquibase.Precondition;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers preconditions from a schema while a history is applied to it. Queries cannot be answered. */
final class DraftWorld implements Precondition.World {
    private final SchemaDraft draft;

    DraftWorld(SchemaDraft draft) {
        this.draft = draft;
    }

    @Override
    public Optional<String> firstValue(String query) {
        return Optional.empty();
    }

    @Override
    public Optional<Boolean> exists(Precondition.Exists wanted) {
        return Optional.of(
                switch (wanted.kind()) {
                    case TABLE -> draft.tables.containsKey(key(wanted));
                    case VIEW -> draft.views.containsKey(key(wanted));
                    case SEQUENCE -> draft.sequences.containsKey(key(wanted));
                    case COLUMN ->
                        tables(wanted).anyMatch(table -> table.findColumn(name(wanted))
                                .isPresent());
                    case INDEX ->
                        tables(wanted)
                                .anyMatch(table -> table.findIndex(name(wanted)).isPresent());
                    case PRIMARY_KEY -> constraint(wanted, Constraint.Kind.PRIMARY_KEY);
                    case FOREIGN_KEY -> constraint(wanted, Constraint.Kind.FOREIGN_KEY);
                    case UNIQUE -> constraint(wanted, Constraint.Kind.UNIQUE);
                });
    }

    private boolean constraint(Precondition.Exists wanted, Constraint.Kind kind) {
        return tables(wanted)
                .flatMap(table -> table.constraints.stream())
                .anyMatch(constraint -> constraint.kind() == kind
                        && wanted.name().map(constraint.name()::equals).orElse(true));
    }

    private Stream<TableDraft> tables(Precondition.Exists wanted) {
        String schema = schema(wanted);
        return draft.tables.values().stream()
                .filter(table -> table.schema.equals(schema)
                        && wanted.table().map(table.name::equals).orElse(true));
    }

    private String key(Precondition.Exists wanted) {
        return SchemaDraft.key(schema(wanted), name(wanted));
    }

    private String schema(Precondition.Exists wanted) {
        return wanted.schema().orElseGet(() -> draft.schemaForNew(TableRef.of("any")));
    }

    private static String name(Precondition.Exists wanted) {
        return wanted.name().orElse("");
    }
}
