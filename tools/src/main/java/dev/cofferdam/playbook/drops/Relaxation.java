package dev.cofferdam.playbook.drops;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.ConstraintSteps;
import dev.cofferdam.playbook.parts.ForeignKeysGone;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to be loosened before code stops writing a column, or its inserts would fail. A neutral default is preferred to null: the code of
 * today reads such rows without harm, in the rolling deploy and when it comes back, and nothing has to be proved again on the way back. Where
 * a constraint might refuse the default, or the type has no neutral value, the column may be null instead.
 */
final class Relaxation {
    /** A check that may refuse null; all others let it pass (PostgreSQL docs 5.5.1). */
    private static final Pattern ASKS_FOR_NULL =
            Pattern.compile("IS (NOT )?NULL|COALESCE|NUM_N(ON)?NULLS|DISTINCT FROM", Pattern.CASE_INSENSITIVE);

    private final DroppedColumn column;
    private final ConstraintSteps online;
    private final Optional<String> neutralDefault;
    private final boolean dropsNotNull;

    Relaxation(DroppedColumn column) {
        this.column = column;
        this.online = new ConstraintSteps(column.ref().table());
        this.neutralDefault = column.demandsValue() && !isConstrained()
                ? neutral(column.definition().type())
                : Optional.empty();
        this.dropsNotNull = column.demandsValue() && neutralDefault.isEmpty();
    }

    private boolean isConstrained() {
        return !column.uniqueIndexes().isEmpty()
                || Stream.of(
                                Constraint.Kind.UNIQUE,
                                Constraint.Kind.CHECK,
                                Constraint.Kind.FOREIGN_KEY,
                                Constraint.Kind.EXCLUDE)
                        .anyMatch(kind -> column.constraints(kind).findAny().isPresent());
    }

    private static Optional<String> neutral(String type) {
        String base = type.replaceAll("\\(.*?\\)", "").strip().toLowerCase(Locale.ROOT);
        if (base.endsWith("[]")) {
            return Optional.of("'{}'");
        }
        return switch (base) {
            case "text", "character varying", "character", "citext" -> Optional.of("''");
            case "smallint", "integer", "bigint", "real", "double precision", "numeric" -> Optional.of("0");
            case "boolean" -> Optional.of("false");
            case "json", "jsonb" -> Optional.of("'{}'");
            default -> Optional.empty();
        };
    }

    boolean isNeeded() {
        return !statements().isEmpty();
    }

    /** Whether the code of today meets nulls where it never did. */
    boolean leavesNulls() {
        return dropsNotNull;
    }

    /** What has to be proved again on the way back, over rows to which nobody gave a value. */
    Optional<String> provedAgain() {
        return dropsNotNull ? Optional.of("NOT NULL") : refusing().map(check -> "check " + check.name());
    }

    /** What a row has in the column when its INSERT leaves it out, in words. */
    String leftOut() {
        if (neutralDefault.isPresent()) {
            return neutralDefault.get();
        }
        Optional<String> kept = column.definition().defaultExpression();
        return column.definition().identity().isPresent()
                ? "the next number"
                : kept.map(value -> "the default " + value).orElse("null");
    }

    /** The default that the column has from here on, as the guard sees it. */
    Optional<String> defaultAfter() {
        return neutralDefault.or(() -> column.definition().defaultExpression());
    }

    private List<String> statements() {
        List<String> statements = new ArrayList<>();
        neutralDefault.ifPresent(value -> statements.add(alterColumn() + " SET DEFAULT " + value));
        if (dropsNotNull) {
            statements.add(alterColumn() + " DROP NOT NULL");
        }
        droppedConstraints()
                .forEach(constraint ->
                        statements.add(alter() + " DROP CONSTRAINT " + Identifiers.quoteIfNeeded(constraint.name())));
        return statements;
    }

    /** Those that refuse a null and would go with the column anyway. */
    private List<Constraint> droppedConstraints() {
        if (column.isComputed() || !leftOut().equals("null")) {
            return List.of();
        }
        Stream<Constraint> checks = column.constraints(Constraint.Kind.CHECK)
                .filter(check -> ASKS_FOR_NULL.matcher(check.definition()).find());
        Stream<Constraint> keys = column.foreignKeys().stream()
                .filter(key ->
                        key.definition().contains("MATCH FULL") && key.columns().size() > 1);
        return Stream.concat(checks, keys).toList();
    }

