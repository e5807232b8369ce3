package dev.cofferdam.rules.statements.constraints;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.KeyDefinition;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.TableConstraint.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flags constraints that build their index in the statement that adds them (PostgreSQL docs, ALTER TABLE, ADD table_constraint). */
public final class ConstraintIndexes implements StatementRule {
    private static final RuleInfo UNIQUE = new RuleInfo(
            "unique-add-blocking",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "A unique constraint builds its index while everybody waits");
    private static final RuleInfo PRIMARY_KEY = new RuleInfo(
            "pk-add-blocking",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "A primary key builds its index while everybody waits");
    private static final RuleInfo EXCLUSION = new RuleInfo(
            "exclusion-add",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "An exclusion constraint builds its index while everybody waits");

    /** What of a definition belongs to the index, and what to the constraint. */
    @Override
    public List<RuleInfo> detects() {
        return List.of(UNIQUE, PRIMARY_KEY, EXCLUSION);
    }

    @Override
    public List<Report> check(Situation at) {
        return Stream.of(
                        Added.to(at, Kind.UNIQUE).map(added -> keyed(added, UNIQUE)),
                        Added.to(at, Kind.PRIMARY_KEY).map(added -> keyed(added, PRIMARY_KEY)),
                        Added.to(at, Kind.EXCLUDE).map(ConstraintIndexes::exclusion))
                .flatMap(reports -> reports)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Report> keyed(Added added, RuleInfo rule) {
        if (added.constraint().usingIndex().isPresent() || PartitionKeys.isRefused(added)) {
            return Optional.empty();
        }
        boolean primary = added.constraint().kind() == Kind.PRIMARY_KEY;
        List<String> nullable = primary ? unproved(added) : List.of();
        String what = added.words() + " builds its index on `" + added.table() + "` under ACCESS EXCLUSIVE"
                + (nullable.isEmpty() ? "" : " and looks for nulls in every row")
                + "; reads and writes wait until it is built";
        Report report = added.report(
                rule, what, added.at().isPartitioned(added.table()) ? partitioned(added) : remedy(added, nullable));
        boolean replaceable = nullable.isEmpty()
                && !added.at().isPartitioned(added.table())
                && definition(added).isPresent();
        return Optional.of(
                replaceable ? added.with(report, SafeForm.outsideTransaction(build(added), take(added))) : report);
    }

    /** Columns of a primary key that are not known to be NOT NULL. */
    private static List<String> unproved(Added added) {
        return added.constraint().columns().stream()
                .filter(column -> !NullProofs.isNotNull(added.at(), added.table(), column))
                .filter(column -> !NullProofs.isProved(added.at(), added.table(), column))
                .toList();
    }

    private static String remedy(Added added, List<String> nullable) {
        String first = nullable.isEmpty()
                ? ""
                : "prove that `" + String.join("`, `", nullable)
                        + "` holds no null (a NOT NULL or CHECK constraint that is NOT VALID at first and validated later); then ";
        return first + "`" + build(added) + "` outside of a transaction, and when it is valid `" + take(added)
                + "`, which takes the lock for an instant";
    }

    private static String build(Added added) {
        String elements = definition(added)
                .map(parts -> parts.columns().orElseThrow() + parts.index())
                .orElseGet(() -> "(" + columns(added) + ")");
        return "CREATE UNIQUE INDEX CONCURRENTLY " + quoteIfNeeded(added.name()) + " ON " + quoteIfNeeded(added.table())
                + " " + elements;
    }

    private static String take(Added added) {
        String kind = added.constraint().kind() == Kind.PRIMARY_KEY ? " PRIMARY KEY" : " UNIQUE";
        String name = quoteIfNeeded(added.name());
        return added.alter("ADD CONSTRAINT " + name + kind + " USING INDEX " + name
                + definition(added).map(KeyDefinition::timing).orElse(""));
    }

    private static Optional<KeyDefinition> definition(Added added) {
        return KeyDefinition.of(added.definition())
                .filter(parts -> parts.columns().isPresent());
    }

    private static String columns(Added added) {
        return added.constraint().columns().stream()
                .map(Identifiers::quoteIfNeeded)
                .collect(Collectors.joining(", "));
    }

    /** USING INDEX is not to be had there (docs, ALTER TABLE), but the partitions' own constraints are taken over with their indexes. */
    private static String partitioned(Added added) {
        String kind = added.constraint().kind() == Kind.PRIMARY_KEY ? "PRIMARY KEY" : "UNIQUE";
        return "for each partition `CREATE UNIQUE INDEX CONCURRENTLY <index> ON <partition> (" + columns(added)
                + ")` outside of a transaction and `ALTER TABLE <partition> ADD CONSTRAINT <index> " + kind
                + " USING INDEX <index>`; then `"
                + added.alter("ADD CONSTRAINT " + quoteIfNeeded(added.name()) + " " + added.definition())
                + "` takes those over and builds none";
    }

    private static Optional<Report> exclusion(Added added) {
        if (PartitionKeys.isRefused(added)) {
            return Optional.empty();
        }
        return Optional.of(added.report(
                EXCLUSION,
                added.words() + " builds its index on `" + added.table()
                        + "` under ACCESS EXCLUSIVE; reads and writes wait until it is built, and no form of it lets anybody go on",
                "make a table beside `" + added.table()
                        + "` that has the constraint, keep it equal by a trigger, fill it in batches and let code move to it; "
                        + "or ask for a window in which `" + added.table() + "` may stand still"));
    }
}
