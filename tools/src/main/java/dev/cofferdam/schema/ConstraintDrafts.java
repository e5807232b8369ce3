package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds constraints to a table as the server does: names, indexes behind them, NOT NULL of primary keys, partitions. */
final class ConstraintDrafts {
    private static final Pattern METHOD = Pattern.compile("(?is)exclude\\s+using\\s+(\\w+).*");
    /** In CREATE TABLE the server makes checks first, then the primary key, other indexes, and foreign keys at last. */
    private static final List<TableConstraint.Kind> ORDER = List.of(
            TableConstraint.Kind.NOT_NULL,
            TableConstraint.Kind.CHECK,
            TableConstraint.Kind.PRIMARY_KEY,
            TableConstraint.Kind.UNIQUE,
            TableConstraint.Kind.EXCLUDE,
            TableConstraint.Kind.FOREIGN_KEY);

    private final SchemaDraft draft;

    ConstraintDrafts(SchemaDraft draft) {
        this.draft = draft;
    }

    /** Adds all constraints of one CREATE TABLE or ADD COLUMN. */
    void addAll(TableDraft table, List<TableConstraint> constraints) {
        withoutDoubles(constraints).stream()
                .sorted(Comparator.comparingInt(constraint -> rank(constraint.kind())))
                .forEach(constraint -> add(table, constraint));
    }

    private static int rank(TableConstraint.Kind kind) {
        TableConstraint.Kind group = kind == TableConstraint.Kind.EXCLUDE ? TableConstraint.Kind.UNIQUE : kind;
        return ORDER.indexOf(group);
    }

    /** {@code id bigint PRIMARY KEY UNIQUE} makes one index (transformIndexConstraints, parse_utilcmd.c). */
    private static List<TableConstraint> withoutDoubles(List<TableConstraint> constraints) {
        List<TableConstraint> kept = new ArrayList<>();
        List<TableConstraint> keysFirst = constraints.stream()
                .sorted(Comparator.comparing(constraint -> constraint.kind() != TableConstraint.Kind.PRIMARY_KEY))
                .toList();
        for (TableConstraint constraint : keysFirst) {
            int same = -1;
            for (int i = 0; i < kept.size() && constraint.kind() == TableConstraint.Kind.UNIQUE; i++) {
                boolean index = kept.get(i).kind() == TableConstraint.Kind.PRIMARY_KEY
                        || kept.get(i).kind() == TableConstraint.Kind.UNIQUE;
                same = index && kept.get(i).columns().equals(constraint.columns()) ? i : same;
            }
            if (same < 0) {
                kept.add(constraint);
            } else if (kept.get(same).name().isEmpty()) {
                kept.set(same, named(kept.get(same), constraint.name()));
            }
        }
        return kept;
    }

    private static TableConstraint named(TableConstraint constraint, Optional<String> name) {
        return new TableConstraint(
                constraint.kind(),
                name,
                constraint.columns(),
                constraint.expression(),
                constraint.references(),
                constraint.referencedColumns(),
                constraint.notValid(),
                constraint.notEnforced(),
                constraint.usingIndex(),
                constraint.definition());
    }

    /** Adds one constraint to the table and to its partitions. */
    void add(TableDraft table, TableConstraint constraint) {
        switch (constraint.kind()) {
            case NOT_NULL -> addNotNull(table, constraint);
            case PRIMARY_KEY, UNIQUE, EXCLUDE -> addIndexed(table, constraint);
            case FOREIGN_KEY -> addForeignKey(table, constraint);
            case CHECK -> addCheck(table, constraint);
        }
    }

    /** Known as the column's property; only a NOT VALID one (PostgreSQL 18) is worth a constraint, until it is validated. */
    private void addNotNull(TableDraft table, TableConstraint constraint) {
        for (String column : constraint.columns()) {
            table.changeColumn(DefaultNames.stored(column), c -> c.nullable(false));
        }
        if (constraint.notValid()) {
            String name = constraint
                    .name()
                    .map(DefaultNames::stored)
                    .orElseGet(() -> DefaultNames.free(
                            table.name,
                            Optional.of(DefaultNames.addition(constraint.columns())),
                            "not_null",
                            taken -> draft.isConstraintTaken(table.schema, taken)));
            put(table, constraint, name, Optional.empty(), List.of());
        }
    }

