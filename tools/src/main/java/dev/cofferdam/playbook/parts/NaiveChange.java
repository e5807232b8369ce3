package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.EnumChange;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The statements that would make a change at once, and break whoever is running. What a plan must end with. */
public final class NaiveChange implements Change.Visitor<List<String>> {
    /** A default that is a constant, whose cast to its old type would only be in the way. */
    private static final Pattern CONSTANT = Pattern.compile("('(?:[^']|'')*')::[\\w .\"]+(?:\\(\\d+\\))?");

    private final Schema before;

    private NaiveChange(Schema before) {
        this.before = before;
    }

    /** The statements of a change that nothing has to make way for. */
    public static List<String> statements(Change change) {
        return statements(change, new Schema("none", List.of(), List.of(), List.of(), List.of()));
    }

    /**
     * The statements.
     *
     * @param before the schema as it is; what hangs on a column there may have to make way for it
     */
    public static List<String> statements(Change change, Schema before) {
        return change.accept(new NaiveChange(before));
    }

    /**
     * Statements after which the schema shows the playbook what to build: those of the naive change, and a column that is to take over a
     * name stands beside its bearer under another.
     */
    public static List<String> besides(Change change, Schema before) {
        List<String> statements = new ArrayList<>(onCopy(change, before));
        if (change instanceof ColumnChange.ChangeType type && type.newName().isEmpty()) {
            statements.add(rename(type.column(), ColumnTwin.nameBeside(type)));
        }
        return statements;
    }

    /**
     * The same for a copy of the schema that may hold rows, such as those that migrations insert: rows that are in the way of a demand are what
     * the plan repairs, and must not hide what the schema will be.
     */
    public static List<String> onCopy(Change change, Schema before) {
        boolean demands = change instanceof ColumnChange.SetNotNull
                || change instanceof ConstraintChange.AddUnique
                || change instanceof ConstraintChange.AddCheck
                || change instanceof ConstraintChange.AddForeignKey
                || change instanceof ColumnChange.ChangeType
                || change instanceof ColumnChange.AddColumn added
                        && !added.nullable()
                        && added.defaultValue().isEmpty();
        List<String> statements = new ArrayList<>();
        if (demands) {
            statements.add("TRUNCATE TABLE " + Identifiers.quoteIfNeeded(change.table()) + " CASCADE");
        }
        statements.addAll(statements(change, before));
        return statements;
    }

    @Override
    public List<String> renameColumn(ColumnChange.RenameColumn change) {
        return List.of(rename(change.column(), change.newName()));
    }

    @Override
    public List<String> changeType(ColumnChange.ChangeType change) {
        String column = column(change.column());
        TakenAlong along = new TakenAlong(before, change.column());
        String alterColumn = alter(change) + " ALTER COLUMN " + column;
        Optional<String> otherDefault = otherDefault(change);
        List<String> statements = new ArrayList<>(along.away());
        otherDefault.ifPresent(value -> statements.add(alterColumn + " DROP DEFAULT"));
        statements.add(alterColumn + " TYPE " + change.type() + " USING "
                + change.using().orElse(column + "::" + change.type()));
        otherDefault.ifPresent(value -> {
            statements.add("SELECT " + value);
            statements.add(alterColumn + " SET DEFAULT " + value);
        });
        statements.addAll(along.back());
        change.newName().ifPresent(name -> statements.add(rename(change.column(), name)));
        return statements;
    }

    /** What the default becomes where the server would not cast it by itself, or the request says how values are converted. */
    private Optional<String> otherDefault(ColumnChange.ChangeType change) {
        Optional<Column> today = before.findTable(change.table())
                .flatMap(table -> table.findColumn(change.column().column()));
        boolean byItself = today.filter(column -> new TypePair(column.type(), canonical(change)).castsByItself())
                        .isPresent()
                && change.using().isEmpty();
        return byItself
                ? Optional.empty()
                : today.flatMap(Column::defaultExpression).map(value -> converted(value, change));
    }

    /** The type as the server prints it. */
    private static String canonical(ColumnChange.ChangeType change) {
        return SqlParser.parse("ALTER TABLE t ALTER c TYPE " + change.type()).stream()
                .map(ParsedStatement::facts)
                .filter(Statement.AlterTable.class::isInstance)
                .flatMap(alter -> ((Statement.AlterTable) alter).actions().stream())
                .filter(AlterAction.AlterType.class::isInstance)
                .map(action -> ((AlterAction.AlterType) action).newType())
                .findFirst()
                .orElse(change.type());
    }

    /** The default as the conversion of the column makes it; the server casts one by itself only where that needs no saying. */
    private static String converted(String value, ColumnChange.ChangeType change) {
        if (change.using().isPresent()) {
            String column = change.column().column();
            return "("
                    + change.using()
                            .get()
                            .replaceAll(
                                    "(?<![\\w$\"])(\"" + Pattern.quote(column) + "\"|" + Pattern.quote(column)
                                            + ")(?![\\w$\"])",
                                    Matcher.quoteReplacement("(" + value + ")"))
                    + ")::" + change.type();
        }
        Matcher constant = CONSTANT.matcher(value);
        return (constant.matches() ? constant.group(1) : "(" + value + ")") + "::" + change.type();
    }

