package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Names that are there, or are not, when a unit is done, as far as its own statements say; by the catalog that lists them. */
final class MadeNames {
    /** Catalogs whose rows a count of names is about (PostgreSQL docs 52, "System Catalogs"). */
    enum Catalog {
        TRIGGERS,
        CONSTRAINTS,
        RELATIONS,
        COLUMNS,
        FUNCTIONS
    }

    private record Name(Catalog catalog, String text) {}

    private final Map<Name, Boolean> there = new LinkedHashMap<>();

    private MadeNames() {}

    static MadeNames of(SqlUnit unit) {
        MadeNames names = new MadeNames();
        unit.statements().stream().map(ParsedStatement::facts).forEach(names::apply);
        return names;
    }

    /** Names of the catalog that fit and are there when the unit is done. */
    Set<String> made(Catalog catalog, Predicate<String> fits) {
        return names(catalog, fits, true);
    }

    /** Names of the catalog that fit and are gone when the unit is done. */
    Set<String> gone(Catalog catalog, Predicate<String> fits) {
        return names(catalog, fits, false);
    }

    private Set<String> names(Catalog catalog, Predicate<String> fits, boolean wanted) {
        return there.entrySet().stream()
                .filter(entry -> entry.getKey().catalog() == catalog && entry.getValue() == wanted)
                .map(entry -> entry.getKey().text())
                .filter(fits)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void apply(Statement statement) {
        if (statement instanceof Statement.CreateTrigger made) {
            put(Catalog.TRIGGERS, made.name(), true);
        } else if (statement instanceof Statement.CreateRoutine made) {
            put(Catalog.FUNCTIONS, made.name().name(), true);
        } else if (statement instanceof Statement.CreateIndex made) {
            made.name().ifPresent(name -> put(Catalog.RELATIONS, name, true));
        } else if (statement instanceof Statement.CreateTable made) {
            put(Catalog.RELATIONS, made.table().name(), true);
        } else if (statement instanceof Statement.Drop drop) {
            catalog(drop.kind())
                    .ifPresent(catalog ->
                            drop.names().stream().map(TableRef::name).forEach(name -> put(catalog, name, false)));
        } else if (statement instanceof Statement.RenameObject rename) {
            catalog(rename.kind()).ifPresent(catalog -> {
                put(catalog, rename.name().name(), false);
                put(catalog, rename.newName(), true);
            });
        } else if (statement instanceof Statement.AlterTable alter) {
            alter.actions().forEach(this::apply);
        }
    }

    private void apply(AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            put(Catalog.COLUMNS, add.column().name(), true);
        } else if (action instanceof AlterAction.DropColumn drop) {
            put(Catalog.COLUMNS, drop.column(), false);
        } else if (action instanceof AlterAction.RenameColumn rename) {
            put(Catalog.COLUMNS, rename.column(), false);
            put(Catalog.COLUMNS, rename.newName(), true);
        } else if (action instanceof AlterAction.AddConstraint add) {
            add.constraint().name().ifPresent(name -> put(Catalog.CONSTRAINTS, name, true));
        } else if (action instanceof AlterAction.ValidateConstraint validate) {
            put(Catalog.CONSTRAINTS, validate.constraint(), true);
        } else if (action instanceof AlterAction.DropConstraint drop) {
            put(Catalog.CONSTRAINTS, drop.constraint(), false);
        } else if (action instanceof AlterAction.RenameConstraint rename) {
            put(Catalog.CONSTRAINTS, rename.constraint(), false);
            put(Catalog.CONSTRAINTS, rename.newName(), true);
        }
    }

    private void put(Catalog catalog, String name, boolean isThere) {
        there.put(new Name(catalog, name), isThere);
    }

    private static Optional<Catalog> catalog(Statement.ObjectKind kind) {
        return switch (kind) {
            case TRIGGER -> Optional.of(Catalog.TRIGGERS);
            case FUNCTION -> Optional.of(Catalog.FUNCTIONS);
            case INDEX, TABLE -> Optional.of(Catalog.RELATIONS);
            default -> Optional.empty();
        };
    }

    /** The catalog that the tokens of a query read, when it is one of those. */
    static Optional<Catalog> read(List<String> tokens) {
        if (tokens.contains("pg_trigger")) {
            return Optional.of(Catalog.TRIGGERS);
        }
        if (tokens.contains("pg_constraint")) {
            return Optional.of(Catalog.CONSTRAINTS);
        }
        if (tokens.contains("pg_attribute") || tokens.contains("columns")) {
            return Optional.of(Catalog.COLUMNS);
        }
        if (tokens.contains("to_regprocedure") || tokens.contains("pg_proc")) {
            return Optional.of(Catalog.FUNCTIONS);
        }
        boolean relations =
                tokens.contains("pg_index") || tokens.contains("pg_class") || tokens.contains("to_regclass");
        return relations ? Optional.of(Catalog.RELATIONS) : Optional.empty();
    }
}
