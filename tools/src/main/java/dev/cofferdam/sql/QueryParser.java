package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Token.Kind;
import java.util.Optional;

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
            new WithParser(grammar).clause();
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
        SelectList outputs = new SelectList(grammar);
        if (!cursor.atAny("FROM", "INTO", "WHERE", "GROUP", "HAVING", "UNION", "INTERSECT", "EXCEPT", ")")
                && !cursor.atEnd()) {
            outputs.read();
        }
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
        return outputs.offered();
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
}
