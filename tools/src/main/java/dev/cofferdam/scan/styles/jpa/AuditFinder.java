package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import java.util.Optional;

/**
 * Tables in which Hibernate Envers keeps each version of a row: they hold a copy of every audited column, under its own name, and are
 * written whenever the entity is (Hibernate Envers, "Configuration Properties": the suffix is {@code _AUD} by default).
 */
public final class AuditFinder implements StyleFinder {

    private static final String SUFFIX = "_aud";

    private final Scan scan;

    public AuditFinder(Scan scan) {
        this.scan = scan;
    }

    @Override
    public void find() {
        scan.entities().all().forEach(entity -> scan.fenced(this, entity.type(), () -> findIn(entity)));
    }

    private void findIn(EntityFact entity) {
        boolean whole = entity.type().has("Audited");
        for (PropertyFact property : entity.properties()) {
            boolean audited = (whole || property.member().has("Audited"))
                    && !property.member().has("NotAudited");
            if (audited) {
                property.columns().forEach(column -> judge(entity, property, column));
            }
        }
    }

    private void judge(EntityFact entity, PropertyFact property, PropertyFact.MappedColumn mapped) {
        String table = table(entity, mapped.table());
        ColumnRef asked = scan.column();
        if (!mapped.column().equalsIgnoreCase(asked.column())) {
            return;
        }
        if (table.equalsIgnoreCase(asked.table().name())) {
            scan.add(new Hit(
                    Spot.of(
                            property.declaring(),
                            property.member().name(),
                            property.member().line()),
                    Access.MAPPING,
                    Style.MAPPING,
                    Confidence.CERTAIN,
                    property.member().name(),
                    "Envers copies `" + entity.entityName() + "." + property.path() + "` to " + asked
                            + " whenever the entity is saved"));
        } else if (mapped.table().equalsIgnoreCase(asked.table().name())) {
            scan.note("Envers keeps every version of `" + entity.entityName() + "`: " + table + "." + mapped.column()
                    + " is a copy of " + asked + " and has to change with it");
        }
    }

    private String table(EntityFact entity, String table) {
        Optional<AnnotationFact> named = entity.type().annotation("AuditTable");
        return named.flatMap(each -> each.member("value").or(() -> each.member("name")))
                .flatMap(value -> scan.index().text(value, entity.type()))
                .map(scan.naming().strategy()::physical)
                .orElse(table + SUFFIX);
    }
}
