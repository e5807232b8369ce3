package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns that the query of a view or of CREATE TABLE AS gives: names from the select list, types where an element is a star or a plain column of a
 * known table, or a cast. Other types are {@link #UNKNOWN}.
 */
final class QueryColumns {
    /** What a column's type is called when only its name is known. */
    static final String UNKNOWN = "unknown";

    private static final Pattern ALIAS =
            Pattern.compile("(?is)(.*?)\\s+as\\s+(\"[^\"]+\"|[\\p{L}_][\\p{L}\\d_$]*)\\s*");
    /** A label without AS, behind a column or a closing parenthesis only: {@code CASE ... END} and {@code IS NULL} are none. */
    private static final Pattern BARE_ALIAS = Pattern.compile(
            "(?is)((?:(?:\"[^\"]+\"|[\\p{L}_][\\p{L}\\d_$]*)\\s*\\.\\s*)?"
                    + "(?:\"[^\"]+\"|[\\p{L}_][\\p{L}\\d_$]*)|.*\\))\\s+(?!(?:end|null|true|false)$)(\"[^\"]+\"|[\\p{L}_][\\p{L}\\d_$]*)");

    private static final Pattern STAR = Pattern.compile("(?is)(?:(\"[^\"]+\"|[\\p{L}_][\\p{L}\\d_$]*)\\s*\\.\\s*)?\\*");
    private static final Pattern COLUMN = Pattern.compile(
            "(?is)(?:(\"[^\"]+\"|[\\p{L}_][\\p{L}\\d_$]*)\\s*\\.\\s*)?(\"[^\"]+\"|[\\p{L}_][\\p{L}\\d_$]*)");
    private static final Pattern CALL = Pattern.compile("(?is)([\\p{L}_][\\p{L}\\d_$]*)\\s*\\(.*\\)");
    /** A cast of a plain column, which keeps its name. */
    private static final Pattern CAST = Pattern.compile(
            "(?is)((?:(?:\"[^\"]+\"|[\\p{L}_][\\p{L}\\d_$]*)\\s*\\.\\s*)?(?:\"[^\"]+\"|[\\p{L}_][\\p{L}\\d_$]*))\\s*::\\s*([^:]+)");

    /** Calls whose column the server calls by another name than the text does, or by one that hangs on its version. */
    private static final Set<String> OTHERWISE_NAMED = Set.of(
            "cast", "trim", "extract", "treat", "xmlserialize", "overlay", "position", "row", "array", "exists", "not");

    private static final Pattern SELECT =
            Pattern.compile("(?is)select\\s+(?:all\\s+|distinct\\s+(?:on\\s*\\([^)]*\\)\\s*)?)?");

    private static final List<String> BEHIND_FROM = List.of(
            "where",
            "group",
            "having",
            "window",
            "union",
            "intersect",
            "except",
            "order",
            "limit",
            "offset",
            "fetch",
            "for");

    private final SchemaDraft draft;
    private final Statement.Query query;
    private final String from;

    private QueryColumns(SchemaDraft draft, Statement.Query query, String from) {
        this.draft = draft;
        this.query = query;
        this.from = from;
    }

    /** The columns, or empty when the select list cannot be told from the text. */
    static Optional<List<Column>> of(SchemaDraft draft, Statement.Query query, String statement) {
        String bare = statement.replaceAll("--[^\n]*", " ").replaceAll("(?s)/\\*.*?\\*/", " ");
        int select = TopLevel.word(bare, "select", 0);
        if (select < 0 || TopLevel.word(bare, "with", 0) >= 0 && TopLevel.word(bare, "with", 0) < select) {
            return Optional.empty();
        }
        int from = TopLevel.word(bare, "from", select);
        String list = bare.substring(select, from < 0 ? bare.length() : from);
        Matcher start = SELECT.matcher(list);
        if (!start.lookingAt()) {
            return Optional.empty();
        }
        QueryColumns reading = new QueryColumns(draft, query, from < 0 ? "" : clause(bare, from));
        List<Column> columns = new ArrayList<>();
        for (String element : TopLevel.split(list.substring(start.end()))) {
            List<Column> given = reading.columns(element.strip());
            if (given.isEmpty()) {
                return Optional.empty();
            }
            columns.addAll(given);
        }
        return Optional.of(columns);
    }

    /** FROM with its joins, up to what follows it. */
    private static String clause(String text, int from) {
        int end = BEHIND_FROM.stream()
                .mapToInt(word -> TopLevel.word(text, word, from))
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
        return text.substring(from, end);
    }

    /** Tables of the FROM clause; others stand in a query inside the select list or the condition. */
    private List<TableRef> tables() {
        return query.tables().stream()
                .filter(ref -> Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(ref.name()) + "(?![\\w$])")
                        .matcher(from)
                        .find())
                .toList();
    }

    private List<Column> columns(String element) {
        Matcher star = STAR.matcher(element);
        if (star.matches()) {
            return starColumns(Optional.ofNullable(star.group(1)));
        }
        Matcher alias = ALIAS.matcher(element);
        alias = alias.matches() ? alias : BARE_ALIAS.matcher(element);
        boolean named = alias.matches();
        String expression = named ? alias.group(1).strip() : element;
        Matcher cast = CAST.matcher(expression);
        Optional<Column> source = cast.matches()
                ? TypeNames.of(cast.group(2)).map(type -> plain("", type, Optional.empty()))
                : source(expression);
        Optional<String> name = named ? Optional.of(identifier(alias.group(2))) : nameOf(expression);
        return name.map(known -> List.of(
                        plain(known, source.map(Column::type).orElse(UNKNOWN), source.flatMap(Column::collation))))
                .orElse(List.of());
    }

    private static Column plain(String name, String type, Optional<String> collation) {
        Optional<String> none = Optional.empty();
        return new Column(name, type, true, none, none, none, collation, none);
    }

    private List<Column> starColumns(Optional<String> qualifier) {
        List<Column> columns = new ArrayList<>();
        for (TableRef ref : tables()) {
            boolean meant = qualifier.isEmpty() || isCalled(ref, identifier(qualifier.get()));
            Optional<List<Column>> given = meant ? given(ref) : Optional.empty();
            if (meant && given.isEmpty()) {
                return List.of();
            }
            given.ifPresent(
                    all -> all.forEach(column -> columns.add(plain(column.name(), column.type(), column.collation()))));
        }
        return from.contains("(") && qualifier.isEmpty() ? List.of() : columns;
    }

    private Optional<List<Column>> given(TableRef ref) {
        return draft.findTable(ref)
                .map(table -> table.columns)
                .or(() -> draft.findView(ref).map(view -> view.columns))
                .filter(columns -> !columns.isEmpty());
    }

    /** The table's own name, or an alias behind it in the FROM clause. */
    private boolean isCalled(TableRef table, String name) {
        return table.name().equals(name)
                || Pattern.compile("(?is)\\b" + Pattern.quote(table.name()) + "\"?\\s+(?:as\\s+)?\"?"
                                + Pattern.quote(name) + "\\b")
                        .matcher(from)
                        .find();
    }

    private Optional<Column> source(String expression) {
        Matcher column = COLUMN.matcher(expression);
        if (!column.matches() || from.contains("(")) {
            return Optional.empty();
        }
        List<Column> found = tables().stream()
                .filter(ref -> column.group(1) == null || isCalled(ref, identifier(column.group(1))))
                .flatMap(ref -> given(ref).stream().flatMap(List::stream))
                .filter(each -> each.name().equals(identifier(column.group(2))))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** A column is called by its name, and so is one that is cast; a call by its function's (source: parse_target.c, FigureColname). */
    private static Optional<String> nameOf(String expression) {
        Matcher column = COLUMN.matcher(expression);
        if (column.matches()) {
            return Optional.of(identifier(column.group(2)));
        }
        Matcher cast = CAST.matcher(expression);
        if (cast.matches()) {
            return nameOf(cast.group(1).strip());
        }
        Matcher call = CALL.matcher(expression);
        return call.matches()
                        && isOneGroup(expression.substring(call.end(1)).strip())
                        && !OTHERWISE_NAMED.contains(call.group(1).toLowerCase(Locale.ROOT))
                ? Optional.of(identifier(call.group(1)))
                : Optional.empty();
    }

    /** Not {@code f(a) + g(b)}. */
    private static boolean isOneGroup(String parentheses) {
        int depth = 0;
        for (int i = 0; i < parentheses.length() - 1; i++) {
            depth += parentheses.charAt(i) == '(' ? 1 : parentheses.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return false;
            }
        }
        return true;
    }

    private static String identifier(String written) {
        return DefaultNames.stored(
                written.startsWith("\"")
                        ? written.substring(1, written.length() - 1)
                        : written.toLowerCase(Locale.ROOT));
    }
}
