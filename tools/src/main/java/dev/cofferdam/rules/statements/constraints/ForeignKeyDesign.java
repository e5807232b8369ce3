package dev.cofferdam.rules.statements.constraints;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Keys;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import dev.cofferdam.sql.TableConstraint.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at what a foreign key does once it is there: what deleting a parent costs and what else goes with it (docs 5.5.5, Foreign Keys). */
public final class ForeignKeyDesign implements StatementRule {
    private static final RuleInfo NO_INDEX = new RuleInfo(
            "fk-without-index",
            Severity.INFO,
            RuleClass.ADVICE,
            Hazard.BLOCKS_WRITES,
            "A foreign key has no index by which its rows are found");
    private static final RuleInfo TYPES = new RuleInfo(
            "fk-type-or-collation-mismatch",
            Severity.INFO,
            RuleClass.ADVICE,
            Hazard.BREAKS_NEW_CODE,
            "A foreign key's column has another type than the one it points at");
    private static final RuleInfo CASCADE = new RuleInfo(
            "fk-cascade-behaviour",
            Severity.WARNING,
            Hazard.LOSES_DATA,
            "Deleting or changing a parent changes rows that code did not name");

    private static final Pattern ACTION = Pattern.compile(
            "on (?:delete (?<delete>cascade|set null|set default)|update (?<update>cascade|set null|set default))");

    @Override
    public List<RuleInfo> detects() {
        return List.of(NO_INDEX, TYPES, CASCADE);
    }

    @Override
    public List<Report> check(Situation at) {
        List<Report> reports = new ArrayList<>();
        Added.to(at, Kind.FOREIGN_KEY).flatMap(added -> cascade(at, added)).forEach(reports::add);
        if (at.facts() instanceof Statement.CreateTable create && !create.temporary()) {
            keys(create.constraints().stream()).forEach(key -> {
                if (!isIndexed(at, create.table(), key, create.constraints())) {
                    reports.add(withoutIndex(create.table(), key, "CREATE INDEX ON "));
                }
            });
        }
        Added.to(at, Kind.FOREIGN_KEY).forEach(added -> {
            // Of a table that the history does not tell, nobody knows the indexes.
            if (at.table(added.table()).isPresent() && !isIndexed(at, added.table(), added.constraint(), List.of())) {
                reports.add(withoutIndex(added.table(), added.constraint(), "CREATE INDEX CONCURRENTLY ON "));
            }
            types(at, added).ifPresent(reports::add);
        });
        return reports;
    }

    private static Stream<TableConstraint> keys(Stream<TableConstraint> constraints) {
        return constraints.filter(constraint -> constraint.kind() == Kind.FOREIGN_KEY);
    }

    private static boolean isIndexed(
            Situation at, TableRef table, TableConstraint key, List<TableConstraint> ownConstraints) {
        List<String> columns = key.columns();
        boolean byConstraint = ownConstraints.stream()
                .filter(own -> own.kind() == Kind.PRIMARY_KEY || own.kind() == Kind.UNIQUE)
                .anyMatch(own -> leads(own.columns(), columns));
        boolean byIndex = at.indexes(table).stream().anyMatch(index -> Keys.leads(index, columns));
        boolean later = at.after().stream()
                .anyMatch(statement -> statement.facts() instanceof Statement.CreateIndex index
                        && index.table().isSameTable(table)
                        && leads(Keys.of(index.elements()), columns));
        return byConstraint || byIndex || later;
    }

    private static boolean leads(List<String> keys, List<String> columns) {
        return keys.size() >= columns.size() && keys.subList(0, columns.size()).containsAll(columns);
    }

    private static Report withoutIndex(TableRef table, TableConstraint key, String create) {
        TableRef parent = key.references().orElse(table);
        String columns = key.columns().stream().map(Identifiers::quoteIfNeeded).collect(Collectors.joining(", "));
        String build = create + quoteIfNeeded(table) + " (" + columns + ")";
        return Report.on(
                        table,
                        NO_INDEX,
                        "no index of `" + table + "` begins with (" + columns + "): each DELETE in `" + parent
                                + "`, and each UPDATE of the key there, reads all of `" + table
                                + "` and keeps the parent's row locked meanwhile",
                        "`" + build + "`, unless rows of `" + parent + "` are never deleted")
                .about(table + " " + columns);
    }