    Step step(StepWriter writer) {
        Step.Sql step = writer.transaction(
                "Let an INSERT leave out " + column.ref().column() + ": it gets " + leftOut(),
                statements(),
                isRelaxed(),
                undo(),
                List.of());
        return ForeignKeysGone.with(step, droppedConstraints());
    }

    private Gate.Query isRelaxed() {
        if (neutralDefault.isPresent()) {
            return hasDefault("the column has a default", "true");
        }
        return dropsNotNull ? online.mayBeNull(column.ref().column()) : constraintsAreGone();
    }

    private Gate.Query constraintsAreGone() {
        String names = droppedConstraints().stream()
                .map(constraint -> ColumnTwin.literal(constraint.name()))
                .collect(Collectors.joining(", "));
        return new Gate.Query(
                "what refuses a null is gone",
                "SELECT count(*) FROM pg_constraint WHERE conrelid = " + column.oid() + " AND conname IN (" + names
                        + ")",
                "0");
    }

    private Undo undo() {
        if (neutralDefault.isPresent()) {
            return new Undo.BySql(List.of(alterColumn() + " DROP DEFAULT"), TransactionMode.ONE_TRANSACTION);
        }
        return new Undo.NotNeeded(
                "what is looser harms nobody; the abandon of this phase proves it again without blocking");
    }

    /** Gives back what was loosened, once nobody leaves the column out any more. */
    List<Step> restore(StepWriter writer) {
        List<Step> steps = new ArrayList<>();
        if (neutralDefault.isPresent()) {
            steps.add(writer.transaction(
                    "Drop the default that was lent to " + column.ref().column(),
                    List.of(alterColumn() + " DROP DEFAULT"),
                    hasDefault("no default is left", "false"),
                    new Undo.NotNeeded("the plan can be started again from its first step"),
                    List.of()));
        }
        if (dropsNotNull) {
            steps.add(fillByHand(writer, column.name() + " IS NULL", "NOT NULL"));
            String name = column.ref().column();
            steps.addAll(online.demandValue(writer, name, ConstraintSteps.notNullName(column.table(), name)));
        }
        refusing()
                .ifPresent(
                        check -> steps.add(fillByHand(writer, "NOT " + conditionOf(check), "check " + check.name())));
        droppedConstraints().forEach(constraint -> steps.addAll(addAgain(writer, constraint)));
        return steps;
    }

    private Step fillByHand(StepWriter writer, String condition, String what) {
        String rows = " FROM " + column.tableName() + " WHERE " + condition;
        boolean isNull = what.equals("NOT NULL");
        return writer.manual(
                "Give a value to the rows that the newer code inserted",
                "Nobody but you knows what " + column.ref() + " should be in them. They are those "
                        + (isNull ? "in which it is null" : "that " + what + " refuses") + ": SELECT *" + rows,
                List.of(new Gate.Query(
                        isNull ? "no row is without a value" : "no row is refused by " + what,
                        "SELECT count(*)" + rows,
                        "0")),
                List.of());
    }

    /** A check that is proved again on the way back, and that rows without a value need not meet. */
    private Optional<Constraint> refusing() {
        return dropsNotNull
                ? Optional.empty()
                : droppedConstraints().stream()
                        .filter(one -> one.kind() == Constraint.Kind.CHECK && one.validated())
                        .findFirst();
    }

    /** {@code CHECK (a > 0) NO INHERIT} without its frame. */
    private static String conditionOf(Constraint check) {
        String definition = check.definition();
        return definition.substring(definition.indexOf('('), definition.lastIndexOf(')') + 1);
    }

    private List<Step> addAgain(StepWriter writer, Constraint constraint) {
        List<Step> steps = new ArrayList<>();
        steps.add(online.addNotValid(writer, constraint.name(), constraint.definition(), constraint.name() + " again"));
        if (constraint.validated()) {
            steps.add(online.validate(writer, constraint.name(), constraint.name()));
        }
        return steps;
    }

    private Gate.Query hasDefault(String statement, String expected) {
        return new Gate.Query(
                statement,
                "SELECT atthasdef FROM pg_attribute WHERE attrelid = " + column.oid() + " AND attname = "
                        + ColumnTwin.literal(column.ref().column()),
                expected);
    }

    private String alter() {
        return "ALTER TABLE " + column.tableName();
    }

    private String alterColumn() {
        return alter() + " ALTER COLUMN " + column.name();
    }
}
