package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.RenameProbes;
import dev.cofferdam.playbook.parts.WholeRowProbes;
import dev.cofferdam.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Probes of versions that send the same statements, because no name changes; only the code of today is known to send them as they stand. A write that
 * an edit puts right is sent in another form from that version on, and which form, nobody knows before the edit is made.
 */
public final class KeptProbes {
    private final Table table;

    private final List<Edit> edits;

    public KeptProbes(Table table, List<Edit> edits) {
        this.table = table;
        this.edits = List.copyOf(edits);
    }

    public List<Probe> of(List<AppVersion> versions, List<Usage> usages) {
        List<Probe> probes = new ArrayList<>();
        for (AppVersion version : versions) {
            Probe.Origin origin = version.number() == 0 ? Probe.Origin.CODE : Probe.Origin.GENERATED;
            Set<String> seen = new LinkedHashSet<>();
            for (Usage usage : usages) {
                usage.statement()
                        .filter(sql -> RenameProbes.isSentByCode(usage) && !isEdited(usage, version) && seen.add(sql))
                        .ifPresent(sql -> add(probes, version, usage.access(), sql, origin, "usage " + usage.id()));
            }
            new WholeRowProbes(table).add(probes, version, column -> column);
        }
        return probes;
    }

    private boolean isEdited(Usage usage, AppVersion version) {
        return usage.access().writes()
                && edits.stream()
                        .anyMatch(edit -> edit.version().consumer().equals(version.consumer())
                                && edit.version().number() <= version.number()
                                && edit.settles().contains(usage.id()));
    }

    private static void add(
            List<Probe> probes, AppVersion version, Access access, String sql, Probe.Origin origin, String source) {
        probes.add(new Probe("p" + (probes.size() + 1), version, access, sql, origin, source));
    }
}
