package dev.cofferdam.schema;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Contradiction.Kind;
import dev.cofferdam.schema.Contradiction.Obstacle;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.ObjectKind;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what an earlier statement made and the next one cannot live with. Says nothing of what no statement made, or of what may be gone. */
final class Contradictions {
    private static final Set<TableConstraint.Kind> WITH_INDEX =
            Set.of(TableConstraint.Kind.PRIMARY_KEY, TableConstraint.Kind.UNIQUE, TableConstraint.Kind.EXCLUDE);

    private final SchemaDraft draft;
    private final Origins origins;

    Contradictions(SchemaDraft draft, Origins origins) {
        this.draft = draft;
        this.origins = origins;
    }

    /** Those of a statement that is not applied yet. */
    List<Contradiction> of(ParsedStatement statement) {
        Statement facts = statement.facts();
        if (facts instanceof Statement.CreateTable create) {
            return create.temporary() ? List.of() : table(create);
        } else if (facts instanceof Statement.CreateIndex index) {
            return index.ifNotExists() ? List.of() : index(index);
        } else if (facts instanceof Statement.CreateView view) {
            boolean replaces = view.orReplace() && draft.findView(view.view()).isPresent();
            return replaces || saysIfNotExists(statement) || isTemporary(statement) ? List.of() : taken(view.view());
        } else if (facts instanceof Statement.CreateSequence sequence) {
            return saysIfNotExists(statement) || isTemporary(statement) ? List.of() : taken(sequence.name());
        } else if (facts instanceof Statement.AlterTable alter) {
            return draft.isTemporary(alter.table())
                    ? List.of()
                    : draft.findTable(alter.table())
                            .map(table -> altered(table, alter))
                            .orElse(List.of());
        } else if (facts instanceof Statement.Drop drop && drop.kind() == ObjectKind.TABLE && !drop.cascade()) {
            return drop.names().stream().flatMap(name -> stoodOn(name, drop)).toList();
        }
        return List.of();
    }

    private static boolean saysIfNotExists(ParsedStatement statement) {
        return PlainSql.find(statement.text(), "IF", "NOT", "EXISTS").isPresent();
    }

    private static boolean isTemporary(ParsedStatement statement) {
        return PlainSql.find(statement.text(), "TEMP").isPresent()
                || PlainSql.find(statement.text(), "TEMPORARY").isPresent();
    }

    private List<Contradiction> taken(TableRef made) {
        return taken(draft.schemaForNew(made), made.name()).stream().toList();
    }

    /** A table that is renamed keeps the names of its indexes, which the one that comes in its place cannot have as well. */
    private List<Contradiction> table(Statement.CreateTable create) {
        String schema = draft.schemaForNew(create.table());
        if (draft.isRelationTaken(schema, DefaultNames.stored(create.table().name()))) {
            return create.ifNotExists() ? List.of() : taken(create.table());
        }
        return create.constraints().stream()
                .filter(constraint -> WITH_INDEX.contains(constraint.kind()))
                .flatMap(constraint -> constraint.name().flatMap(name -> taken(schema, name)).stream())
                .toList();
    }

    private List<Contradiction> index(Statement.CreateIndex index) {
        if (draft.isTemporary(index.table()) || index.name().isEmpty()) {
            return List.of();
        }
        return draft
                .findTable(index.table())
                .flatMap(table -> taken(table.schema, index.name().get()))
                .stream()
                .toList();
    }

    private Optional<Contradiction> taken(String schema, String written) {
        String name = DefaultNames.stored(written);
        return relation(schema, name).map(there -> new Contradiction(Kind.RELATION_TAKEN, name, List.of(there)));
    }

    private Optional<Obstacle> relation(String schema, String name) {
        String key = SchemaDraft.key(schema, name);
        TableDraft table = draft.tables.get(key);
        if (table != null) {
            return origins.of(table).map(since -> new Obstacle("table " + ticked(table.ref()), "", since));
        }
        SchemaDraft.ViewDraft view = draft.views.get(key);
        if (view != null) {
            return origins.ofView(view).map(since -> view(view, since));
        }
        return index(schema, name).or(() -> origins.ofSequence(key)
                .map(since -> new Obstacle("sequence `" + SchemaDraft.displayName(schema, name) + "`", "", since)));
    }

    private Optional<Obstacle> index(String schema, String name) {
        return draft.tables.values().stream()
                .filter(table ->
                        table.schema.equals(schema) && table.findIndex(name).isPresent())
                .findFirst()
                .flatMap(table -> origins.ofIndex(table, name)
                        .map(since -> new Obstacle("index `" + name + "` of " + ticked(table.ref()), "", since)));
    }

    private static Obstacle view(SchemaDraft.ViewDraft view, Place since) {
        String kind = view.materialized ? "materialized view" : "view";
        return new Obstacle(
                kind + " " + ticked(view.ref()),
                "DROP " + kind.toUpperCase(Locale.ROOT) + " " + quoteIfNeeded(view.ref()),
                since);
    }

