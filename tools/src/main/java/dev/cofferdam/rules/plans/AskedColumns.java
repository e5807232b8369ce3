package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.Milestones;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.TouchedObjects;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the queries of a plan's gates really ask. */
record AskedColumns(Plan plan, PlanFacts facts) {
    /** A condition that no row meets, or that has nothing to do with any. */
    private static final Pattern CONSTANT = Pattern.compile(
            "\\b(where|and|having|on)\\s+\\(*\\s*(not\\s+true|false|null|\\d+\\s*(=|<>|<|>)\\s*\\d+)\\b|\\bor\\s+true\\b|\\blimit\\s+0\\b"
                    + "|\\bselect\\s+(count\\s*\\(\\s*\\*\\s*\\)\\s*\\*|0|1|true|false)\\s*(from|\\*|,|$)",
            Pattern.CASE_INSENSITIVE);

    /** A column held against itself, which is never different. */
    private static final Pattern ITSELF = Pattern.compile(
            "(?<![\\w.\"])(\"[^\"]+\"|[\\w.]+)\\s+(is\\s+distinct\\s+from|<>|!=)\\s+\\1(?![\\w.\"(:])",
            Pattern.CASE_INSENSITIVE);

    /** Null and not null at once, or a count that is anything: no row, or every number, will do. */
    private static final Pattern IMPOSSIBLE = Pattern.compile(
            "(?<![\\w.\"])(\"[^\"]+\"|[\\w.]+)\\s+is\\s+(?:null\\b(?:(?!\\bor\\b).)*\\band\\s+\\1\\s+is\\s+not"
                    + "|not\\s+null\\b(?:(?!\\bor\\b).)*\\band\\s+\\1\\s+is)\\s+null\\b"
                    + "|\\bcount\\s*\\([^()]*\\)\\s*>=\\s*0\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A dropped column keeps its row in pg_attribute under another name, so no name is among those (PostgreSQL docs, pg_attribute). */
    private static final Pattern DROPPED =
            Pattern.compile("(?<!\\bnot\\s)\\battisdropped\\b(?!\\s*(=|is\\b))", Pattern.CASE_INSENSITIVE);

    private static final Set<String> SOME_ONLY = Set.of("limit", "offset", "fetch", "tablesample", "ctid", "join");

    /** The catalogs by way of a function: what it is given is looked up. */
    private static final Pattern LOOK_UP = Pattern.compile("\\bto_reg\\w+\\s*\\(", Pattern.CASE_INSENSITIVE);

    /** Why the query says nothing; empty when it does. */
    Optional<String> hollowness(Gate.Query query) {
        List<Statement.Query> selects = selects(query);
        if (selects.isEmpty()) {
            return Optional.empty(); // Not one SELECT, or not to be read: gate-read-only and plan-undecided say so.
        }
        boolean looks = LOOK_UP.matcher(query.sql()).find();
        if (!looks && selects.stream().allMatch(select -> select.tables().isEmpty())) {
            return Optional.of("reads no table");
        }
        if (CONSTANT.matcher(query.sql()).find()
                || ITSELF.matcher(query.sql()).find()
                || IMPOSSIBLE.matcher(query.sql()).find()
                || DROPPED.matcher(query.sql()).find()) {
            return Optional.of("has an answer that no row changes");
        }
        boolean about = looks
                || selects.stream().flatMap(select -> select.tables().stream()).anyMatch(this::concerns);
        return about ? Optional.empty() : Optional.of("reads nothing that the plan is about");
    }

    private boolean concerns(TableRef table) {
        return TouchedObjects.isCatalog(table)
                || table.isSameTable(plan.change().table())
                || facts.isCreatedByPlan(table);
    }

    /** Whether it reads all the columns, each under its name at any time of the plan. */
    boolean reads(Gate.Query query, List<ColumnRef> columns) {
        List<Statement.Query> selects = selects(query);
        return columns.stream().allMatch(column -> {
            List<String> names = names(column).toList();
            return selects.stream()
                    .anyMatch(select -> select.tables().stream().anyMatch(column.table()::isSameTable)
                            && select.columns().stream().anyMatch(use -> names.contains(use.column())));
        });
    }

    /** Whether it counts every row that does not keep to a demand: a second condition, or a higher count, would leave some out. */
    boolean countsAll(Gate.Query query) {
        List<ColumnRef> columns = new Milestones(plan, facts).demanded();
        if (columns.isEmpty()) {
            return true;
        }
        if (plan.change() instanceof ConstraintChange.AddCheck check) {
            return countsBreaches(query, check);
        }
        if (plan.change() instanceof ConstraintChange.AddForeignKey key) {
            return countsOrphans(query, key);
        }
        String wanted = plan.change() instanceof ConstraintChange.AddUnique
                ? "(?is).*\\bgroup\\s+by\\b.*\\bhaving\\s+count\\s*\\(\\s*\\*\\s*\\)\\s*>\\s*1\\b(?!\\s+and\\b).*"
                : "(?is).*\\bwhere\\s+\\(*" + StoredName.pattern(columns.get(0).column()) + "\\s+is\\s+null\\)*\\s*";
        return query.sql().strip().matches(wanted);
    }

    /** Every row for which the condition is false, and no other condition beside it. */
    private static boolean countsBreaches(Gate.Query query, ConstraintChange.AddCheck check) {
        String where = query.sql().strip().replaceFirst("(?is)^.*?\\bwhere\\s+not\\b", "");
        return !where.equals(query.sql().strip())
                && WantedObjects.bare(where).equals(WantedObjects.bare(check.condition()));
    }

    /** Every row that refers to something for which no row of the other table is found, by all columns of the key and by nothing else. */
    private static boolean countsOrphans(Gate.Query query, ConstraintChange.AddForeignKey key) {
        String name = "(?:\"[^\"]+\"|[\\w$.])+";
        String same = name + "\\s*=\\s*" + name;
        String wanted = "(?is).*\\bwhere\\s+(?:" + name
                + "\\s+is\\s+not\\s+null\\s+and\\s+)*not\\s+exists\\s*\\(\\s*select\\s+[1*]?\\s*from\\s+"
                + name + "(?:\\s+as)?\\s+" + name + "\\s+where\\s+" + same + "(?:\\s+and\\s+" + same + "){"
                + (key.columnNames().size() - 1) + "}\\s*\\)\\s*";
        return query.sql().strip().matches(wanted);
    }

    /** A question about the places of a sync that looks at another column, or at a number of rows, leaves rows out. */
    boolean asksAboutSomeOnly(Gate.Query query) {
        List<String> pair = filled().stream().flatMap(this::names).toList();
        return PlainSql.tokens(query.sql()).stream().anyMatch(SOME_ONLY::contains)
                || selects(query).stream()
                        .flatMap(select -> select.columns().stream())
                        .anyMatch(use -> !pair.contains(use.column()));
    }

    private Stream<String> names(ColumnRef column) {
        return facts.namesOf(column).stream().map(ColumnRef::column);
    }

    /** The columns that a step which fills or waits is about: both places of a sync, else those of the change. */
    List<ColumnRef> filled() {
        Optional<ColumnRef> oldColumn = facts.oldColumn();
        Optional<ColumnRef> newColumn = facts.newColumn();
        if (oldColumn.isPresent() && newColumn.isPresent()) {
            return List.of(oldColumn.get(), newColumn.get());
        }
        return plan.change() instanceof ColumnChange.AddColumn add
                ? List.of(add.column())
                : plan.change().columns();
    }

    private static List<Statement.Query> selects(Gate.Query query) {
        return SqlParser.parse(query.sql()).stream()
                .map(parsed -> parsed.facts())
                .filter(Statement.Query.class::isInstance)
                .map(Statement.Query.class::cast)
                .toList();
    }
}
