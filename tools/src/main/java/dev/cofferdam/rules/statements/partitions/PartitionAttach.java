package dev.cofferdam.rules.statements.partitions;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.constraints.NullProofs;
import dev.cofferdam.rules.statements.situation.Keys;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Flags partitions whose rows, or the default partition's, are read while everybody waits (PostgreSQL docs, ALTER TABLE, ATTACH PARTITION). */
public final class PartitionAttach implements StatementRule {
    private static final RuleInfo SCAN = new RuleInfo(
            "partition-attach-scan",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "A table is read from end to end to become a partition");
    private static final RuleInfo DEFAULT_SCAN = new RuleInfo(
            "partition-attach-default-scan",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "The default partition is read from end to end for a new partition");

    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'|(?<![\\w$.])-? ?\\d+(?:\\.\\d+)?");
    private static final Pattern MIDNIGHT = Pattern.compile(" 00:00(?::00)?(?:\\.0+)?(?:[+-]00(?::?00)?)?");

    private static final Pattern RANGE = Pattern.compile(".* for values from \\( ([^,()]+) \\) to \\( ([^,()]+) \\)");
    private static final Pattern VALUES = Pattern.compile(".* for values in \\( (.+) \\)");

    @Override
    public List<RuleInfo> detects() {
        return List.of(SCAN, DEFAULT_SCAN);
    }

    @Override
    public List<Report> check(Situation at) {
        List<Report> reports = new ArrayList<>();
        at.actions(AlterAction.AttachPartition.class).forEach(attach -> {
            if (!at.isNew(attach.partition()) && !isProved(at, at.alteredTable(), attach.partition())) {
                reports.add(scan(at, attach));
            }
            if (!attach.asDefault()) {
                defaultScan(at, at.alteredTable(), reports);
            }
        });
        at.as(Statement.CreateTable.class)
                .filter(create -> !create.defaultPartition())
                .flatMap(Statement.CreateTable::partitionOf)
                .ifPresent(parent -> defaultScan(at, parent, reports));
        return reports;
    }

    private static Report scan(Situation at, AlterAction.AttachPartition attach) {
        TableRef parent = at.alteredTable();
        TableRef partition = attach.partition();
        String name = quoteIfNeeded(partition.name() + "_bound");
        return Report.on(
                        partition,
                        SCAN,
                        "every row of `" + partition + "` is read under ACCESS EXCLUSIVE to see that it fits into `"
                                + parent + "`, because no valid CHECK says so; reads and writes of `" + partition
                                + "` wait",
                        "each in a transaction of its own: `ALTER TABLE " + quoteIfNeeded(partition)
                                + " ADD CONSTRAINT " + name
                                + bound(at, parent)
                                        .map(bound -> " CHECK (" + bound.column() + " IS NOT NULL AND "
                                                + bound.condition() + ") NOT VALID`")
                                        .orElse(
                                                " CHECK (...) NOT VALID` with the bound of this statement as its condition, and that"
                                                        + " no column of the key is null")
                                + ", `ALTER TABLE " + quoteIfNeeded(partition) + " VALIDATE CONSTRAINT "
                                + name
                                + "`, then this statement, which reads no row; drop the constraint afterwards")
                .about("partition " + partition);
    }

    /** What a partition's key must be to belong there. */
    private record Bound(String column, String condition) {}

    /** The bound as a condition, where it is as simple as it mostly is, of one column that the history tells. */
    private static Optional<Bound> bound(Situation at, TableRef parent) {
        List<String> key = Keys.of(at.schema().partitionKeyOf(parent));
        if (key.size() != 1) {
            return Optional.empty();
        }
        String column = quoteIfNeeded(key.get(0));
        String plain = at.plain();
        Matcher range = RANGE.matcher(plain);
        if (range.matches()) {
            boolean open = range.group(1).equals("minvalue");
            boolean endless = range.group(2).equals("maxvalue");
            String from = open ? "" : column + " >= " + range.group(1);
            String to = endless ? "" : column + " < " + range.group(2);
            return open && endless
                    ? Optional.empty()
                    : Optional.of(new Bound(column, from + (open || endless ? "" : " AND ") + to));
        }
        Matcher list = VALUES.matcher(plain);
        return list.matches()
                ? Optional.of(new Bound(column, column + " IN (" + list.group(1).replace(" ,", ",") + ")"))
                : Optional.empty();
    }

    private static void defaultScan(Situation at, TableRef parent, List<Report> reports) {
        at.schema()
                .defaultPartitionOf(parent)
                .filter(partition -> !at.isNew(partition) && !isProved(at, parent, partition))
                .ifPresent(partition -> reports.add(defaultScan(at, parent, partition)));
    }

    private static Report defaultScan(Situation at, TableRef parent, TableRef partition) {
        String name = quoteIfNeeded(partition.name() + "_without");
        return Report.on(
                        partition,
                        DEFAULT_SCAN,
                        "every row of `" + partition + "`, the default partition of `" + parent
                                + "`, is read under ACCESS EXCLUSIVE to see that none belongs into the new one; whoever reads or writes `"
                                + parent + "` through it waits",
                        "each in a transaction of its own: `ALTER TABLE " + quoteIfNeeded(partition)
                                + " ADD CONSTRAINT " + name
                                + bound(at, parent)
                                        .map(bound -> " CHECK (NOT (" + bound.condition() + ")) NOT VALID`")
                                        .orElse(
                                                " CHECK (...) NOT VALID`, whose condition excludes the bound of this statement")
                                + ", `ALTER TABLE " + quoteIfNeeded(partition)
                                + " VALIDATE CONSTRAINT " + name
                                + "`, then this statement, which reads no row of it; rows that do belong there must be moved first")
                .about("default partition " + partition);
    }

    /** Whether valid checks name every value of the bound, and nothing that the history tells lets the key be null. */
    private static boolean isProved(Situation at, TableRef parent, TableRef partition) {
        String checks = at.constraints(partition).stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK && constraint.validated())
                .map(Constraint::definition)
                .map(PlainSql::of)
                .collect(Collectors.joining(" "));
        String plain = at.plain();
        int values = plain.indexOf(" for values ");
        Set<String> bound = values < 0 ? Set.of() : literals(plain.substring(values));
        boolean stated = !checks.isEmpty() && literals(checks).containsAll(bound);
        return stated
                && Keys.of(at.schema().partitionKeyOf(parent)).stream()
                        .noneMatch(column -> NullProofs.isNullable(at, partition, column)
                                && !NullProofs.isProved(at, partition, column));
    }

    private static Set<String> literals(String plain) {
        return LITERAL.matcher(plain)
                .results()
                .map(found -> found.group(1) == null ? found.group() : found.group(1))
                .map(text -> MIDNIGHT.matcher(text).replaceAll(""))
                .collect(Collectors.toSet());
    }
}