    private void addIndexed(TableDraft table, TableConstraint constraint) {
        Optional<Index> given = constraint.usingIndex().map(name -> table.findIndex(DefaultNames.stored(name))
                .orElseThrow(() -> new CannotApply("`" + table.ref() + "` has no index `" + name + "`")));
        List<String> columns = given.map(Index::columns).orElse(constraint.columns());
        columns.stream()
                .filter(column -> constraint.kind() != TableConstraint.Kind.EXCLUDE)
                .forEach(table::column);
        String name = constraint.name().map(DefaultNames::stored).orElseGet(() -> given.map(Index::name)
                .orElseGet(() -> indexName(table, constraint)));
        if (given.isEmpty() && draft.isRelationTaken(table.schema, name)) {
            throw new CannotApply("the name `" + name + "` is taken");
        }
        if (constraint.kind() == TableConstraint.Kind.PRIMARY_KEY) {
            columns.forEach(column -> table.changeColumn(column, c -> c.nullable(false)));
        }
        given.ifPresent(table.indexes::remove);
        table.indexes.add(given.map(index -> index.named(name).backing(Optional.of(name)))
                .orElseGet(() -> backing(table, constraint, name)));
        put(table, constraint, name, Optional.empty(), List.of());
        for (TableDraft part : draft.partitionsOf(table)) {
            addIndexed(part, named(constraint, Optional.empty()));
        }
    }

    private String indexName(TableDraft table, TableConstraint constraint) {
        Optional<String> addition = constraint.kind() == TableConstraint.Kind.PRIMARY_KEY
                ? Optional.empty()
                : Optional.of(DefaultNames.addition(constraint.columns()));
        String label =
                switch (constraint.kind()) {
                    case PRIMARY_KEY -> "pkey";
                    case EXCLUDE -> "excl";
                    case UNIQUE, CHECK, FOREIGN_KEY, NOT_NULL -> "key";
                };
        return DefaultNames.free(table.name, addition, label, draft.relationOrConstraintTaken(table.schema));
    }

    private static Index backing(TableDraft table, TableConstraint constraint, String name) {
        Matcher method = METHOD.matcher(constraint.definition());
        boolean exclude = constraint.kind() == TableConstraint.Kind.EXCLUDE;
        String using = exclude && method.matches() ? method.group(1).toLowerCase(java.util.Locale.ROOT) : "btree";
        List<String> elements = constraint.columns().stream().map(Words::quoted).toList();
        String definition = "CREATE " + (exclude ? "" : "UNIQUE ") + "INDEX " + Words.quoted(name) + " ON "
                + Words.quoted(table.name) + " USING " + using + " (" + String.join(", ", elements) + ")";
        return new Index(
                name, constraint.columns(), elements, !exclude, using, Optional.empty(), definition, Optional.of(name));
    }

    private void addForeignKey(TableDraft table, TableConstraint constraint) {
        constraint.columns().forEach(table::column);
        TableRef wanted =
                constraint.references().orElseThrow(() -> new CannotApply("a foreign key that references nothing"));
        TableDraft referenced = draft.table(wanted);
        List<String> columns = constraint.referencedColumns();
        if (columns.isEmpty()) {
            columns =
                    referenced.table().findPrimaryKey().map(Constraint::columns).orElse(List.of());
        }
        columns.forEach(referenced::column);
        String name = constraint
                .name()
                .map(DefaultNames::stored)
                .orElseGet(() -> DefaultNames.free(
                        table.name,
                        Optional.of(DefaultNames.addition(constraint.columns())),
                        "fkey",
                        taken -> draft.isConstraintTaken(table.schema, taken)));
        put(table, constraint, name, Optional.of(referenced.ref()), columns);
        for (TableDraft part : draft.partitionsOf(table)) {
            addForeignKey(part, named(constraint, Optional.of(name)));
        }
    }

    private void addCheck(TableDraft table, TableConstraint constraint) {
        List<String> columns = constraint.columns().stream()
                .filter(column -> table.findColumn(column).isPresent())
                .distinct()
                .toList();
        // A check on one column is called after it; one on several, or on none, after the table alone (heap.c).
        Optional<String> only = columns.size() == 1 ? Optional.of(columns.get(0)) : Optional.empty();
        String name = constraint
                .name()
                .map(DefaultNames::stored)
                .orElseGet(() -> DefaultNames.free(
                        table.name, only, "check", taken -> draft.isConstraintTaken(table.schema, taken)));
        put(table, constraint, name, Optional.empty(), List.of());
        for (TableDraft part : draft.followersOf(table)) {
            addCheck(part, named(constraint, Optional.of(name)));
        }
    }

    private static void put(
            TableDraft table,
            TableConstraint constraint,
            String name,
            Optional<TableRef> references,
            List<String> referencedColumns) {
        if (table.findConstraint(name).isPresent()) {
            throw new CannotApply("`" + table.ref() + "` has a constraint `" + name + "` already");
        }
        table.constraints.add(new Constraint(
                name,
                Constraint.Kind.valueOf(constraint.kind().name()),
                constraint.columns().isEmpty()
                        ? table.findIndex(name).map(Index::columns).orElse(List.of())
                        : constraint.columns(),
                constraint.definition(),
                references,
                referencedColumns,
                !constraint.notValid() && !constraint.notEnforced()));
    }
}
