package dev.cofferdam.migrations.liquibase;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the changes of change sets, in their order, into the SQL that Liquibase sends to PostgreSQL. */
public final class ChangeRenderer {
    /** What a change set holds beside its changes. */
    private static final List<String> NO_CHANGES =
            List.of("comment", "validCheckSum", "preConditions", "rollback", "modifySql", "property");

    /** They change nothing in a schema. */
    private static final List<String> WITHOUT_EFFECT = List.of("tagDatabase", "empty", "output");

    private static final List<String> ROWS_OF_FILES = List.of("loadData", "loadUpdateData");

    private static final Map<String, String> REASONS = Map.of(
            "customChange", "it runs Java code, which is not run here; what it does to the schema is missing",
            "executeCommand", "it runs a program, which is not run here",
            "stop", "Liquibase stops there on purpose; here reading goes on");

    private interface Rule {
        List<String> render(ChangelogNode change) throws CannotRender;
    }

    private final ConstraintMemory memory = new ConstraintMemory();
    private final Map<Names.Quoting, Map<String, Rule>> rules = new java.util.EnumMap<>(Names.Quoting.class);

    /** For whoever prepares a change and finds it incomplete. */
    public static CannotRender cannot(String reason) {
        return new CannotRender(reason);
    }

    /** Whether an element of a change set is a change at all. */
    public static boolean isChange(ChangelogNode element) {
        return !NO_CHANGES.contains(element.name());
    }

    /**
     * The statements, each without a semicolon at its end; the texts of {@code sql} and the like come whole, with their lines.
     *
     * @param quoting the change set's {@code objectQuotingStrategy}
     * @throws CannotRender when there is no SQL for it, or something is missing in it
     */
    public List<String> render(ChangelogNode change, Optional<String> quoting) throws CannotRender {
        if (WITHOUT_EFFECT.contains(change.name())) {
            return List.of();
        }
        if (ROWS_OF_FILES.contains(change.name())) {
            return List.of(
                    "-- the rows of " + change.value("file").orElse("a file").replaceAll("\\s+", " ")
                            + " are left out: they change no schema");
        }
        Rule rule =
                rules.computeIfAbsent(Names.Quoting.of(quoting), this::rules).get(change.name());
        if (rule == null) {
            throw new CannotRender(REASONS.getOrDefault(
                    change.name(), "this change is not known here; what it does to the schema is missing"));
        }
        return rule.render(change);
    }

    /** Whether the change's SQL is a text of the changelog, whose lines are lines of the file. */
    public static Optional<ChangelogNode.Value> textOf(ChangelogNode change) {
        return switch (change.name()) {
            case "sql" -> change.body("sql").map(text -> split(change, text));
            case "createProcedure" -> change.body("procedureText", "procedureBody");
            case "sqlFile" -> change.text().map(text -> split(change, text));
            default -> Optional.empty();
        };
    }

    private static ChangelogNode.Value split(ChangelogNode change, ChangelogNode.Value text) {
        return new ChangelogNode.Value(StatementText.of(change, text.text()), text.line());
    }

    private Map<String, Rule> rules(Names.Quoting quoting) {
        Names names = new Names(quoting);
        TableChanges tables = new TableChanges(names, memory);
        RowChanges rows = new RowChanges(names);
        Map<String, Rule> all = new java.util.HashMap<>(Map.of(
                "createTable", tables::createTable,
                "addColumn", tables::addColumn,
                "setTableRemarks", tables::setTableRemarks,
                "setColumnRemarks", tables::setColumnRemarks,
                "insert", rows::insert,
                "update", rows::update,
                "delete", rows::delete));
        all.putAll(ofConstraints(new ConstraintChanges(names, memory)));
        all.putAll(ofObjects(new ObjectChanges(names, memory)));
        for (String text : List.of("sql", "sqlFile", "createProcedure")) {
            all.put(
                    text,
                    change -> List.of(textOf(change)
                            .map(ChangelogNode.Value::text)
                            .orElseThrow(() -> new CannotRender("there is no SQL in it"))));
        }
        return all;
    }

    private static Map<String, Rule> ofConstraints(ConstraintChanges constraints) {
        return Map.ofEntries(
                Map.entry("addPrimaryKey", constraints::addPrimaryKey),
                Map.entry("dropPrimaryKey", constraints::dropPrimaryKey),
                Map.entry("addForeignKeyConstraint", constraints::addForeignKey),
                Map.entry("dropForeignKeyConstraint", constraints::dropForeignKey),
                Map.entry("dropAllForeignKeyConstraints", constraints::dropAllForeignKeys),
                Map.entry("addUniqueConstraint", constraints::addUnique),
                Map.entry("dropUniqueConstraint", constraints::dropUnique),
                Map.entry("createIndex", constraints::createIndex),
                Map.entry("dropIndex", constraints::dropIndex),
                Map.entry("addNotNullConstraint", constraints::addNotNull),
                Map.entry("dropNotNullConstraint", constraints::dropNotNull),
                Map.entry("addDefaultValue", constraints::addDefault),
                Map.entry("dropDefaultValue", constraints::dropDefault),
                Map.entry("addAutoIncrement", constraints::addAutoIncrement),
                Map.entry("modifyDataType", constraints::modifyDataType));
    }

    private static Map<String, Rule> ofObjects(ObjectChanges objects) {
        return Map.ofEntries(
                Map.entry("dropTable", objects::dropTable),
                Map.entry("dropColumn", objects::dropColumn),
                Map.entry("renameColumn", objects::renameColumn),
                Map.entry("renameTable", objects::renameTable),
                Map.entry("renameView", objects::renameView),
                Map.entry("createView", objects::createView),
                Map.entry("dropView", objects::dropView),
                Map.entry("createSequence", objects::createSequence),
                Map.entry("alterSequence", objects::alterSequence),
                Map.entry("renameSequence", objects::renameSequence),
                Map.entry("dropSequence", objects::dropSequence),
                Map.entry("dropProcedure", objects::dropProcedure),
                Map.entry("addLookupTable", objects::addLookupTable),
                Map.entry("mergeColumns", objects::mergeColumns));
    }
}
