package dev.cofferdam.rules.statements.constraints;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import dev.cofferdam.sql.TableConstraint.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flags what a new foreign key does to the tables that it points at: writers wait there too, however new the pointing table is. */
public final class ForeignKeyLocks implements StatementRule {
    private static final RuleInfo BOTH = new RuleInfo(
            "fk-locks-both-tables",
            Severity.INFO,
            RuleClass.CONTEXT,
            Hazard.QUEUES_TRAFFIC,
            "A foreign key locks the table that it points at");
    private static final RuleInfo MANY = new RuleInfo(
            "fk-multiple-parents-one-tx",
            Severity.WARNING,
            Hazard.BLOCKS_WRITES,
            "One transaction locks several tables for foreign keys");

    @Override
    public List<RuleInfo> detects() {
        return List.of(BOTH, MANY);
    }

    @Override
    public List<Report> check(Situation at) {
        Set<TableRef> here = parents(at, at.facts());
        if (here.isEmpty()) {
            return List.of();
        }
        Set<TableRef> before = at.earlierInTransaction().stream()
                .flatMap(earlier -> parents(at, earlier.facts()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<TableRef> all = new TreeSet<>(before);
        all.addAll(here);
        if (all.size() > 1) {
            // Said once for the transaction, where the second table comes in.
            return before.size() > 1 ? List.of() : List.of(many(at, here, all));
        }
        return looksAtRows(at) || isFilledByDefault(at)
                ? List.of()
                : here.stream().map(parent -> both(at, parent)).toList();
    }

    private static Report both(Situation at, TableRef parent) {
        return Report.on(
                        parent,
                        BOTH,
                        "the foreign key takes SHARE ROW EXCLUSIVE on `" + parent
                                + "` too, if only for an instant: it waits for every open transaction that writes there, and"
                                + " later writers of `" + parent + "` wait behind it"
                                + (at.facts() instanceof Statement.AlterTable && !isAddedAlone(at)
                                        ? "; the new column is NULL everywhere, so that no row is checked"
                                        : ""),
                        "`SET lock_timeout = '2s'` before it, and run it again when it gives up"
                                + (at.facts() instanceof Statement.CreateTable
                                        ? "; nothing slow may follow in the same transaction"
                                        : ""))
                .about("parent " + parent);
    }

    private static boolean isAddedAlone(Situation at) {
        return at.actions(AlterAction.AddConstraint.class)
                .anyMatch(add -> add.constraint().kind() == Kind.FOREIGN_KEY);
    }

    private static Report many(Situation at, Set<TableRef> here, Set<TableRef> before) {
        Set<TableRef> all = new TreeSet<>(before);
        at.laterInTransaction().stream().map(ParsedStatement::facts).forEach(later -> all.addAll(parents(at, later)));
        return Report.on(
                        here.iterator().next(),
                        MANY,
                        "one transaction takes SHARE ROW EXCLUSIVE on " + words(all)
                                + " for foreign keys and keeps each until it ends; writers of all of them wait, and one that"
                                + " writes two of them in another order is a deadlock",
                        "one foreign key in a transaction: create the table without them, then each with"
                                + " ALTER TABLE ... ADD FOREIGN KEY in a migration of its own")
                .about("parents");
    }

    /** Tables that were there before and that this statement makes foreign keys point at. */
    private static Set<TableRef> parents(Situation at, Statement facts) {
        return constraints(facts)
                .filter(constraint -> constraint.kind() == Kind.FOREIGN_KEY)
                .map(TableConstraint::references)
                .flatMap(Optional::stream)
                .filter(parent -> !at.isNew(parent) && !itself(facts).equals(Optional.of(parent)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A table that is made or altered is locked more strongly for that. */
    private static Optional<TableRef> itself(Statement facts) {
        if (facts instanceof Statement.CreateTable create) {
            return Optional.of(create.table());
        }
        return facts instanceof Statement.AlterTable alter ? Optional.of(alter.table()) : Optional.empty();
    }

    private static Stream<TableConstraint> constraints(Statement facts) {
        if (facts instanceof Statement.CreateTable create) {
            return create.temporary() ? Stream.empty() : create.constraints().stream();
        }
        return facts instanceof Statement.AlterTable alter
                ? alter.actions().stream().flatMap(ForeignKeyLocks::constraints)
                : Stream.empty();
    }

    private static Stream<TableConstraint> constraints(AlterAction action) {
        if (action instanceof AlterAction.AddConstraint add) {
            return Stream.of(add.constraint());
        }
        return action instanceof AlterAction.AddColumn add ? add.inline().stream() : Stream.empty();
    }

    /** Then {@code column-add-inline-constraint} says of both tables what a default that every row gets means for them. */
    private static boolean isFilledByDefault(Situation at) {
        return at.actions(AlterAction.AddColumn.class)
                .anyMatch(add -> add.column()
                                .defaultExpression()
                                .filter(value -> !value.equalsIgnoreCase("null"))
                                .isPresent()
                        && add.inline().stream()
                                .anyMatch(constraint ->
                                        constraint.kind() == Kind.FOREIGN_KEY && !constraint.notEnforced()));
    }

    private static boolean looksAtRows(Situation at) {
        return Added.to(at, Kind.FOREIGN_KEY).anyMatch(Added::looksAtRows);
    }

    private static String words(Collection<TableRef> tables) {
        return tables.stream().map(table -> "`" + table + "`").collect(Collectors.joining(", "));
    }
}
