package dev.cofferdam.playbook.drops;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.RenameProbes;
import dev.cofferdam.playbook.parts.WholeRowProbes;
import dev.cofferdam.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The statements that imitate the versions: today's as they stand in the code, and of each version what a mapper sends for a row. */
final class DropProbes {
    private final DroppedColumn column;

    DropProbes(DroppedColumn column) {
        this.column = column;
    }

    List<Probe> of(AppVersion today, AppVersion next, List<Usage> usages, boolean moved) {
        List<Probe> probes = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Usage usage : usages) {
            Optional<String> statement =
                    usage.statement().filter(sql -> RenameProbes.isSentByCode(usage) && seen.add(sql));
            statement.ifPresent(sql -> probes.add(new Probe(
                    "p" + (probes.size() + 1), today, usage.access(), sql, Probe.Origin.CODE, "usage " + usage.id())));
        }
        WholeRowProbes without = new WholeRowProbes(withoutColumn());
        if (moved) {
            new WholeRowProbes(column.table()).add(probes, today, name -> name);
            without.add(probes, next, name -> name);
        } else {
            without.add(probes, today, name -> name);
        }
        return probes;
    }

    private Table withoutColumn() {
        Table table = column.table();
        return new Table(
                table.ref(),
                table.columns().stream()
                        .filter(other -> !other.name().equals(column.ref().column()))
                        .toList(),
                table.constraints(),
                table.indexes(),
                table.triggers(),
                table.partitioned());
    }
}
