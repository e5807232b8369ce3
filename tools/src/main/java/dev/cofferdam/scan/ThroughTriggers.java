package dev.cofferdam.scan;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.styles.sql.FiredTriggers.Fired;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Entities whose rows fire a trigger that reaches the column: who saves, changes or deletes one does so too. */
final class ThroughTriggers {

    private final Scan scan;

    ThroughTriggers(Scan scan) {
        this.scan = scan;
    }

    /**
     * Adds what is found.
     *
     * @param writers finds what a framework writes for the code
     */
    void find(List<Fired> fired, Consumer<Scan> writers) {
        for (Fired trigger : fired) {
            // Whoever writes a row of the column's own table through an entity writes the column anyhow.
            boolean own = trigger.table().name().equals(scan.column().table().name());
            Optional<ColumnRef> probe = own ? Optional.empty() : probe(trigger);
            probe.ifPresent(column -> {
                Scan inner = scan.about(column);
                writers.accept(inner);
                inner.hits().stream()
                        .filter(hit -> fires(hit, trigger))
                        .forEach(hit -> scan.add(through(hit, trigger)));
            });
        }
    }

    /** Any column of the trigger's table that an entity writes: a framework writes the others along with it. */
    private Optional<ColumnRef> probe(Fired trigger) {
        return scan.entities().all().stream()
                .filter(entity ->
                        entity.table().equalsIgnoreCase(trigger.table().name()))
                .flatMap(entity -> entity.properties().stream().filter(ThroughTriggers::isPlain))
                .flatMap(property -> property.columns().stream())
                .filter(mapped -> mapped.writable()
                        && mapped.table().equalsIgnoreCase(trigger.table().name()))
                .findFirst()
                .map(mapped -> trigger.table().column(mapped.column()));
    }

    private static boolean isPlain(PropertyFact property) {
        return !property.member().has("Id") && property.kind() != PropertyFact.Kind.TO_MANY;
    }

    private static boolean fires(Hit hit, Fired trigger) {
        boolean deletes = hit.spot()
                .member()
                .filter(name -> name.startsWith("delete") || name.startsWith("remove"))
                .isPresent();
        if (deletes) {
            return trigger.isFiredBy("delete");
        }
        return hit.style() == Style.ENTITY_WRITE && (trigger.isFiredBy("insert") || trigger.isFiredBy("update"))
                || hit.style() == Style.DIRTY_WRITE && trigger.isFiredBy("update");
    }

    private static Hit through(Hit hit, Fired trigger) {
        return new Hit(
                hit.spot(),
                trigger.access(),
                Style.THROUGH_OBJECT,
                hit.confidence(),
                hit.token(),
                "fires " + trigger.through() + ": " + hit.reason(),
                hit.statement());
    }
}