    private List<Contradiction> altered(TableDraft table, Statement.AlterTable alter) {
        Gone gone = Gone.by(alter);
        List<Contradiction> found = new ArrayList<>();
        for (AlterAction action : alter.actions()) {
            if (action instanceof AlterAction.AddColumn add) {
                String name = DefaultNames.stored(add.column().name());
                boolean there = table.findColumn(name).isPresent();
                if (there && !add.ifNotExists() && !gone.columns().contains(name)) {
                    column(table, name).ifPresent(found::add);
                } else if (!there) {
                    add.inline().forEach(constraint -> constraint(table, constraint, gone)
                            .ifPresent(found::add));
                }
            } else if (action instanceof AlterAction.AddConstraint add) {
                constraint(table, add.constraint(), gone).ifPresent(found::add);
            } else if (action instanceof AlterAction.RenameColumn rename) {
                column(table, DefaultNames.stored(rename.newName())).ifPresent(found::add);
            } else if (action instanceof AlterAction.RenameTable rename) {
                taken(table.schema, rename.newName()).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Contradiction> column(TableDraft table, String name) {
        return table.findColumn(name).flatMap(column -> origins.ofColumn(table, name)
                .map(since -> new Contradiction(
                        Kind.COLUMN_TAKEN,
                        name,
                        List.of(new Obstacle(
                                "column `" + table.ref() + "." + name + "` " + column.type(), "", since)))));
    }

    private Optional<Contradiction> constraint(TableDraft table, TableConstraint added, Gone gone) {
        Optional<Constraint> key = table.constraints.stream()
                .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY && !gone.takes(each))
                .findFirst();
        if (added.kind() == TableConstraint.Kind.PRIMARY_KEY && key.isPresent()) {
            return there(Kind.SECOND_PRIMARY_KEY, table, key.get());
        }
        Optional<String> name = added.name().map(DefaultNames::stored);
        Optional<Constraint> namesake = name.flatMap(table::findConstraint).filter(each -> !gone.takes(each));
        if (namesake.isPresent()) {
            return there(Kind.CONSTRAINT_TAKEN, table, namesake.get());
        }
        // The index of a constraint that the statement drops goes with it.
        boolean makesIndex =
                WITH_INDEX.contains(added.kind()) && added.usingIndex().isEmpty();
        return name.filter(each -> makesIndex && table.findConstraint(each).isEmpty())
                .flatMap(each -> taken(table.schema, each));
    }

    private Optional<Contradiction> there(Kind kind, TableDraft table, Constraint constraint) {
        return origins.ofConstraint(table, constraint.name())
                .map(since -> new Contradiction(
                        kind, constraint.name(), List.of(constraint(table.ref(), constraint, since))));
    }

    private static Obstacle constraint(TableRef table, Constraint constraint, Place since) {
        String kind =
                switch (constraint.kind()) {
                    case PRIMARY_KEY -> "primary key";
                    case FOREIGN_KEY -> "foreign key";
                    case UNIQUE, CHECK, EXCLUDE, NOT_NULL -> "constraint";
                };
        return new Obstacle(
                kind + " `" + constraint.name() + "` of " + ticked(table),
                "ALTER TABLE " + quoteIfNeeded(table) + " DROP CONSTRAINT " + quoteIfNeeded(constraint.name()),
                since);
    }

    /** Partitions go with their table, and tables that one statement names go together. */
    private Stream<Contradiction> stoodOn(TableRef name, Statement.Drop drop) {
        Optional<TableDraft> found = draft.isTemporary(name) ? Optional.empty() : draft.findTable(name);
        if (found.isEmpty()) {
            return Stream.empty();
        }
        List<TableDraft> going = drop.names().stream()
                .flatMap(each -> draft.findTable(each).stream())
                .flatMap(each -> draft.withFollowers(each).stream())
                .toList();
        TableRef target = found.get().ref();
        Stream<Obstacle> keys = draft.tables.values().stream()
                .filter(table -> !going.contains(table))
                .flatMap(table -> table.constraints.stream()
                        .filter(each ->
                                each.references().filter(target::isSameTable).isPresent())
                        .flatMap(each -> origins.ofConstraint(table, each.name()).stream()
                                .map(since -> constraint(table.ref(), each, since))));
        Stream<Obstacle> views = draft.views.values().stream()
                .filter(view -> view.uses.stream().anyMatch(target::isSameTable))
                .flatMap(view -> origins.ofView(view).stream().map(since -> view(view, since)));
        List<Obstacle> all = Stream.concat(views, keys).toList();
        return all.isEmpty() ? Stream.empty() : Stream.of(new Contradiction(Kind.STOOD_ON, target.toString(), all));
    }

    private static String ticked(TableRef ref) {
        return "`" + ref + "`";
    }

    /** What other actions of one ALTER TABLE take away; the server does that first (tablecmds.c, AlterTablePass). */
    private record Gone(Set<String> columns, Set<String> constraints) {
        static Gone by(Statement.AlterTable alter) {
            Set<String> columns = new HashSet<>();
            Set<String> constraints = new HashSet<>();
            for (AlterAction action : alter.actions()) {
                if (action instanceof AlterAction.DropColumn drop) {
                    columns.add(DefaultNames.stored(drop.column()));
                } else if (action instanceof AlterAction.DropConstraint drop) {
                    constraints.add(DefaultNames.stored(drop.constraint()));
                }
            }
            return new Gone(columns, constraints);
        }

        boolean takes(Constraint constraint) {
            return constraints.contains(constraint.name())
                    || constraint.columns().stream().anyMatch(columns::contains);
        }
    }
}