    private static Optional<Report> types(Situation at, Added added) {
        TableConstraint key = added.constraint();
        Optional<Table> child = at.table(added.table());
        Optional<Table> parent = at.table(key.references().orElse(added.table()));
        if (child.isEmpty() || parent.isEmpty()) {
            return Optional.empty();
        }
        List<String> targets = key.referencedColumns().isEmpty()
                ? parent.get().findPrimaryKey().map(Constraint::columns).orElse(List.of())
                : key.referencedColumns();
        for (int i = 0; i < Math.min(targets.size(), key.columns().size()); i++) {
            Optional<Column> from = child.get().findColumn(key.columns().get(i));
            Optional<Column> to = parent.get().findColumn(targets.get(i));
            if (from.isPresent() && to.isPresent() && !isAlike(from.get(), to.get())) {
                return Optional.of(mismatch(added, from.get(), parent.get(), to.get()));
            }
        }
        return Optional.empty();
    }

    private static boolean isAlike(Column from, Column to) {
        return base(from.type()).equals(base(to.type())) && from.collation().equals(to.collation());
    }

    /** Without length, and with the two names of what compares as text. */
    private static String base(String type) {
        String bare = type.replaceAll("\\(.*?\\)", "");
        return bare.equals("character varying") ? "text" : bare;
    }

    private static Report mismatch(Added added, Column from, Table parent, Column to) {
        return added.report(
                TYPES,
                "`" + added.table() + "." + from.name() + "` is " + described(from) + " and points at `" + parent.ref()
                        + "."
                        + to.name() + "`, which is " + described(to)
                        + ": not every value of one fits the other, and each look-up compares two types",
                "give `" + added.table() + "." + from.name() + "` the type " + described(to)
                        + " before the key, by a column beside it that is kept equal and filled in batches");
    }

    private static String described(Column column) {
        return column.type()
                + column.collation().map(collation -> " COLLATE " + collation).orElse("");
    }

    private static Stream<Report> cascade(Situation at, Added added) {
        Matcher action = ACTION.matcher(PlainSql.of(added.constraint().definition()));
        TableRef parent = added.constraint().references().orElse(added.table());
        // Nobody deletes yet from a table that the change makes.
        if (!action.find() || isAsBefore(at, added) || at.isNew(parent)) {
            return Stream.empty();
        }
        boolean delete = action.group("delete") != null;
        String does = delete ? action.group("delete") : action.group("update");
        String columns = String.join(", ", added.constraint().columns());
        String what = (delete ? "a DELETE in `" : "an UPDATE of the key in `") + parent + "` now "
                + (does.equals("cascade")
                        ? (delete ? "deletes" : "rewrites") + " rows of `" + added.table() + "`"
                        : "writes " + (does.equals("set null") ? "null" : "the default") + " to `" + columns + "` of `"
                                + added.table() + "`")
                + " that the code did not name; a running version that deleted and counted on being refused, or on the rows"
                + " staying, changes data without an error";
        return Stream.of(added.report(
                CASCADE,
                what,
                "NO ACTION, and code that handles rows of `" + added.table()
                        + "` first; or deploy code that knows of it before," + " and delete in batches where a row of `"
                        + parent + "` has many"));
    }

    /** A key that is made anew with the same action changes nothing. */
    private static boolean isAsBefore(Situation at, Added added) {
        String actions = actions(added.constraint().definition());
        return OldWriters.keptSoFar(at, added.table()).stream()
                .filter(kept -> kept.kind() == Constraint.Kind.FOREIGN_KEY)
                .anyMatch(kept -> kept.columns().equals(added.constraint().columns())
                        && actions(kept.definition()).equals(actions));
    }

    private static String actions(String definition) {
        return ACTION.matcher(PlainSql.of(definition))
                .results()
                .map(one -> one.group())
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
