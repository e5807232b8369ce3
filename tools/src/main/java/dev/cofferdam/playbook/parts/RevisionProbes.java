package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A version that is written already, say in a pull request, is imitated by the statements of its code instead of those that were made up for it. */
public final class RevisionProbes {
    private RevisionProbes() {}

    /** The columns whose code paths tell what such a version sends: those of today, or what they have become. */
    public static List<ColumnRef> columns(Change change, AppVersion version) {
        if (version.number() > 0 && change instanceof ColumnChange.RenameColumn rename) {
            return List.of(rename.renamed());
        }
        if (version.number() > 0 && change instanceof ColumnChange.ChangeType type) {
            return List.of(type.newName().map(name -> type.table().column(name)).orElse(type.column()));
        }
        if (version.number() > 0 && change instanceof ColumnChange.AddColumn add) {
            return List.of(add.column());
        }
        return change.columns();
    }

    /**
     * The plan with the statements that were found. What a mapper sends for whole rows stays: it is in no source.
     *
     * @param found in the revision's code
     * @param revision as the user named it
     */
    public static Plan in(Plan plan, AppVersion version, List<Usage> found, String revision) {
        List<Probe> probes = new ArrayList<>();
        plan.probes().stream()
                .filter(probe -> !probe.version().equals(version) || probe.isOfMapping())
                .forEach(probes::add);
        Set<String> seen = new LinkedHashSet<>();
        for (Usage usage : found) {
            usage.statement()
                    .filter(sql -> RenameProbes.isSentByCode(usage) && seen.add(sql))
                    .ifPresent(sql -> probes.add(new Probe(
                            version.label() + "-" + seen.size(),
                            version,
                            usage.access(),
                            sql,
                            Probe.Origin.CODE,
                            usage.place() + " at " + revision)));
        }
        return plan.withProbes(probes);
    }
}
