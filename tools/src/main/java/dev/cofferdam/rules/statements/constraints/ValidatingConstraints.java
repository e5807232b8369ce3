package dev.cofferdam.rules.statements.constraints;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.TableConstraint.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Flags CHECK and foreign keys that go through the rows in the statement that adds them (PostgreSQL docs, ALTER TABLE, Notes). */
public final class ValidatingConstraints implements StatementRule {
    private static final RuleInfo CHECK = new RuleInfo(
            "check-add-validating",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "A check constraint goes through all rows while everybody waits");
    private static final RuleInfo FOREIGN_KEY = new RuleInfo(
            "fk-add-validating",
            Severity.ERROR,
            Hazard.BLOCKS_WRITES,
            "A foreign key goes through all rows while writers of both tables wait");

    /** From here on a foreign key of a partitioned table may be NOT VALID: release notes of PostgreSQL 18. */
    private static final int FIRST_WITH_PARTITIONED_NOT_VALID = 18;

    @Override
    public List<RuleInfo> detects() {
        return List.of(CHECK, FOREIGN_KEY);
    }

    @Override
    public List<Report> check(Situation at) {
        return Stream.of(
                        Added.to(at, Kind.CHECK).filter(Added::looksAtRows).map(ValidatingConstraints::check),
                        Added.to(at, Kind.FOREIGN_KEY)
                                .filter(ValidatingConstraints::refusesNotValid)
                                .map(ValidatingConstraints::refused),
                        Added.to(at, Kind.FOREIGN_KEY)
                                .filter(added -> added.looksAtRows())
                                .map(ValidatingConstraints::foreignKey))
                .flatMap(reports -> reports)
                .toList();
    }

    private static Report check(Added added) {
        Report report = added.report(
                CHECK,
                added.words() + " is checked against every row of `" + added.table()
                        + "` under ACCESS EXCLUSIVE; reads and writes wait until the last row is seen",
                "`" + added.addNotValid() + "`, which looks at no row, and then in a transaction of its own `"
                        + added.validate() + "`, under which everybody goes on");
        return added.with(report, SafeForm.of(added.addNotValid(), added.validate()));
    }

    private static Report foreignKey(Added added) {
        String what = added.words() + " is looked up for every row of `" + added.table()
                + "` under SHARE ROW EXCLUSIVE on `" + added.table()
                + (added.table().isSameTable(parent(added))
                        ? "`; its writers wait"
                        : "` and `" + parent(added) + "`; writers of both tables wait")
                + " until the last row is found";
        if (knowsNoNotValid(added)) {
            return added.report(FOREIGN_KEY, what, partitionByPartition(added));
        }
        Report report = added.report(
                FOREIGN_KEY,
                what,
                "`" + added.addNotValid() + "`, which looks at no row, and then in a transaction of its own `"
                        + added.validate() + "`, under which everybody writes on");
        return added.with(report, SafeForm.of(added.addNotValid(), added.validate()));
    }

    private static Report refused(Added added) {
        return added.report(
                        FOREIGN_KEY,
                        "the server refuses " + added.words()
                                + ": before version 18 a foreign key of the partitioned table `" + added.table()
                                + "` cannot be NOT VALID",
                        partitionByPartition(added))
                .whateverSize();
    }

    private static boolean refusesNotValid(Added added) {
        return added.constraint().notValid() && knowsNoNotValid(added);
    }

    private static boolean knowsNoNotValid(Added added) {
        return added.at().isPartitioned(added.table())
                && added.at().engine().major() < FIRST_WITH_PARTITIONED_NOT_VALID;
    }

    private static String partitionByPartition(Added added) {
        String definition = added.definition().replaceAll("(?i)\\s+NOT\\s+VALID", "");
        return "for each partition `ALTER TABLE <partition> ADD CONSTRAINT " + quoteIfNeeded(added.name()) + " "
                + definition + " NOT VALID` and later VALIDATE CONSTRAINT; then `"
                + added.alter("ADD CONSTRAINT " + quoteIfNeeded(added.name()) + " " + definition)
                + "` takes over the partitions' valid keys and looks at no row";
    }

    private static TableRef parent(Added added) {
        return added.constraint().references().orElse(added.table());
    }
}
