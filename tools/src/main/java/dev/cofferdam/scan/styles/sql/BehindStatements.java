package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.scan.statements.SqlWords;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement makes the server do with the column that it neither names nor selects: views that filter, refreshes, triggers. */
public final class BehindStatements {

    private static final Pattern REFRESH = Pattern.compile(
            "\\brefresh\\s+materialized\\s+view\\s+(?:concurrently\\s+)?(?:[\"\\w]+\\.)?\"?(\\w+)",
            Pattern.CASE_INSENSITIVE);

    private final ColumnRef column;
    private final Map<String, String> views;
    private final Map<String, String> refreshed;
    private final List<FiredTriggers.Fired> triggers;
    private final Map<String, List<Through>> known = new HashMap<>();

    /**
     * One way.
     *
     * @param name of the view or table that the statement names
     */
    public record Through(String name, Access access, String reason) {}

    public BehindStatements(SchemaObjects objects, ColumnRef column) {
        this.column = column;
        views = objects.filters().read();
        refreshed = objects.filters().refreshed();
        triggers = objects.fired();
    }

    /** Names of which a statement has to hold one. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(views.keySet());
        names.addAll(refreshed.keySet());
        triggers.forEach(trigger -> names.add(trigger.table().name()));
        return names;
    }

    /** The ways of a text's statements. */
    public List<Through> of(String text) {
        boolean named = names().stream().anyMatch(name -> Tokens.has(text, name));
        return named ? known.computeIfAbsent(text, this::read) : List.of();
    }

    private List<Through> read(String text) {
        List<Through> found = new ArrayList<>();
        Matcher refresh = REFRESH.matcher(SqlWords.blanked(text));
        while (refresh.find()) {
            Optional.ofNullable(refreshed.get(refresh.group(1)))
                    .ifPresent(words -> found.add(new Through(
                            refresh.group(1), Access.READ, "refreshes " + words + ", whose query reads the column")));
        }
        for (ParsedStatement statement : SqlParser.parse(text)) {
            if (statement.facts() instanceof Statement.Query query) {
                addViews(query, found);
                triggers.stream()
                        .filter(trigger -> trigger.isFiredBy(query) && !isSaid(trigger, statement))
                        .forEach(trigger -> found.add(
                                new Through(trigger.table().name(), trigger.access(), "fires " + trigger.through())));
            }
        }
        return List.copyOf(found);
    }

    /** A statement that names the column, or all of its table's, is a usage by itself. */
    private boolean isSaid(FiredTriggers.Fired trigger, ParsedStatement statement) {
        boolean all = statement.facts() instanceof Statement.Query query && query.insertWithoutColumns();
        return trigger.table().name().equals(column.table().name())
                && (all || Tokens.has(statement.text(), column.column()));
    }

    private void addViews(Statement.Query query, List<Through> found) {
        query.tables().stream()
                .filter(table -> views.containsKey(table.name()))
                .findFirst()
                .ifPresent(table -> found.add(new Through(
                        table.name(),
                        Access.READ,
                        "goes through " + views.get(table.name()) + ", which compares, joins or sorts by the column")));
    }
}
