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
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags rules that go while code may count on them: NOT NULL, constraints, unique indexes, the identity of replicated rows. */
public final class LostRules implements StatementRule {
    private static final RuleInfo NOT_NULL = new RuleInfo(
            "not-null-drop",
            Severity.WARNING,
            Hazard.BREAKS_OLD_CODE,
            "A column may hold null where code expects a value");
    private static final RuleInfo CONSTRAINT = new RuleInfo(
            "constraint-drop", Severity.WARNING, Hazard.BREAKS_OLD_CODE, "A rule goes that running code may count on");
    private static final RuleInfo PRIMARY_KEY = new RuleInfo(
            "pk-drop-replica-identity",
            Severity.WARNING,
            RuleClass.HAZARD,
            Hazard.BREAKS_OLD_CODE,
            "A primary key goes by which replication names rows");

    @Override
    public List<RuleInfo> detects() {
        return List.of(NOT_NULL, CONSTRAINT, PRIMARY_KEY);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.Drop drop) {
            return drop.kind() == Statement.ObjectKind.INDEX
                    ? drop.names().stream()
                            .flatMap(name -> uniqueIndex(at, name).stream())
                            .toList()
                    : List.of();
        }
        if (at.as(Statement.AlterTable.class).isEmpty()
                || at.isNew(at.alteredTable())
                || Replacements.isDroppedLater(at, at.alteredTable())) {
            return List.of();
        }
        return Stream.concat(
                        at.actions(AlterAction.DropNotNull.class).flatMap(drop -> notNull(at, drop.column()).stream()),
                        at.actions(AlterAction.DropConstraint.class).flatMap(drop -> constraint(at, drop).stream()))
                .toList();
    }

    private static Optional<Report> notNull(Situation at, String column) {
        TableRef table = at.alteredTable();
        boolean harmless = at.isNewColumn(table, column)
                || NullProofs.isNullable(at, table, column)
                || Replacements.dropsColumns(at, table, List.of(column));
        return harmless
                ? Optional.empty()
                : Optional.of(Report.on(
                                table,
                                NOT_NULL,
                                "`" + table + "." + column
                                        + "` may be null from now on; a running version that reads it as always there fails on the"
                                        + " first null that newer code writes, and the way back needs every null filled",
                                "deploy code that reads null in `" + column
                                        + "` everywhere, readers of other services and reports too, before any code writes it")
                        .about(table + " " + column)
                        .at(at.offsetOf("NOT", "NULL")));
    }

    private static Optional<Report> constraint(Situation at, AlterAction.DropConstraint drop) {
        TableRef table = at.alteredTable();
        Optional<Constraint> known = at.constraints(table).stream()
                .filter(constraint -> constraint.name().equals(drop.constraint()))
                .findFirst();
        if (Replacements.isAddedByFile(at, table, drop.constraint())
                || known.filter(constraint -> isNothingLost(at, table, constraint))
                        .isPresent()) {
            return Optional.empty();
        }
        boolean primary = known.map(constraint -> constraint.kind() == Constraint.Kind.PRIMARY_KEY)
                .orElse(drop.constraint().endsWith("_pkey"));
        boolean replaced = known.map(constraint -> Replacements.isReplaced(at, table, constraint))
                .orElseGet(() -> Replacements.isFollowedByAnother(at, table, primary));
        if (primary && !Replacements.hasNewPrimaryKey(at, table)) {
            return Optional.of(primaryKey(table, drop.constraint()));
        }
        return replaced ? Optional.empty() : Optional.of(lost(table, drop.constraint(), known));
    }

    /** A NOT NULL test that only proved what the column says by now, and what goes with its columns or its other table. */
    private static boolean isNothingLost(Situation at, TableRef table, Constraint constraint) {
        boolean proof = constraint.kind() == Constraint.Kind.CHECK
                && constraint.columns().size() == 1
                && NullProofs.refusesNull(constraint, constraint.columns().get(0))
                && !constraint.definition().toLowerCase(Locale.ROOT).contains(" and ")
                && NullProofs.isNotNull(at, table, constraint.columns().get(0));
        return proof
                || constraint.definition().toUpperCase(Locale.ROOT).contains("NOT ENFORCED")
                || Replacements.dropsColumns(at, table, constraint.columns())
                || constraint
                        .references()
                        .filter(parent -> Replacements.isDroppedLater(at, parent))
                        .isPresent();
    }

    private static Report primaryKey(TableRef table, String constraint) {
        String name = quoteIfNeeded(table);
        return Report.on(
                        table,
                        PRIMARY_KEY,
                        "`" + table
                                + "` has no primary key from now on: if it is published for logical replication, every UPDATE and"
                                + " DELETE fails on the publisher until it has another identity, and INSERT ... ON CONFLICT on the key"
                                + " fails in any case",
                        "build the new key's unique index first (CREATE UNIQUE INDEX CONCURRENTLY), then both in one statement: `ALTER"
                                + " TABLE " + name + " DROP CONSTRAINT " + quoteIfNeeded(constraint)
                                + ", ADD PRIMARY KEY USING INDEX <index>`; or before it `ALTER TABLE " + name
                                + " REPLICA IDENTITY USING INDEX <index>` with a unique index over NOT NULL columns")
                .about(table + " " + constraint);
    }

    private static Report lost(TableRef table, String name, Optional<Constraint> known) {
        return Report.on(table, CONSTRAINT, harm(table, name, known), remedy(table, known))
                .about(table + " " + name);
    }

    private static String harm(TableRef table, String name, Optional<Constraint> known) {
        String rule = "`" + name + "` of `" + table + "`";
        if (known.isEmpty()) {
            return rule
                    + " holds no longer: rows may come that running code takes for impossible, INSERT ... ON CONFLICT on it"
                    + " fails at once if it was unique, and the way back needs every such row repaired";
        }
        String columns = "(" + String.join(", ", known.get().columns()) + ")";
        return switch (known.get().kind()) {
            case FOREIGN_KEY ->
                rule + " holds no longer: rows may point at nothing in `"
                        + known.get().references().orElse(table)
                        + "`, which running code takes for impossible; an ON DELETE action"
                        + " of it stops too, and the way back needs orphans repaired";
            case UNIQUE, PRIMARY_KEY ->
                rule + " holds no longer: INSERT ... ON CONFLICT " + columns
                        + " of a running version fails at once, duplicates may come, and look-ups by it lose their index";
            case CHECK, EXCLUDE, NOT_NULL ->
                rule
                        + " holds no longer: rows may come that running code takes for impossible, and the way back needs them"
                        + " repaired";
        };
    }

    private static String remedy(TableRef table, Optional<Constraint> known) {
        boolean unique = known.filter(constraint -> constraint.kind() == Constraint.Kind.UNIQUE)
                .isPresent();
        return unique
                ? "deploy code that neither upserts on it nor counts on it, in all services that write `" + table
                        + "`; if another key takes its place, build that first and swap both in one transaction"
                : "deploy code that does without it before, in all services that read or write `" + table
                        + "`; if another rule takes its place, add that first, or both in one transaction";
    }

    /** A unique index is a rule as well, and ON CONFLICT finds it like a constraint (docs, INSERT, ON CONFLICT Clause). */
    private static Optional<Report> uniqueIndex(Situation at, TableRef name) {
        Optional<Table> table = at.schema().tableOfIndex(name).filter(known -> !at.isNew(known.ref()));
        Optional<Index> index = table.flatMap(known -> known.indexes().stream()
                .filter(one -> one.name().equals(name.name()))
                .filter(one -> one.unique() && one.constraint().isEmpty())
                .findFirst());
        if (index.isEmpty() || at.isNewIndex(name)) {
            return Optional.empty();
        }
        TableRef ref = table.orElseThrow().ref();
        List<String> keys = Keys.of(index.get().elements());
        Constraint rule =
                new Constraint(name.name(), Constraint.Kind.UNIQUE, keys, "", Optional.empty(), List.of(), true);
        return Replacements.isReplaced(at, ref, rule) || Replacements.isDroppedLater(at, ref)
                ? Optional.empty()
                : Optional.of(lost(ref, name.name(), Optional.of(rule)));
    }
}
