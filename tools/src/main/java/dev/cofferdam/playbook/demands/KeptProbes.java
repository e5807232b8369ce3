package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.RenameProbes;
import dev.cofferdam.playbook.parts.WholeRowProbes;
import dev.cofferdam.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Probes of versions that send the same statements, because no name changes; only the code of today is known to send them as they stand. */
final class KeptProbes {
    private final Table table;

    KeptProbes(Table table) {
        this.table = table;
    }

    List<Probe> of(List<AppVersion> versions, List<Usage> usages) {
        List<Probe> probes = new ArrayList<>();
        for (AppVersion version : versions) {
            Probe.Origin origin = version.number() == 0 ? Probe.Origin.CODE : Probe.Origin.GENERATED;
            Set<String> seen = new LinkedHashSet<>();
            for (Usage usage : usages) {
                usage.statement()
                        .filter(sql -> RenameProbes.isSentByCode(usage) && seen.add(sql))
                        .ifPresent(sql -> add(probes, version, usage.access(), sql, origin, "usage " + usage.id()));
            }
            new WholeRowProbes(table).add(probes, version, column -> column);
        }
        return probes;
    }

    private static void add(
            List<Probe> probes, AppVersion version, Access access, String sql, Probe.Origin origin, String source) {
        probes.add(new Probe("p" + (probes.size() + 1), version, access, sql, origin, source));
    }
}
