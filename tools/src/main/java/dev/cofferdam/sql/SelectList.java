package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The output columns of one SELECT or RETURNING, and what they offer to a query around it. One object reads one list. */
final class SelectList {
    /**
     * @param name its alias, or the name that the server derives without one
     * @param star whether it stands for all columns, of one FROM item when it has a qualifier
     */
    private record Output(Optional<String> name, boolean star, Optional<String> qualifier) {
        static Output named(Optional<String> name) {
            return new Output(name, false, Optional.empty());
        }

        static Output star(Optional<String> qualifier) {
            return new Output(Optional.empty(), true, qualifier);
        }
    }

    private final Cursor cursor;
    private final Grammar grammar;
    private final ColumnUses uses;
    private List<Output> outputs = List.of();

    SelectList(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
        this.uses = grammar.uses;
    }

    void read() {
        outputs = cursor.commaList(this::output);
    }

    private Output output() {
        if (cursor.accept("*")) {
            uses.star();
            return Output.star(Optional.empty());
        }
        Token first = cursor.peek();
        boolean qualifiedStar = cursor.peek(1).is(".") && cursor.peek(2).is("*");
        Optional<String> derived = derivedName();
        grammar.expressions.full();
        if (cursor.accept("AS")) {
            return alias(cursor.label());
        }
        if (cursor.atBareLabel()) {
            return alias(cursor.next());
        }
        return qualifiedStar ? Output.star(Optional.of(first.value())) : Output.named(derived);
    }

    private Output alias(Token name) {
        uses.scope().outputAliases.add(name.value());
        return Output.named(Optional.of(name.value()));
    }

    /** The last part of a leading name: a column's, a function's, or that of a cast's argument. */
    private Optional<String> derivedName() {
        if (!isName(cursor.peek())) {
            return Optional.empty();
        }
        int ahead = 0;
        while (cursor.peek(ahead + 1).is(".") && isName(cursor.peek(ahead + 2))) {
            ahead += 2;
        }
        return Optional.of(cursor.peek(ahead).value());
    }

    private static boolean isName(Token token) {
        return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED;
    }

    /** Call it inside the query's level, when its FROM items are known. */
    Relation offered() {
        Set<String> names = new HashSet<>();
        Set<TableRef> tables = new LinkedHashSet<>();
        boolean open = false;
        for (Output output : outputs) {
            output.name().ifPresent(names::add);
            for (Scope.Source source : output.star() ? starred(output.qualifier()) : List.<Scope.Source>of()) {
                names.addAll(source.relation().columns());
                tables.addAll(source.relation().tables());
                open |= source.relation().open();
            }
        }
        return new Relation(List.copyOf(tables), names, open);
    }

    private List<Scope.Source> starred(Optional<String> qualifier) {
        List<Scope.Source> visible = new ArrayList<>(uses.scope().sources);
        visible.removeIf(source -> source.onlyQualified()
                || qualifier.isPresent() && !source.name().equals(qualifier.get()));
        return visible;
    }
}
