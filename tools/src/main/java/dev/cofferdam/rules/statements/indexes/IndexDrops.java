package dev.cofferdam.rules.statements.indexes;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Keys;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.rules.statements.situation.StrongLocks;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flags DROP INDEX that queues everybody, is refused, or takes away what something still needs (PostgreSQL docs, DROP INDEX). */
public final class IndexDrops implements StatementRule {
    private static final RuleInfo BLOCKING = new RuleInfo(
            "index-drop-blocking",
            Severity.WARNING,
            Hazard.QUEUES_TRAFFIC,
            "An index is dropped under a lock for which everybody queues");
    private static final RuleInfo STILL_USED = new RuleInfo(
            "index-drop-still-used",
            Severity.INFO,
            RuleClass.CONTEXT,
            Hazard.QUEUES_TRAFFIC,
            "An index is dropped that something still needs");
    private static final RuleInfo BACKS_CONSTRAINT = new RuleInfo(
            "index-drop-backs-constraint",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "An index is dropped that a constraint stands on");

    @Override
    public List<RuleInfo> detects() {
        return List.of(BLOCKING, STILL_USED, BACKS_CONSTRAINT);
    }

    @Override
    public List<Report> check(Situation at) {
        List<Report> reports = new ArrayList<>();
        at.as(Statement.Drop.class)
                .filter(drop ->
                        drop.kind() == Statement.ObjectKind.INDEX && !StrongLocks.clearsTheWay(at.statement(), at))
                .ifPresent(drop -> drop.names().forEach(name -> check(at, drop, name, reports)));
        return reports;
    }

    private static void check(Situation at, Statement.Drop drop, TableRef name, List<Report> reports) {
        Optional<Table> table = at.schema().tableOfIndex(name);
        Optional<Index> index = table.flatMap(known -> known.indexes().stream()
                .filter(one -> one.name().equals(name.name()))
                .findFirst());
        if (table.filter(known -> at.isNew(known.ref())).isPresent()) {
            return;
        }
        Optional<String> constraint = index.flatMap(Index::constraint);
        if (constraint.isPresent()) {
            reports.add(backsConstraint(table.orElseThrow(), name, constraint.get()));
            return;
        }
        boolean partitioned = table.filter(Table::partitioned).isPresent();
        if (!drop.concurrently() || partitioned) {
            reports.add(partitioned ? partitioned(drop, table.orElseThrow(), name) : blocking(drop, table, name));
        }
        index.ifPresent(known -> stillUsed(at, table.orElseThrow(), known, reports));
    }

    private static Report backsConstraint(Table table, TableRef index, String constraint) {
        return Report.on(
                        table.ref(),
                        BACKS_CONSTRAINT,
                        "the server refuses to drop `" + index + "`, with CASCADE too: constraint `" + constraint
                                + "` of `" + table.ref() + "` stands on it",
                        "if the rule itself is to go, `ALTER TABLE " + quoteIfNeeded(table.ref()) + " DROP CONSTRAINT "
                                + quoteIfNeeded(constraint)
                                + "` once no code counts on it; if the index is only to be built anew, "
                                + "`REINDEX INDEX CONCURRENTLY " + quoteIfNeeded(index) + "`")
                .about("index " + index);
    }

    private static Report blocking(Statement.Drop drop, Optional<Table> table, TableRef index) {
        String safe = "DROP INDEX CONCURRENTLY " + (drop.ifExists() ? "IF EXISTS " : "") + quoteIfNeeded(index);
        String what = table.map(known -> "`" + known.ref() + "`").orElse("the index's table")
                + " is locked in ACCESS EXCLUSIVE mode while `" + index
                + "` goes: short, but it waits for every open query on the table, and all later ones wait behind it";
        String remedy = "`" + safe + "` in a migration of its own that runs outside a transaction";
        Report report = table.map(known -> Report.on(known.ref(), BLOCKING, what, remedy))
                .orElseGet(() -> Report.on(index.toString(), BLOCKING, what, remedy))
                .about("index " + index);
        return drop.names().size() == 1 && !drop.cascade() ? report.with(SafeForm.outsideTransaction(safe)) : report;
    }

    private static Report partitioned(Statement.Drop drop, Table table, TableRef index) {
        Report report = Report.on(
                        table.ref(),
                        BLOCKING,
                        drop.concurrently()
                                ? "the server refuses to drop `" + index + "` concurrently: `" + table.ref()
                                        + "` is partitioned"
                                : "`" + table.ref()
                                        + "` and every partition of it are locked in ACCESS EXCLUSIVE mode while `"
                                        + index
                                        + "` goes; it waits for every open query on any of them, and all later ones wait behind it",
                        "there is no concurrent form for a partitioned table: `SET lock_timeout = '2s'` before `DROP INDEX "
                                + quoteIfNeeded(index)
                                + "`, alone in its transaction, and run it again when it gives up")
                .about("index " + index);
        return drop.concurrently() ? report.weighed(Severity.ERROR).whateverSize() : report;
    }

    private static void stillUsed(Situation at, Table table, Index index, List<Report> reports) {
        at.after().stream()
                .map(later -> later.facts())
                .filter(facts -> facts instanceof Statement.CreateIndex create
                        && create.table().isSameTable(table.ref())
                        && Keys.of(create.elements())
                                .get(0)
                                .equals(Keys.of(index.elements()).get(0)))
                .map(Statement.CreateIndex.class::cast)
                .findFirst()
                .ifPresent(next -> reports.add(replacedLate(table, index, next)));
        table.constraints().stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.FOREIGN_KEY)
                .filter(constraint -> Keys.leads(index, constraint.columns()))
                .filter(constraint -> table.indexes().stream()
                        .noneMatch(other -> !other.equals(index) && Keys.leads(other, constraint.columns())))
                .findFirst()
                .ifPresent(constraint -> reports.add(underForeignKey(table, index, constraint)));
    }

    private static Report replacedLate(Table table, Index index, Statement.CreateIndex next) {
        String successor = next.name().map(name -> "`" + name + "`").orElse("its successor");
        return Report.on(
                        table.ref(),
                        STILL_USED,
                        "`" + index.name() + "` goes before " + successor
                                + " is built; until then queries that found rows by it read all of `" + table.ref()
                                + "`",
                        "build " + successor + " first, concurrently and under another name, and drop `" + index.name()
                                + "` when it is valid")
                .about("successor of " + index.name());
    }

    private static Report underForeignKey(Table table, Index index, Constraint constraint) {
        TableRef parent = constraint.references().orElse(table.ref());
        return Report.on(
                        table.ref(),
                        STILL_USED,
                        "`" + index.name() + "` is the only index by which the foreign key `" + constraint.name()
                                + "` finds rows; without it each DELETE in `" + parent + "` reads all of `"
                                + table.ref() + "`",
                        "keep it, or build another index on (" + String.join(", ", constraint.columns()) + ") of `"
                                + table.ref() + "` first, unless no row of `" + parent + "` is ever deleted")
                .about("foreign key over " + index.name());
    }
}
