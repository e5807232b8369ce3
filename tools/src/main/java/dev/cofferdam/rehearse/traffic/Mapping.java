package dev.cofferdam.rehearse.traffic;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.sql.ColumnUse;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The columns of the change's table that a version's object mapper knows, by the statements that it sends for whole rows. */
public final class Mapping {
    private Mapping() {}

    /** Empty when the version is not known to map the table. */
    public static NavigableSet<String> of(Plan plan, AppVersion version) {
        List<Call> calls = plan.probes().stream()
                .filter(probe -> probe.version().equals(version))
                .filter(Probe::isOfMapping)
                .map(Call::of)
                .toList();
        NavigableSet<String> columns = new TreeSet<>();
        calls.stream()
                .flatMap(call -> call.facts().stream())
                .flatMap(facts -> facts.columns().stream())
                .filter(use -> use.table()
                        .filter(table -> table.isSameTable(plan.change().table()))
                        .isPresent())
                .map(ColumnUse::column)
                .forEach(columns::add);
        return columns;
    }
}
