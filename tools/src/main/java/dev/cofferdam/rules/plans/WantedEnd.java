package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.EnumChange;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.ColumnFate;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SchemaDelta;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the change asks for, held against what the statements make of the columns: each method says in what the end is another one. */
final class WantedEnd implements Change.Visitor<List<String>> {
    private final PlanFacts facts;
    private final ColumnFate.All fates;
    private final WantedObjects objects;

    WantedEnd(PlanFacts facts, ColumnFate.All fates) {
        this.facts = facts;
        this.objects = new WantedObjects(facts);
        this.fates = fates;
    }

    @Override
    public List<String> renameColumn(ColumnChange.RenameColumn change) {
        List<String> wrong = new ArrayList<>();
        givenUp(change.column(), change.renamed(), wrong);
        successor(change.column(), change.renamed(), wrong)
                .ifPresent(fate -> facts.typeOf(change.column()).ifPresent(type -> type(fate, type, wrong)));
        return wrong;
    }

    @Override
    public List<String> changeType(ColumnChange.ChangeType change) {
        List<String> wrong = new ArrayList<>();
        ColumnRef end = end(change);
        givenUp(change.column(), end, wrong);
        successor(change.column(), end, wrong).ifPresent(fate -> type(fate, change.type(), wrong));
        return wrong;
    }

    @Override
    public List<String> setNotNull(ColumnChange.SetNotNull change) {
        List<String> wrong = new ArrayList<>();
        Optional<ColumnFate> fate = fates.named(change.column());
        if (fate.flatMap(ColumnFate::notNull).filter(proved -> proved).isEmpty()) {
            wrong.add("`" + change.column() + "` is not NOT NULL, proved of all rows");
        }
        fate.ifPresent(column -> {
            onlyNotNull(column, wrong);
            defaultIs(column, facts.described(change.column(), "default"), wrong);
        });
        return wrong;
    }

    @Override
    public List<String> addColumn(ColumnChange.AddColumn change) {
        List<String> wrong = new ArrayList<>();
        Optional<ColumnFate> fate = fates.named(change.column()).filter(ColumnFate::isOwn);
        if (fate.isEmpty()) {
            wrong.add("there is no column `" + change.column() + "`");
            return wrong;
        }
        type(fate.get(), change.type(), wrong);
        notNullIs(fate.get(), !change.nullable(), wrong);
        if (!sameText(fate.get().defaultValue(), change.defaultValue())) {
            wrong.add("`" + change.column() + "` has " + defaultWords(fate.get().defaultValue()) + " and not "
                    + defaultWords(change.defaultValue()));
        }
        return wrong;
    }

    @Override
    public List<String> dropColumn(ColumnChange.DropColumn change) {
        return fates.from(change.column()).filter(ColumnFate::isDropped).isPresent()
                ? List.of()
                : List.of("`" + change.column() + "` is still there");
    }

    @Override
    public List<String> addUnique(ConstraintChange.AddUnique change) {
        boolean made = facts.forward()
                .flatMap(unit -> unit.actions(AlterAction.AddConstraint.class))
                .filter(add -> add.table().isSameTable(change.table()))
                .map(SqlUnit.TableAction::action)
                .anyMatch(add -> add.constraint().kind() == TableConstraint.Kind.UNIQUE
                        && standsOn(add.constraint(), change)
                        && change.name()
                                .filter(name -> !add.constraint().name().equals(Optional.of(name)))
                                .isEmpty());
        return made
                ? List.of()
                : List.of("no constraint"
                        + change.name().map(name -> " `" + name + "`").orElse("") + " makes `"
                        + String.join(", ", change.columnNames()) + "` of `" + change.table() + "` unique");
    }

    @Override
    public List<String> dropNotNull(ColumnChange.DropNotNull change) {
        List<String> wrong = new ArrayList<>();
        Optional<ColumnFate> fate = fates.named(change.column());
        if (fate.flatMap(ColumnFate::notNull).filter(set -> !set).isEmpty()) {
            wrong.add("`" + change.column() + "` may not be null");
        }
        fate.ifPresent(column -> {
            onlyNotNull(column, wrong);
            defaultIs(column, facts.described(change.column(), "default"), wrong);
        });
        return wrong;
    }

    @Override
    public List<String> changeDefault(ColumnChange.ChangeDefault change) {
        List<String> wrong = new ArrayList<>();
        Optional<ColumnFate> fate = fates.named(change.column()).filter(ColumnFate::isDefaultTouched);
        if (fate.isEmpty() || !sameText(fate.get().defaultValue(), change.defaultValue())) {
            wrong.add("`" + change.column() + "` has not " + defaultWords(change.defaultValue()));
        }
        fates.named(change.column()).ifPresent(column -> {
            onlyNotNull(column, wrong);
            column.notNull()
                    .ifPresent(set -> wrong.add("`" + change.column() + "` " + (set ? "is NOT NULL" : "may be null")));
        });
        return wrong;
    }

    @Override
    public List<String> dropUnique(ConstraintChange.DropUnique change) {
        return objects.dropped(change.table(), change.name().orElse(""));
    }

    @Override
    public List<String> addForeignKey(ConstraintChange.AddForeignKey change) {
        return objects.foreignKey(change);
    }

    @Override
    public List<String> dropForeignKey(ConstraintChange.DropForeignKey change) {
        return objects.dropped(change.table(), change.name().orElse(""));
    }

    @Override
    public List<String> addCheck(ConstraintChange.AddCheck change) {
        return objects.check(change);
    }

    @Override
    public List<String> dropCheck(ConstraintChange.DropCheck change) {
        return objects.dropped(change.table(), change.name());
    }

    @Override
    public List<String> createIndex(IndexChange.CreateIndex change) {
        return objects.index(change);
    }

