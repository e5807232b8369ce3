package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SELECT with WITH, set operations, grouping, windows, ordering, locking (docs, SELECT). */
final class QueryParser {
    private final Grammar grammar;
    private final Cursor cursor;
    private final ColumnUses uses;
    private Optional<TableRef> into = Optional.empty();

    QueryParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
        this.uses = grammar.uses;
    }

    /** The table of SELECT ... INTO, which makes the statement a CREATE TABLE AS. */
    Optional<TableRef> into() {
        return into;
    }

    /** {@code (query)}; what it offers to the query around it. */
    Relation parenthesized() {
        return cursor.nested(() -> {
            cursor.expect("(");
            Relation relation = query();
            cursor.expect(")");
            return relation;
        });
    }

    /** A query without or with WITH, in a level of its own. */
    Relation query() {
        return uses.level(() -> {
            withClause();
            return body();
        });
    }

    /** The query after a WITH that was already read. */
    Relation body() {
        Scope[] firstTerm = new Scope[1];
        Relation relation = term(firstTerm);
        while (cursor.acceptAny("UNION", "INTERSECT", "EXCEPT")) {
            cursor.acceptAny("ALL", "DISTINCT");
            term(new Scope[1]);
        }
        // ORDER BY sees what the first term sees: its output names come from there.
        uses.within(firstTerm[0], () -> {
            tail();
            return true;
        });
        return relation;
    }

    private Relation term(Scope[] opened) {
        if (cursor.at("(")) {
            opened[0] = new Scope(Optional.of(uses.scope()));
            return parenthesized();
        }
        return uses.level(() -> {
            opened[0] = uses.scope();
            return switch (cursor.peek().word()) {
                case "VALUES" -> values();
                case "TABLE" -> table();
                default -> select();
            };
        });
    }

    private Relation values() {
        cursor.expect("VALUES");
        int width = 0;
        do {
            cursor.expect("(");
            grammar.expressions.list();
            cursor.expect(")");
        } while (cursor.accept(","));
        return Relation.unknown();
    }

    private Relation table() {
        cursor.expect("TABLE");
        cursor.accept("ONLY");
        TableRef table = cursor.tableName();
        cursor.accept("*");
        uses.star();
        return grammar.from.named(table);
    }

    private Relation select() {
        cursor.expect("SELECT");
        distinct();
        List<OutputColumn> outputs = cursor.atAny("FROM", "INTO") || cursor.atEnd() ? List.of() : selectList();
        outputs.forEach(output -> output.alias().ifPresent(uses.scope().outputAliases::add));
        if (cursor.accept("INTO")) {
            selectInto();
        }
        hole();
        if (cursor.accept("FROM")) {
            cursor.commaList(() -> grammar.from.item());
        }
        hole();
        where();
        hole();
        grouping();
        hole();
        return offered(outputs);
    }

    private void distinct() {
        if (cursor.accept("DISTINCT")) {
            if (cursor.accept("ON")) {
                cursor.expect("(");
                cursor.commaList(() -> orderElement());
                cursor.expect(")");
            }
        } else {
            cursor.accept("ALL");
        }
    }

    /** In a query string with holes, text nobody knows may stand between two clauses. */
    private void hole() {
        while (cursor.peek().kind() == Kind.HOLE) {
            cursor.next();
        }
    }

    void where() {
        if (cursor.accept("WHERE")) {
            grammar.expressions.full();
        }
    }

    private void grouping() {
        if (cursor.accept("GROUP", "BY")) {
            cursor.acceptAny("ALL", "DISTINCT");
            cursor.commaList(this::groupElement);
        }
        if (cursor.accept("HAVING")) {
            grammar.expressions.full();
        }
        if (cursor.accept("WINDOW")) {
            cursor.commaList(() -> {
                cursor.name();
                cursor.expect("AS");
                grammar.calls.window();
                return true;
            });
        }
    }

    private boolean groupElement() {
        if (cursor.accept("GROUPING", "SETS") || cursor.at("ROLLUP", "(") || cursor.at("CUBE", "(")) {
            cursor.acceptAny("ROLLUP", "CUBE");
            cursor.expect("(");
            cursor.commaList(() -> cursor.nested(this::groupElement));
            cursor.expect(")");
            return true;
        }
        return cursor.accept("(", ")") || orderElement();
    }

    /** An output alias, which is no column, or an expression. */
    private boolean orderElement() {
        Token token = cursor.peek();
        boolean bare = Cursor.isColumnName(token) && endsElement(cursor.peek(1));
        if (bare && uses.scope().outputAliases.contains(token.value())) {
            cursor.next();
        } else {
            grammar.expressions.full();
        }
        return true;
    }

    private static boolean endsElement(Token next) {
        return switch (next.word()) {
            case ",",
                    ")",
                    "ASC",
                    "DESC",
                    "NULLS",
                    "USING",
                    "LIMIT",
                    "OFFSET",
                    "FETCH",
                    "FOR",
                    "HAVING",
                    "WINDOW",
                    "ORDER",
                    "UNION",
                    "INTERSECT",
                    "EXCEPT" -> true;
            default -> next.kind() == Kind.END;
        };
    }

    private void tail() {
        if (cursor.at("ORDER")) {
            grammar.calls.orderBy(this::orderElement);
        }
        hole();
        while (limit() || locking()) {
            hole();
        }
    }

    private boolean limit() {
        if (cursor.accept("LIMIT")) {
            if (!cursor.accept("ALL")) {
                grammar.expressions.full();
            }
            return true;
        }
        if (cursor.accept("OFFSET")) {
            grammar.expressions.full();
            cursor.acceptAny("ROW", "ROWS");
            return true;
        }
        if (cursor.accept("FETCH")) {
            cursor.expectAny("FIRST", "NEXT");
            if (!cursor.atAny("ROW", "ROWS")) {
                grammar.operands.operand(false);
            }
            cursor.expectAny("ROW", "ROWS");
            if (!cursor.accept("ONLY")) {
                cursor.expect("WITH", "TIES");
            }
            return true;
        }
        return false;
    }

    private boolean locking() {
        if (!cursor.accept("FOR")) {
            return false;
        }
        if (!cursor.acceptAny("UPDATE", "SHARE") && !cursor.accept("NO", "KEY", "UPDATE")) {
            cursor.expect("KEY", "SHARE");
        }
        if (cursor.accept("OF")) {
            cursor.tableNames();
        }
        if (!cursor.accept("NOWAIT") && cursor.accept("SKIP")) {
            cursor.expect("LOCKED");
        }
        return true;
    }

    private void selectInto() {
        cursor.acceptAny("TEMPORARY", "TEMP", "UNLOGGED");
        cursor.accept("TABLE");
        into = Optional.of(cursor.tableName());
    }

    /** One element of a select list: its alias, the name that the server derives without one, or the star of a qualifier. */
    private record OutputColumn(
            Optional<String> alias, Optional<String> derived, boolean star, Optional<String> starOf) {
        static OutputColumn star(Optional<String> of) {
            return new OutputColumn(Optional.empty(), Optional.empty(), true, of);
        }
    }

    /** A select or RETURNING list. */
    private List<OutputColumn> selectList() {
        return cursor.commaList(this::outputColumn);
    }

    /** RETURNING's list; what it offers to a query around it. */
    Relation returningList() {
        return offered(selectList());
    }

    private OutputColumn outputColumn() {
        if (cursor.accept("*")) {
            uses.star();
            return OutputColumn.star(Optional.empty());
        }
        Token first = cursor.peek();
        Optional<String> qualifier =
                cursor.peek(1).is(".") && cursor.peek(2).is("*") ? Optional.of(first.value()) : Optional.empty();
        Optional<String> derived = derivedName();
        grammar.expressions.full();
        if (cursor.accept("AS")) {
            return new OutputColumn(Optional.of(cursor.label().value()), Optional.empty(), false, Optional.empty());
        }
        if (cursor.atBareLabel()) {
            return new OutputColumn(Optional.of(cursor.next().value()), Optional.empty(), false, Optional.empty());
        }
        return qualifier.isPresent()
                ? OutputColumn.star(qualifier)
                : new OutputColumn(Optional.empty(), derived, false, Optional.empty());
    }

    /** The last part of a leading name: a column's, a function's, or that of a cast's argument. */
    private Optional<String> derivedName() {
        int ahead = 0;
        if (!isName(cursor.peek())) {
            return Optional.empty();
        }
        while (cursor.peek(ahead + 1).is(".") && isName(cursor.peek(ahead + 2))) {
            ahead += 2;
        }
        return Optional.of(cursor.peek(ahead).value());
    }

    private static boolean isName(Token token) {
        return token.kind() == Kind.WORD || token.kind() == Kind.QUOTED;
    }

    private Relation offered(List<OutputColumn> outputs) {
        Set<String> names = new HashSet<>();
        Set<TableRef> tables = new LinkedHashSet<>();
        boolean open = false;
        for (OutputColumn output : outputs) {
            output.alias().or(output::derived).ifPresent(names::add);
            for (Scope.Source source : output.star() ? starred(output.starOf()) : List.<Scope.Source>of()) {
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

    /** WITH and its queries, defined in the current level. */
    void withClause() {
        if (!cursor.accept("WITH")) {
            return;
        }
        boolean recursive = cursor.accept("RECURSIVE");
        do {
            withQuery(recursive);
        } while (cursor.accept(","));
    }

    private void withQuery(boolean recursive) {
        String name = cursor.name();
        List<String> columns = cursor.at("(") ? cursor.nameList() : List.of();
        cursor.expect("AS");
        if (cursor.accept("NOT")) {
            cursor.expect("MATERIALIZED");
        } else {
            cursor.accept("MATERIALIZED");
        }
        cursor.expect("(");
        Scope scope = uses.scope();
        if (recursive) {
            scope.define(name, Relation.unknown().renamed(columns));
        }
        Relation relation = cursor.nested(() -> grammar.data.statement());
        cursor.expect(")");
        scope.define(name, relation.renamed(columns));
        searchAndCycle();
    }

    private void searchAndCycle() {
        if (cursor.accept("SEARCH")) {
            cursor.expectAny("DEPTH", "BREADTH");
            cursor.expect("FIRST", "BY");
            cursor.commaList(cursor::name);
            cursor.expect("SET");
            cursor.name();
        }
        if (cursor.accept("CYCLE")) {
            cursor.commaList(cursor::name);
            cursor.expect("SET");
            cursor.name();
            if (cursor.accept("TO")) {
                grammar.operands.operand(false);
                cursor.expect("DEFAULT");
                grammar.operands.operand(false);
            }
            cursor.expect("USING");
            cursor.name();
        }
    }
}
