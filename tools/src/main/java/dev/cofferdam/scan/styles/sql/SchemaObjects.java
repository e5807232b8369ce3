package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.statements.RoutineReading;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.statements.ViewColumns;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Views that show the column, views over those, and routines whose bodies reach any of them: what code can name instead of the table. */
public final class SchemaObjects {

    /** Columns of views that are followed; a schema with more is built of views, and its code is read for the nearest ones. */
    private static final int MOST = 12;

    private final Scan scan;
    private final Definitions definitions;
    private final ViewsThatFilter filters;
    private final List<Shown> shown = new ArrayList<>();
    private final Map<String, Routine> routines = new LinkedHashMap<>();

    /**
     * A view's column that shows the one that is asked about.
     *
     * @param through the objects on the way, in words
     */
    public record Shown(ColumnRef column, String through) {}

    /** A routine whose body reaches the column, and how. */
    record Routine(String name, Access access, String through) {}

    public SchemaObjects(Scan scan) {
        this.scan = scan;
        definitions = new Definitions(scan);
        filters = new ViewsThatFilter(definitions);
        follow();
    }

    /** Columns of views, the nearest first. */
    public List<Shown> shown() {
        return List.copyOf(shown);
    }

    List<Routine> routines() {
        return List.copyOf(routines.values());
    }

    ViewsThatFilter filters() {
        return filters;
    }

    /** Triggers that reach the column. */
    public List<FiredTriggers.Fired> fired() {
        return new FiredTriggers(definitions, scan.column()).of(routines());
    }

    private void follow() {
        Set<ColumnRef> seen = new HashSet<>(Set.of(scan.column()));
        List<Shown> open = new ArrayList<>(List.of(new Shown(scan.column(), "")));
        while (!open.isEmpty()) {
            Shown next = open.remove(0);
            for (ParsedStatement statement :
                    definitions.near(next.column().table().name())) {
                for (Shown found : over(next, statement)) {
                    if (seen.add(found.column()) && shown.size() < MOST) {
                        shown.add(found);
                        open.add(found);
                    }
                }
            }
        }
        addCallers();
    }

    private List<Shown> over(Shown below, ParsedStatement statement) {
        if (!Tokens.has(statement.text(), below.column().table().name())) {
            return List.of();
        }
        if (statement.facts() instanceof Statement.CreateView view) {
            filters.look(below.column(), view, statement, hasStarOf(below.column(), view, statement));
            return columns(below.column(), view, statement).stream()
                    .map(name -> new Shown(
                            view.view().column(name), "view `" + view.view().name() + "`" + over(below)))
                    .toList();
        }
        if (!(statement.facts() instanceof Statement.CreateRoutine routine)) {
            return List.of();
        }
        String words = (routine.procedure() ? "procedure" : "function") + " `"
                + routine.name().name() + "`" + over(below);
        new RoutineReading(below.column(), scan.schema())
                .access(routine.body())
                .ifPresent(access -> add(routine.name().name(), access, words));
        return List.of();
    }

    private static String over(Shown below) {
        return below.through().isEmpty() ? "" : " over " + below.through();
    }

    private Set<String> columns(ColumnRef below, Statement.CreateView view, ParsedStatement statement) {
        Set<String> names = new LinkedHashSet<>();
        ViewColumns columns = new ViewColumns(statement.text());
        for (ColumnUse use : view.query().columns()) {
            if (use.column().equals(below.column()) && definitions.mayBeOf(use, below)) {
                names.addAll(columns.showing(use.offset()));
            }
        }
        if (hasStarOf(below, view, statement)) {
            names.add(below.column());
        }
        return names;
    }

    /** A star stands for the columns that there were when the view was made (PostgreSQL docs, "CREATE VIEW"). */
    private boolean hasStarOf(ColumnRef below, Statement.CreateView view, ParsedStatement statement) {
        boolean reads = view.query().star()
                && new SqlReading(below, scan.schema())
                        .read(statement.text()).stream().anyMatch(SqlReading.Use::star);
        return reads
                && scan.schema().views().stream()
                        .filter(known -> isNamed(known.ref(), view.view()))
                        .findFirst()
                        .map(known -> known.reads().stream()
                                .anyMatch(read ->
                                        read.column().equals(below.column()) && isNamed(read.table(), below.table())))
                        .orElse(true);
    }

    private static boolean isNamed(TableRef one, TableRef other) {
        return one.name().equals(other.name());
    }

    private void add(String name, Access access, String through) {
        routines.merge(
                name,
                new Routine(name, access, through),
                (known, added) -> known.access() == added.access()
                        ? known
                        : new Routine(name, Access.READ_WRITE, known.through()));
    }

    /** Routines that call one of these do what it does. */
    private void addCallers() {
        List<Routine> open = new ArrayList<>(routines.values());
        while (!open.isEmpty()) {
            Routine next = open.remove(0);
            for (ParsedStatement statement : definitions.near(next.name())) {
                if (statement.facts() instanceof Statement.CreateRoutine caller
                        && !routines.containsKey(caller.name().name())
                        && caller.body().matches("(?is).*(?<![\\w$])\\Q" + next.name() + "\\E\\s*\\(.*")) {
                    String words = (caller.procedure() ? "procedure" : "function") + " `"
                            + caller.name().name() + "`, which calls " + next.through();
                    add(caller.name().name(), next.access(), words);
                    open.add(routines.get(caller.name().name()));
                }
            }
        }
    }
}