    @Override
    public List<String> dropIndex(IndexChange.DropIndex change) {
        return objects.dropped(change.table(), change.name());
    }

    @Override
    public List<String> addEnumValue(EnumChange.AddEnumValue change) {
        return objects.enumValue(change);
    }

    @Override
    public List<String> withoutPlaybook(Change change) {
        return List.of();
    }

    /** The column that a change of type ends with; a blank name, which only an edited plan has, names none. */
    static ColumnRef end(ColumnChange.ChangeType change) {
        return change.newName()
                .filter(name -> !name.isBlank())
                .map(change.table()::column)
                .orElse(change.column());
    }

    /** Constraints and indexes of the schema that stood on the column and have to stand on its successor, as far as a tool reported them. */
    Set<String> lostWith(ColumnRef column) {
        Set<String> lost = new TreeSet<>(facts.describedOn(column, "constraint"));
        lost.addAll(facts.describedOn(column, "index"));
        return lost;
    }

    /** Whatever is nothing new: the column goes, or bears the other name. */
    private void givenUp(ColumnRef old, ColumnRef end, List<String> wrong) {
        Optional<ColumnFate> fate = fates.from(old);
        boolean gone = fate.filter(column -> column.isDropped()).isPresent();
        boolean moved = fate.filter(column -> SchemaDelta.isSameColumn(column.name(), end))
                .isPresent();
        if (!gone && !moved) {
            wrong.add("`" + fate.map(ColumnFate::name).orElse(old) + "`, which was `" + old
                    + "` before the plan, is still there");
        }
    }

    /** The column that has the old one's place at the end: as demanding as that one, and with its default. */
    private Optional<ColumnFate> successor(ColumnRef old, ColumnRef end, List<String> wrong) {
        Optional<ColumnFate> found = fates.named(end);
        if (found.isEmpty()) {
            wrong.add("there is no column `" + end + "`");
            return found;
        }
        ColumnFate fate = found.get();
        facts.described(old, "nullable").ifPresent(nullable -> notNullIs(fate, nullable.equals("false"), wrong));
        Optional<String> value = facts.described(old, "default");
        boolean known = facts.described(old, "nullable").isPresent();
        if (known && fate.isOwn() && fate.defaultValue().isPresent() != value.isPresent()) {
            wrong.add("`" + end + "` has " + defaultWords(fate.defaultValue()) + ", and `" + old + "` had "
                    + defaultWords(value));
        } else if (known && !sameText(fate.defaultValue(), value) && fate.type().equals(facts.typeOf(old))) {
            wrong.add("`" + end + "` has " + defaultWords(fate.defaultValue()) + ", and `" + old + "` had "
                    + defaultWords(value));
        }
        return found;
    }

    private static void onlyNotNull(ColumnFate fate, List<String> wrong) {
        fate.type().ifPresent(type -> wrong.add("`" + fate.name() + "` is of type " + type));
        if (fate.isRenamed()) {
            wrong.add("`" + fate.name() + "` has another name");
        }
    }

    private static void defaultIs(ColumnFate fate, Optional<String> value, List<String> wrong) {
        if (fate.isDefaultTouched() && !sameText(fate.defaultValue(), value)) {
            wrong.add("`" + fate.name() + "` has " + defaultWords(fate.defaultValue())
                    + ", of which the change says nothing");
        }
    }

    private static void notNullIs(ColumnFate fate, boolean wanted, List<String> wrong) {
        boolean unknown = fate.notNull().isEmpty() && !fate.isOwn();
        if (!unknown && fate.notNull().orElse(false) != wanted) {
            wrong.add("`" + fate.name() + "` " + (wanted ? "may be null" : "is NOT NULL"));
        }
    }

    private static void type(ColumnFate fate, String wanted, List<String> wrong) {
        Optional<String> type = fate.type();
        boolean unchanged = type.isEmpty() && !fate.isOwn();
        if (unchanged
                ? fate.origin().isPresent() && !fate.isRenamed()
                : !printed(type.orElse(wanted)).equals(printed(wanted))) {
            wrong.add("`" + fate.name() + "` is "
                    + type.map(made -> "of type " + made).orElse("of its old type") + " and not " + wanted);
        }
    }

    private boolean standsOn(TableConstraint constraint, ConstraintChange.AddUnique change) {
        if (constraint.usingIndex().isEmpty()) {
            return constraint.columns().equals(change.columnNames());
        }
        String index = constraint.usingIndex().get();
        return change.index().filter(index::equals).isPresent()
                || facts.forward()
                        .flatMap(unit -> unit.facts(Statement.CreateIndex.class))
                        .anyMatch(built -> built.name().equals(Optional.of(index))
                                && built.unique()
                                && built.where().isEmpty()
                                && built.columns().equals(change.columnNames()));
    }

    private static boolean sameText(Optional<String> left, Optional<String> right) {
        return left.map(WantedEnd::bare).equals(right.map(WantedEnd::bare));
    }

    private static String bare(String expression) {
        return expression.replaceAll("\\s+", "");
    }

    private static String defaultWords(Optional<String> value) {
        return value.map(text -> "the default " + text).orElse("no default");
    }

    /** A type as the server prints it, however it was written. */
    private static String printed(String type) {
        String sql = "ALTER TABLE " + Identifiers.quoteIfNeeded(TableRef.of("t")) + " ADD COLUMN c " + type;
        return SqlParser.parse(sql).stream()
                .map(parsed -> parsed.facts())
                .filter(Statement.AlterTable.class::isInstance)
                .flatMap(alter -> ((Statement.AlterTable) alter).actions().stream())
                .filter(AlterAction.AddColumn.class::isInstance)
                .map(add -> ((AlterAction.AddColumn) add).column().type())
                .findFirst()
                .orElse(type);
    }
}
