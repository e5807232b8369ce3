package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A column that a way back adds to the sync's table and fills in batches, while code goes on writing the place that gives the values.
 *
 * @param way the units of one way back, in their order
 * @param at where in the way the rows are filled
 * @param target the column, by the name that it is added with
 * @param first the place that gives the values, by the name that it has where the way begins
 */
record BackFill(Sync.ByTrigger sync, List<SqlUnit> way, int at, ColumnRef target, ColumnRef first) {

    BackFill {
        way = List.copyOf(way);
    }

    /** The way's fill; empty when it makes no column anew. */
    static Optional<BackFill> find(Sync.ByTrigger sync, PlanFacts facts, List<SqlUnit> way) {
        return IntStream.range(0, way.size())
                .boxed()
                .flatMap(at -> filled(way.get(at), way, sync).stream()
                        .map(target -> new BackFill(sync, way, at, target, source(sync, facts, way))))
                .findFirst();
    }

    private static Optional<ColumnRef> filled(SqlUnit batch, List<SqlUnit> way, Sync.ByTrigger sync) {
        if (batch.part() != SqlUnit.Part.BATCH) {
            return Optional.empty();
        }
        return batch.facts(Statement.Query.class)
                .filter(query -> query.target()
                        .filter(sync.oldColumn().table()::isSameTable)
                        .isPresent())
                .flatMap(query -> query.columns().stream())
                .filter(use -> use.access() == Access.WRITE)
                .map(use -> sync.oldColumn().table().column(use.column()))
                .filter(column -> way.stream()
                        .flatMap(unit -> unit.actions(AlterAction.AddColumn.class))
                        .anyMatch(add -> add.table().isSameTable(column.table())
                                && add.action().column().name().equals(column.column())))
                .findFirst();
    }

    private static ColumnRef source(Sync.ByTrigger sync, PlanFacts facts, List<SqlUnit> way) {
        return facts.forward()
                .filter(unit -> unit.order() <= way.get(0).order())
                .reduce((earlier, later) -> later)
                .map(last -> facts.nameAfter(sync.newColumn(), last))
                .orElse(sync.newColumn());
    }

    /** Path of the step that fills the rows. */
    String where() {
        return way.get(at).where();
    }

    /** What the place that gives the values is called behind the unit; -1 asks for its name where the way begins. */
    ColumnRef source(int behind) {
        return PlanFacts.renamed(first, until(behind));
    }

    /** What the filled column is called behind the unit. */
    ColumnRef target(int behind) {
        return PlanFacts.renamed(target, until(behind));
    }

    private Stream<SqlUnit> until(int behind) {
        return way.stream().limit(behind + 1L);
    }

    /** Said when the way creates no trigger for it. */
    BackSync.Wrong unkept() {
        return new BackSync.Wrong(
                where(),
                "no sync",
                "`" + where() + "` fills `" + target + "` from `" + first
                        + "`, and no trigger that this way back creates "
                        + "keeps them equal, so what code writes behind the batches never reaches `" + target + "`");
    }

    /** The plan's sync, seen from the other place. */
    Sync.ByTrigger mirrored(Statement.CreateTrigger trigger) {
        return new Sync.ByTrigger(
                /* oldColumn= */ sync.newColumn(),
                /* newColumn= */ sync.oldColumn(),
                new Sync.Mapping(sync.mapping().down(), sync.mapping().up(), List.of()),
                sync.directions(),
                sync.precedence(),
                trigger.name(),
                trigger.function().name(),
                sync.backfillGuard());
    }
}