    @Override
    public List<String> setNotNull(ColumnChange.SetNotNull change) {
        return List.of(alter(change) + " ALTER COLUMN " + column(change.column()) + " SET NOT NULL");
    }

    @Override
    public List<String> addColumn(ColumnChange.AddColumn change) {
        return List.of(alter(change) + " ADD COLUMN " + column(change.column()) + " " + change.type()
                + (change.nullable() ? "" : " NOT NULL")
                + change.defaultValue().map(value -> " DEFAULT " + value).orElse(""));
    }

    @Override
    public List<String> dropColumn(ColumnChange.DropColumn change) {
        return List.of(alter(change) + " DROP COLUMN " + column(change.column()));
    }

    @Override
    public List<String> addUnique(ConstraintChange.AddUnique change) {
        return List.of(alter(change) + " ADD " + named(change.name()) + "UNIQUE "
                + change.index()
                        .map(index -> "USING INDEX " + Identifiers.quoteIfNeeded(index))
                        .orElse("(" + names(change.columnNames()) + ")"));
    }

    @Override
    public List<String> dropNotNull(ColumnChange.DropNotNull change) {
        return List.of(alter(change) + " ALTER COLUMN " + column(change.column()) + " DROP NOT NULL");
    }

    @Override
    public List<String> changeDefault(ColumnChange.ChangeDefault change) {
        return List.of(alter(change) + " ALTER COLUMN " + column(change.column())
                + change.defaultValue().map(value -> " SET DEFAULT " + value).orElse(" DROP DEFAULT"));
    }

    @Override
    public List<String> dropUnique(ConstraintChange.DropUnique change) {
        String name = change.name().orElseThrow();
        boolean isConstraint = before.findTable(change.table())
                .filter(table -> table.constraints().stream()
                        .anyMatch(constraint -> constraint.name().equals(name)))
                .isPresent();
        return List.of(isConstraint ? drop(change, name) : dropIndex(change, name));
    }

    @Override
    public List<String> addForeignKey(ConstraintChange.AddForeignKey change) {
        return List.of(alter(change) + " ADD " + named(change.name()) + "FOREIGN KEY (" + names(change.columnNames())
                + ") REFERENCES " + Identifiers.quoteIfNeeded(change.referenced())
                + (change.referencedNames().isEmpty() ? "" : " (" + names(change.referencedNames()) + ")")
                + change.onDelete().map(action -> " ON DELETE " + action).orElse(""));
    }

    @Override
    public List<String> dropForeignKey(ConstraintChange.DropForeignKey change) {
        return List.of(drop(change, change.name().orElseThrow()));
    }

    @Override
    public List<String> addCheck(ConstraintChange.AddCheck change) {
        return List.of(alter(change) + " ADD " + named(change.name()) + "CHECK (" + change.condition() + ")");
    }

    @Override
    public List<String> dropCheck(ConstraintChange.DropCheck change) {
        return List.of(drop(change, change.name()));
    }

    @Override
    public List<String> createIndex(IndexChange.CreateIndex change) {
        return List.of("CREATE " + (change.unique() ? "UNIQUE " : "") + "INDEX "
                + change.name()
                        .map(name -> Identifiers.quoteIfNeeded(name) + " ")
                        .orElse("") + "ON "
                + Identifiers.quoteIfNeeded(change.table())
                + change.method().map(method -> " USING " + method).orElse("") + " ("
                + String.join(", ", change.elements()) + ")"
                + change.predicate().map(where -> " WHERE " + where).orElse(""));
    }

    @Override
    public List<String> dropIndex(IndexChange.DropIndex change) {
        return List.of(dropIndex(change, change.name()));
    }

    @Override
    public List<String> addEnumValue(EnumChange.AddEnumValue change) {
        String type = before.table(change.table())
                .findColumn(change.columns().get(0).column())
                .orElseThrow()
                .type();
        return List.of("ALTER TYPE " + type + " ADD VALUE " + ColumnTwin.literal(change.value())
                + change.place().map(words -> " " + words).orElse(""));
    }

    private static String drop(Change change, String constraint) {
        return alter(change) + " DROP CONSTRAINT " + Identifiers.quoteIfNeeded(constraint);
    }

    private static String dropIndex(Change change, String index) {
        return "DROP INDEX "
                + Identifiers.quoteIfNeeded(new TableRef(change.table().schema(), index));
    }

    private static String named(Optional<String> constraint) {
        return constraint
                .map(name -> "CONSTRAINT " + Identifiers.quoteIfNeeded(name) + " ")
                .orElse("");
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Identifiers::quoteIfNeeded).collect(Collectors.joining(", "));
    }

    @Override
    public List<String> withoutPlaybook(Change change) {
        throw WithoutPlan.refusal(change);
    }

    private static String rename(ColumnRef column, String newName) {
        return "ALTER TABLE " + Identifiers.quoteIfNeeded(column.table()) + " RENAME COLUMN " + column(column) + " TO "
                + Identifiers.quoteIfNeeded(newName);
    }

    private static String alter(Change change) {
        return "ALTER TABLE " + Identifiers.quoteIfNeeded(change.table());
    }

    private static String column(ColumnRef column) {
        return Identifiers.quoteIfNeeded(column.column());
    }
}
