package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Scope.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** FROM items: tables, joins, subqueries, functions (docs 7.2.1). Adds what they offer to the current level. */
final class FromParser {
    private final Grammar grammar;
    private final Cursor cursor;
    private final ColumnUses uses;

    FromParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
        this.uses = grammar.uses;
    }

    /** One FROM item with its joins; what it offers. */
    Relation item() {
        return joins(primary());
    }

    /**
     * The joins after a FROM item. In {@code a JOIN b JOIN c ON x ON y} the right side is itself a join; it is read so when
     * another join follows it in place of its condition.
     */
    private Relation joins(Relation first) {
        Relation left = first;
        while (true) {
            if (cursor.accept("CROSS", "JOIN")) {
                left = joined(left, primary());
            } else if (cursor.accept("NATURAL")) {
                joinWords();
                // Joins on every common column, so it depends on all of them.
                uses.star();
                left = joined(left, primary());
            } else if (cursor.atAny("JOIN", "INNER", "LEFT", "RIGHT", "FULL")) {
                joinWords();
                Relation right = primary();
                if (!cursor.atAny("ON", "USING")) {
                    Relation start = right;
                    right = cursor.nested(() -> joins(start));
                }
                condition(left, right);
                left = joined(left, right);
            } else {
                return left;
            }
        }
    }

    private void joinWords() {
        if (cursor.acceptAny("LEFT", "RIGHT", "FULL")) {
            cursor.accept("OUTER");
        } else {
            cursor.accept("INNER");
        }
        cursor.expect("JOIN");
    }

    private void condition(Relation left, Relation right) {
        if (cursor.accept("ON")) {
            grammar.expressions.full();
            return;
        }
        cursor.expect("USING", "(");
        cursor.commaList(cursor::columnName).forEach(column -> uses.joinColumn(column, left, right));
        cursor.expect(")");
        if (cursor.accept("AS")) {
            cursor.name();
        }
    }

    private static Relation joined(Relation left, Relation right) {
        Set<TableRef> tables = new LinkedHashSet<>(left.tables());
        tables.addAll(right.tables());
        Set<String> columns = new LinkedHashSet<>(left.columns());
        columns.addAll(right.columns());
        return new Relation(List.copyOf(tables), columns, left.open() || right.open());
    }

    private Relation primary() {
        if (cursor.accept("LATERAL")) {
            return cursor.opensQuery(0) ? subquery() : function();
        }
        if (cursor.at("(")) {
            return cursor.opensQuery(0) ? subquery() : joinInParentheses();
        }
        if (cursor.at("ROWS", "FROM", "(")) {
            return rowsFrom();
        }
        if (cursor.at("XMLTABLE", "(") || cursor.at("JSON_TABLE", "(")) {
            throw cursor.notUnderstood(cursor.peek().word());
        }
        int start = cursor.position();
        boolean call = grammar.calls.atCall() || cursor.peek().word().startsWith("CURRENT_");
        cursor.moveTo(start);
        return call && !cursor.at("ONLY") ? function() : table();
    }

    private Relation joinInParentheses() {
        return cursor.nested(() -> {
            cursor.expect("(");
            Relation relation = item();
            cursor.expect(")");
            if (cursor.at("AS") || cursor.atName()) {
                cursor.accept("AS");
                String alias = cursor.name();
                List<String> columns = cursor.at("(") ? cursor.nameList() : List.of();
                uses.scope().sources.add(new Source(alias, true, relation.renamed(columns), true));
            }
            return relation;
        });
    }

    private Relation subquery() {
        Relation relation = grammar.queries.parenthesized();
        return alias(relation, Optional.empty(), false);
    }

    private Relation rowsFrom() {
        cursor.expect("ROWS", "FROM", "(");
        cursor.commaList(() -> {
            grammar.calls.plainCall();
            if (cursor.accept("AS")) {
                columnDefinitions();
            }
            return true;
        });
        cursor.expect(")");
        return functionAlias(Optional.empty());
    }

    private Relation function() {
        Optional<String> name = Optional.of(cursor.peek().value());
        if (grammar.calls.isSpecial(cursor.peek().word())
                || cursor.peek().word().startsWith("CURRENT_")) {
            grammar.operands.operand(false);
        } else {
            grammar.calls.plainCall();
        }
        return functionAlias(name);
    }

    private Relation functionAlias(Optional<String> name) {
        cursor.accept("WITH", "ORDINALITY");
        if (cursor.accept("AS", "(")) {
            columnDefinitionList();
            return add(name, false, Relation.unknown());
        }
        return alias(Relation.unknown(), name, true);
    }

    /** An alias, with a column list, or with column types where a function returns records. */
    private Relation alias(Relation relation, Optional<String> otherwise, boolean typed) {
        boolean as = cursor.accept("AS");
        if (!as && !cursor.atName()) {
            return add(otherwise, false, relation);
        }
        String alias = cursor.name();
        if (!cursor.at("(")) {
            // A function that returns one scalar names its column like the alias, hence nothing more is known.
            return add(Optional.of(alias), true, relation);
        }
        boolean definitions =
                typed && !cursor.peek(2).is(",") && !cursor.peek(2).is(")");
        List<String> columns = definitions ? columnDefinitions() : cursor.nameList();
        return add(Optional.of(alias), true, relation.renamed(columns));
    }

    private List<String> columnDefinitions() {
        cursor.expect("(");
        return columnDefinitionList();
    }

    private List<String> columnDefinitionList() {
        List<String> names = cursor.commaList(() -> {
            String name = cursor.name();
            grammar.types.type();
            if (cursor.accept("COLLATE")) {
                cursor.tableName();
            }
            return name;
        });
        cursor.expect(")");
        return names;
    }

    private Relation add(Optional<String> name, boolean aliased, Relation relation) {
        uses.scope().sources.add(new Source(name.orElse(""), aliased, relation, false));
        return relation;
    }

    private Relation table() {
        boolean only = cursor.accept("ONLY");
        boolean parenthesis = only && cursor.accept("(");
        TableRef table = cursor.tableName();
        if (parenthesis) {
            cursor.expect(")");
        }
        cursor.accept("*");
        Relation relation = named(table);
        Relation seen = tableAlias(table, relation);
        if (cursor.accept("TABLESAMPLE")) {
            grammar.calls.plainCall();
            if (cursor.accept("REPEATABLE")) {
                grammar.expressions.parenthesized();
            }
        }
        return seen;
    }

    private Relation tableAlias(TableRef table, Relation relation) {
        if (!cursor.accept("AS") && !cursor.atName()) {
            return add(Optional.of(table.name()), relation.tables().isEmpty(), relation);
        }
        if (cursor.peek().kind() == Token.Kind.HOLE) {
            return add(Optional.of(table.name()), false, relation);
        }
        String alias = cursor.name();
        List<String> columns = cursor.at("(") ? cursor.nameList() : new ArrayList<>();
        return add(Optional.of(alias), true, relation.renamed(columns));
    }

    /** The WITH query of that name, or the table. */
    Relation named(TableRef table) {
        Optional<Relation> withQuery =
                table.schema().isPresent() ? Optional.empty() : uses.scope().withQuery(table.name());
        return withQuery.orElseGet(() -> {
            uses.table(table);
            return Relation.table(table);
        });
    }

    /** The target of a data statement with its alias, added to the current level. */
    TableRef target(boolean aliasWithoutAs) {
        boolean only = cursor.accept("ONLY");
        TableRef table = cursor.tableName();
        if (!only) {
            cursor.accept("*");
        }
        uses.table(table);
        boolean as = cursor.accept("AS");
        boolean alias = as || aliasWithoutAs && cursor.atName() && !cursor.at("SET") && !isHole();
        add(Optional.of(alias ? cursor.name() : table.name()), alias, Relation.table(table));
        return table;
    }

    private boolean isHole() {
        return cursor.peek().kind() == Token.Kind.HOLE;
    }
}
