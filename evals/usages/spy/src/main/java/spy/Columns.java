package spy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;

/** Which columns a statement reads and writes, by a parser that Cofferdam does not use. */
final class Columns {
    /** One column and what is done with it. */
    record Touch(String table, String column, String access, String how) {}

    /** Aliases of a SELECT and what they stand for; a null table is a derived one. */
    private record Scope(Map<String, String> tables, Set<String> labels, Scope outer) {}

    private final Map<String, Set<String>> schema;
    private final Set<Touch> touches = new LinkedHashSet<>();

    private Columns(Map<String, Set<String>> schema) {
        this.schema = schema;
    }

    static Set<Touch> of(String sql, Map<String, Set<String>> schema) throws JSQLParserException {
        Columns columns = new Columns(schema);
        columns.statement(CCJSqlParserUtil.parse(sql));
        return columns.touches;
    }

    private void statement(Statement statement) {
        if (statement instanceof Select select) {
            select(select, null);
        } else if (statement instanceof Insert insert) {
            insert(insert);
        } else if (statement instanceof Update update) {
            update(update);
        } else if (statement instanceof Delete delete) {
            Scope scope = scope(delete.getTable(), delete.getJoins(), null);
            read(delete.getWhere(), scope);
        }
    }

    private void insert(Insert insert) {
        String table = name(insert.getTable().getName());
        if (insert.getColumns() == null) {
            schema.getOrDefault(table, Set.of()).forEach(column -> touches.add(new Touch(table, column, "WRITE", "star")));
        } else {
            for (int at = 0; at < insert.getColumns().size(); at++) {
                if (!isDefault(insert, at)) {
                    touches.add(new Touch(table, name(insert.getColumns().get(at).getColumnName()), "WRITE", "named"));
                }
            }
        }
        if (insert.getSelect() != null) {
            select(insert.getSelect(), null);
        }
    }

    /** A generated key that the database fills is nobody's write. */
    private static boolean isDefault(Insert insert, int at) {
        return insert.getSelect() instanceof Values values
                && values.getExpressions().size() > at
                && values.getExpressions().get(at).toString().equalsIgnoreCase("default");
    }

    private void update(Update update) {
        Scope scope = scope(update.getTable(), update.getJoins(), null);
        if (update.getFromItem() != null) {
            from(update.getFromItem(), scope);
        }
        String table = name(update.getTable().getName());
        for (UpdateSet set : update.getUpdateSets()) {
            set.getColumns().forEach(column -> touches.add(new Touch(table, name(((Column) column).getColumnName()), "WRITE", "named")));
            set.getValues().forEach(value -> read((Expression) value, scope));
        }
        read(update.getWhere(), scope);
    }

    private void select(Select select, Scope outer) {
        if (select.getWithItemsList() != null) {
            for (WithItem<?> with : select.getWithItemsList()) {
                statement((Statement) with.getParenthesedStatement());
            }
        }
        if (select instanceof PlainSelect plain) {
            plain(plain, outer);
        } else if (select instanceof SetOperationList union) {
            union.getSelects().forEach(each -> select(each, outer));
        } else if (select instanceof ParenthesedSelect inner) {
            select(inner.getSelect(), outer);
        } else if (select instanceof Values values) {
            read(values.getExpressions(), outer);
        }
    }

    private void plain(PlainSelect select, Scope outer) {
        Scope scope = scope(select.getFromItem(), select.getJoins(), outer);
        for (SelectItem<?> item : select.getSelectItems()) {
            if (item.getAlias() != null) {
                scope.labels().add(name(item.getAlias().getName()));
            }
            star(item.getExpression(), scope);
        }
        if (select.getJoins() != null) {
            for (Join join : select.getJoins()) {
                join.getOnExpressions().forEach(on -> read(on, scope));
            }
        }
        read(select.getWhere(), scope);
        read(select.getHaving(), scope);
        if (select.getGroupBy() != null) {
            select.getGroupBy().getGroupByExpressionList().forEach(each -> read((Expression) each, scope));
        }
        if (select.getOrderByElements() != null) {
            select.getOrderByElements().forEach(order -> read(order.getExpression(), scope));
        }
    }

    private void star(Expression item, Scope scope) {
        if (item instanceof AllTableColumns all) {
            String table = scope.tables().get(name(all.getTable().getName()));
            everything(table);
        } else if (item instanceof AllColumns) {
            scope.tables().values().forEach(this::everything);
        } else {
            read(item, scope);
        }
    }

    private void everything(String table) {
        if (table != null) {
            schema.getOrDefault(table, Set.of()).forEach(column -> touches.add(new Touch(table, column, "READ", "star")));
        }
    }

    private Scope scope(FromItem from, List<Join> joins, Scope outer) {
        Scope scope = new Scope(new LinkedHashMap<>(), new LinkedHashSet<>(), outer);
        if (from != null) {
            from(from, scope);
        }
        if (joins != null) {
            joins.forEach(join -> from(join.getFromItem(), scope));
        }
        return scope;
    }

    private void from(FromItem item, Scope scope) {
        String alias = item.getAlias() == null ? "" : name(item.getAlias().getName());
        if (item instanceof Table table) {
            String real = name(table.getName());
            scope.tables().put(alias.isEmpty() ? real : alias, schema.containsKey(real) ? real : null);
        } else if (item instanceof net.sf.jsqlparser.statement.select.ParenthesedFromItem inner) {
            from(inner.getFromItem(), scope);
            if (inner.getJoins() != null) {
                for (Join join : inner.getJoins()) {
                    from(join.getFromItem(), scope);
                    join.getOnExpressions().forEach(on -> read(on, scope));
                }
            }
        } else if (item instanceof Select select) {
            select(select, scope);
            scope.tables().put(alias, null);
        }
    }

    private void read(Expression expression, Scope scope) {
        if (expression == null) {
            return;
        }
        expression.accept(new ExpressionVisitorAdapter<Void>() {
            @Override
            public <S> Void visit(Column column, S context) {
                resolve(column, scope);
                return null;
            }

            @Override
            public <S> Void visit(Function function, S context) {
                boolean countsRows = function.getParameters() != null
                        && function.getParameters().stream().anyMatch(AllColumns.class::isInstance);
                return countsRows ? null : super.visit(function, context);
            }

            @Override
            public <S> Void visit(ParenthesedSelect inner, S context) {
                select(inner, scope);
                return null;
            }

            @Override
            public <S> Void visit(Select inner, S context) {
                select(inner, scope);
                return null;
            }

            @Override
            public <S> Void visit(AllColumns all, S context) {
                return null;
            }
        });
    }

    private void resolve(Column column, Scope scope) {
        String wanted = name(column.getColumnName());
        String qualifier = column.getTable() == null || column.getTable().getName() == null
                ? "" : name(column.getTable().getName());
        for (Scope level = scope; level != null; level = level.outer()) {
            if (!qualifier.isEmpty()) {
                String table = level.tables().get(qualifier);
                if (level.tables().containsKey(qualifier)) {
                    touch(table, wanted);
                    return;
                }
            } else {
                for (String table : level.tables().values()) {
                    if (table != null && schema.get(table).contains(wanted)) {
                        touch(table, wanted);
                        return;
                    }
                }
            }
        }
    }

    private void touch(String table, String column) {
        if (table != null && schema.get(table).contains(column)) {
            touches.add(new Touch(table, column, "READ", "named"));
        }
    }

    private static String name(String text) {
        return text.replaceAll("^[\"`\\[]|[\"`\\]]$", "").toLowerCase(Locale.ROOT);
    }
}
