package dev.cofferdam.schema;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.sql.Calls;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where each object of a schema got its name. Silent of what may be gone: a block, a call or a statement that is not understood has come since, and
 * speaks of it or takes away what its text does not tell.
 */
final class Origins {
    private static final Pattern TAKES_AWAY = Pattern.compile(
            "(?is)\\bcall\\b|\\bexecute\\b.*\\b(?:drop|rename)\\b" + "|\\b(?:drop|rename)\\b.*\\bexecute\\b");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\d_$]+");

    private final SchemaDraft draft;
    private final IdentityHashMap<TableDraft, Map<String, Origin>> tables = new IdentityHashMap<>();
    private final IdentityHashMap<SchemaDraft.ViewDraft, Origin> views = new IdentityHashMap<>();
    private final Map<String, Origin> others = new HashMap<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private int statements;

    Origins(SchemaDraft draft) {
        this.draft = draft;
    }

    private record Origin(Place place, int number) {}

    /** A statement that may have done more than is known, and the words that it is written in. */
    private record Doubt(int number, boolean aboutAll, Set<String> words) {}

    /** The table that a statement is about, before it is applied: afterwards it may be called otherwise. */
    Optional<TableDraft> subject(Statement facts) {
        return tableOf(facts).flatMap(draft::findTable);
    }

    /**
     * Takes note of a statement that was applied.
     *
     * @param before the statement's table as it was found before
     * @param sure whether the unit runs for certain
     */
    void note(MigrationUnit unit, ParsedStatement statement, Optional<TableDraft> before, boolean sure) {
        statements++;
        Origin origin = new Origin(unit.place(statement.line()), statements);
        Statement facts = statement.facts();
        doubt(statement, facts);
        before.or(() -> subject(facts)).ifPresent(table -> keep(table, origin, sure));
        if (facts instanceof Statement.CreateView view) {
            draft.findView(view.view()).filter(found -> sure).ifPresent(found -> views.putIfAbsent(found, origin));
        } else if (facts instanceof Statement.RenameObject rename) {
            draft.findView(new TableRef(rename.name().schema(), rename.newName()))
                    .ifPresent(view -> views.computeIfPresent(view, (any, earlier) -> origin));
        } else if (facts instanceof Statement.CreateSequence sequence && sure) {
            draft.findKey(draft.sequences, sequence.name()).ifPresent(key -> others.putIfAbsent(key, origin));
        }
        others.keySet().removeIf(key -> !draft.sequences.containsKey(key));
    }

    private void doubt(ParsedStatement statement, Statement facts) {
        boolean opaque = facts instanceof Statement.CouldNotDecide;
        boolean calls = facts instanceof Statement.Query query
                && query.verb() == Statement.Verb.SELECT
                && Calls.unknown(statement.text()).isPresent();
        if (opaque || calls) {
            doubts.add(new Doubt(
                    statements,
                    opaque && TAKES_AWAY.matcher(statement.text()).find(),
                    NOT_A_WORD
                            .splitAsStream(statement.text().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet())));
        }
    }

    private static Optional<TableRef> tableOf(Statement facts) {
        if (facts instanceof Statement.CreateTable create && !create.temporary()) {
            return Optional.of(create.table());
        } else if (facts instanceof Statement.AlterTable alter) {
            return Optional.of(alter.table());
        } else if (facts instanceof Statement.CreateIndex index) {
            return Optional.of(index.table());
        }
        return facts instanceof Statement.RenameObject rename ? Optional.of(rename.name()) : Optional.empty();
    }

    /** What has come is of this statement, and what has gone is forgotten. */
    private void keep(TableDraft table, Origin origin, boolean sure) {
        Map<String, Origin> known = tables.computeIfAbsent(table, any -> new HashMap<>());
        Set<String> now = new HashSet<>();
        names(table).forEach(now::add);
        known.keySet().retainAll(now);
        if (sure) {
            now.forEach(name -> known.putIfAbsent(name, origin));
        }
    }

    private static Stream<String> names(TableDraft table) {
        return Stream.of(
                        Stream.of(self(table)),
                        table.columns.stream().map(column -> "column " + column.name()),
                        table.constraints.stream().map(constraint -> "constraint " + constraint.name()),
                        table.indexes.stream().map(index -> "index " + index.name()))
                .flatMap(names -> names);
    }

    private static String self(TableDraft table) {
        return "table " + SchemaDraft.key(table.schema, table.name);
    }

    Optional<Place> of(TableDraft table) {
        return find(table, self(table), List.of(table.name));
    }

    Optional<Place> ofColumn(TableDraft table, String column) {
        return find(table, "column " + column, List.of(table.name, column));
    }

    Optional<Place> ofConstraint(TableDraft table, String constraint) {
        return find(table, "constraint " + constraint, List.of(table.name, constraint));
    }

    Optional<Place> ofIndex(TableDraft table, String index) {
        return find(table, "index " + index, List.of(table.name, index));
    }

    Optional<Place> ofView(SchemaDraft.ViewDraft view) {
        return Optional.ofNullable(views.get(view))
                .filter(origin -> isSure(origin, List.of(view.name)))
                .map(Origin::place);
    }

    Optional<Place> ofSequence(String key) {
        return Optional.ofNullable(others.get(key))
                .filter(origin -> isSure(origin, List.of(key.substring(key.indexOf('.') + 1))))
                .map(Origin::place);
    }

    private Optional<Place> find(TableDraft table, String name, List<String> words) {
        return Optional.ofNullable(tables.getOrDefault(table, Map.of()).get(name))
                .filter(origin -> isSure(origin, words))
                .map(Origin::place);
    }

    private boolean isSure(Origin origin, List<String> words) {
        return doubts.stream()
                .filter(doubt -> doubt.number() > origin.number())
                .noneMatch(doubt -> doubt.aboutAll() || words.stream().anyMatch(doubt.words()::contains));
    }
}
