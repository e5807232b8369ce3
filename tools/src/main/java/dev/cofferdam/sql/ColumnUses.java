package dev.cofferdam.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Scope.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects the columns that a statement names and binds them to tables once all FROM items are known. Without a schema it binds
 * only what a qualifier or a single table decides.
 */
final class ColumnUses {
    private record Reference(
            Scope scope, Optional<String> qualifier, Token column, Access access, boolean starIgnored) {}

    private final List<Reference> references = new ArrayList<>();
    private final List<ColumnUse> bound = new ArrayList<>();
    private final Set<TableRef> tables = new LinkedHashSet<>();
    private Scope scope = new Scope(Optional.empty());
    private boolean star;
    private boolean starIgnored;

    Scope scope() {
        return scope;
    }

    /** Runs a rule inside a new query level. */
    <T> T level(Supplier<T> rule) {
        return within(new Scope(Optional.of(scope)), rule);
    }

    <T> T within(Scope inner, Supplier<T> rule) {
        Scope before = scope;
        scope = inner;
        T result = rule.get();
        scope = before;
        return result;
    }

    /** Runs the query of an EXISTS or what COUNT counts, whose columns are never looked at. */
    void ignoringStar(Runnable rule) {
        boolean before = starIgnored;
        starIgnored = true;
        rule.run();
        starIgnored = before;
    }

    void table(TableRef table) {
        tables.add(table);
    }

    void star() {
        star |= !starIgnored;
    }

    boolean hasStar() {
        return star;
    }

    List<TableRef> tables() {
        return List.copyOf(tables);
    }

    /** A column, or something that looks like one, by its last two name parts. */
    void reference(Optional<String> qualifier, Token column, Access access) {
        if (column.kind() != Token.Kind.HOLE) {
            references.add(new Reference(scope, qualifier, column, access, starIgnored));
        }
    }

    /** A column of a known table, such as an INSERT's column list. */
    void column(TableRef table, Token column, Access access) {
        add(column, Optional.of(table), List.of(), List.of(), access);
    }

    /** A column of USING, which both sides of the join have. */
    void joinColumn(Token column, Relation left, Relation right) {
        for (Relation side : List.of(left, right)) {
            if (!side.columns().contains(column.value())) {
                addCandidates(column, side.tables(), side.open(), Access.READ);
            }
        }
    }

    /** The names of the columns that a rule reads, in order of appearance: for CHECK and index expressions. */
    List<String> namesIn(Runnable rule) {
        int before = references.size();
        rule.run();
        return references.subList(before, references.size()).stream()
                .map(reference -> reference.column().value())
                .distinct()
                .toList();
    }

    /** Everything bound as far as possible, in order of appearance. */
    List<ColumnUse> resolve() {
        references.forEach(this::bind);
        references.clear();
        bound.sort(Comparator.comparingInt(ColumnUse::offset));
        return List.copyOf(bound);
    }

    private void bind(Reference reference) {
        if (reference.qualifier().isPresent()) {
            bindQualified(reference, reference.qualifier().get());
        } else {
            bindBare(reference);
        }
    }

    private void bindQualified(Reference reference, String qualifier) {
        Optional<Source> source = reference.scope().source(qualifier);
        if (source.isEmpty()) {
            add(reference.column(), Optional.empty(), List.of(), List.of(), reference.access());
            return;
        }
        Relation relation = source.get().relation();
        if (!relation.columns().contains(reference.column().value())) {
            addCandidates(reference.column(), relation.tables(), false, reference.access());
        }
    }

    private void bindBare(Reference reference) {
        Set<TableRef> candidates = new LinkedHashSet<>();
        List<TableRef> nearest = List.of();
        boolean open = false;
        for (Optional<Scope> level = Optional.of(reference.scope()); level.isPresent(); level = level.get().outer) {
            if (isDefinedBy(level.get(), reference)) {
                // It is that name, unless a table of a level further in has such a column.
                open = true;
                break;
            }
            for (Source source : level.get().sources) {
                if (!source.onlyQualified()) {
                    candidates.addAll(source.relation().tables());
                    open |= source.relation().open();
                }
            }
            nearest = nearest.isEmpty() && !open ? List.copyOf(candidates) : nearest;
        }
        addCandidates(reference.column(), List.copyOf(candidates), nearest, open, reference.access());
    }

    /** Whether the name is an output of a subquery at that level, or a whole row by its alias, which selects all columns. */
    private boolean isDefinedBy(Scope level, Reference reference) {
        String name = reference.column().value();
        boolean defined = false;
        for (Source source : level.sources) {
            boolean wholeRow = source.name().equals(name) && !source.onlyQualified();
            star |= wholeRow && !reference.starIgnored();
            defined |= source.relation().columns().contains(name) || wholeRow && source.aliased();
        }
        return defined;
    }

    private void addCandidates(Token column, List<TableRef> candidates, boolean open, Access access) {
        addCandidates(column, candidates, List.of(), open, access);
    }

    private void addCandidates(
            Token column, List<TableRef> candidates, List<TableRef> nearest, boolean open, Access access) {
        if (candidates.size() == 1 && !open) {
            add(column, Optional.of(candidates.get(0)), List.of(), List.of(), access);
        } else if (!candidates.isEmpty()) {
            add(column, Optional.empty(), candidates, nearest, access);
        }
    }

    private void add(
            Token column, Optional<TableRef> table, List<TableRef> inScope, List<TableRef> nearest, Access access) {
        if (column.kind() != Token.Kind.HOLE) {
            bound.add(new ColumnUse(
                    column.value(), table, inScope, nearest, access, column.start(), column.end() - column.start()));
        }
    }
}
