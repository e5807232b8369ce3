package dev.cofferdam.migrations.liquibase;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code preConditions} elements. */
public final class PreconditionReader {
    /** What the reader of the whole history knows. */
    public interface Known {
        boolean ran(String id, String author);

        Optional<String> property(String name);
    }

    private final Known known;

    public PreconditionReader(Known known) {
        this.known = known;
    }

    /** The guard that these elements make together; empty when there is none. */
    public Optional<Guard> read(List<ChangelogNode> elements) {
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        List<Precondition> all =
                elements.stream().map(each -> several(true, each)).toList();
        return Optional.of(
                Guard.of(new Precondition.Several(true, all), elements.get(0).value("onFail")));
    }

    private Precondition several(boolean all, ChangelogNode element) {
        return new Precondition.Several(
                all, element.children().stream().map(this::one).toList());
    }

    private Precondition one(ChangelogNode node) {
        return switch (node.name()) {
            case "and" -> several(true, node);
            case "or" -> several(false, node);
            case "not" -> new Precondition.Not(several(true, node));
            case "dbms" -> new Precondition.Fixed(RunFilter.isForPostgres(node.value("type")));
            case "changeSetExecuted" ->
                new Precondition.Fixed(known.ran(
                        node.value("id").orElse(""), node.value("author").orElse("")));
            case "changeLogPropertyDefined" -> new Precondition.Fixed(propertyDefined(node));
            case "expectedQuotingStrategy" -> new Precondition.Fixed(true);
            case "sqlCheck" -> query(node);
            case "rowCount" -> counted(node, node.value("expectedRows").orElse("0"));
            case "tableIsEmpty" -> counted(node, "0");
            default -> exists(node).orElseGet(() -> new Precondition.Unclear("precondition `" + node.name() + "`"));
        };
    }

    private boolean propertyDefined(ChangelogNode node) {
        Optional<String> value = known.property(node.value("property").orElse(""));
        return value.isPresent() && node.value("value").map(value.get()::equals).orElse(true);
    }

    private static Precondition query(ChangelogNode node) {
        Optional<ChangelogNode.Value> sql = node.body("sql");
        return sql.<Precondition>map(text -> new Precondition.Query(
                        text.text().strip(), node.value("expectedResult").orElse("")))
                .orElseGet(() -> new Precondition.Unclear("`sqlCheck` without SQL"));
    }

    private static Precondition counted(ChangelogNode node, String expected) {
        Names names = new Names(Names.Quoting.LEGACY);
        return node.value("tableName")
                .<Precondition>map(table -> new Precondition.Query(
                        "SELECT count(*) FROM " + names.qualified(node.value("schemaName"), table), expected))
                .orElseGet(() -> new Precondition.Unclear("precondition `" + node.name() + "` without a table"));
    }

    private static Optional<Precondition> exists(ChangelogNode node) {
        return switch (node.name()) {
            case "tableExists" -> named(node, Precondition.Kind.TABLE, "-", "tableName");
            case "viewExists" -> named(node, Precondition.Kind.VIEW, "-", "viewName");
            case "sequenceExists" -> named(node, Precondition.Kind.SEQUENCE, "-", "sequenceName");
            case "columnExists" -> named(node, Precondition.Kind.COLUMN, "tableName", "columnName");
            case "indexExists" -> named(node, Precondition.Kind.INDEX, "tableName", "indexName");
            case "primaryKeyExists" -> named(node, Precondition.Kind.PRIMARY_KEY, "tableName", "primaryKeyName");
            case "foreignKeyConstraintExists" ->
                named(node, Precondition.Kind.FOREIGN_KEY, "foreignKeyTableName", "foreignKeyName");
            case "uniqueConstraintExists" -> named(node, Precondition.Kind.UNIQUE, "tableName", "constraintName");
            default -> Optional.empty();
        };
    }

    /** Asking only for columns, as indexes and unique constraints allow, is left undecided. */
    private static Optional<Precondition> named(
            ChangelogNode node, Precondition.Kind kind, String tableKey, String nameKey) {
        Optional<String> name = node.value(nameKey).map(PreconditionReader::stored);
        boolean tableIsEnough = kind == Precondition.Kind.PRIMARY_KEY;
        if (name.isEmpty() && !(tableIsEnough && node.value(tableKey).isPresent())) {
            return Optional.empty();
        }
        Optional<String> schema = node.value("schemaName")
                .or(() -> node.value("foreignKeyTableSchemaName"))
                .map(PreconditionReader::stored);
        return Optional.of(
                new Precondition.Exists(kind, schema, node.value(tableKey).map(PreconditionReader::stored), name));
    }

    private static String stored(String written) {
        boolean mixed = written.chars().anyMatch(Character::isUpperCase)
                && written.chars().anyMatch(Character::isLowerCase);
        return mixed ? written : written.toLowerCase(Locale.ROOT);
    }
}
