package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.JpqlReading;
import dev.cofferdam.scan.statements.SqlRoot;
import dev.cofferdam.scan.styles.jpa.RepositoryFinder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** JPQL that does not name the column and reads it all the same: whole rows of its entity, by themselves or along with others. */
final class JpqlRows {

    private final Scan scan;

    JpqlRows(Scan scan) {
        this.scan = scan;
    }

    void find(TypeFact type, SqlRoot root, Spot spot, JpqlReading jpql) {
        Optional<EntityFact> direct = jpql.whole().stream()
                .filter(each -> scan.entities().loads(each, scan.column()))
                .findFirst();
        if (direct.isPresent()) {
            scan.add(new Hit(
                    spot,
                    Access.READ,
                    Style.ENTITY_READ,
                    Confidence.CERTAIN,
                    direct.get().entityName(),
                    "the query reads whole rows of `" + direct.get().entityName() + "`"));
            return;
        }
        for (JpqlReading.Fetch fetch : jpql.fetched()) {
            if (scan.entities().loads(fetch.entity(), scan.column())) {
                addFetched(type, root, spot, fetch);
                return;
            }
        }
        Stream<EntityFact> all =
                Stream.concat(jpql.whole().stream(), jpql.fetched().stream().map(JpqlReading.Fetch::entity));
        for (EntityFact entity : all.toList()) {
            List<PropertyFact> path = scan.entities().eagerPath(entity, scan.column());
            if (!path.isEmpty()) {
                scan.add(new Hit(
                        spot,
                        Access.READ,
                        Style.ASSOCIATION_READ,
                        Confidence.CERTAIN,
                        entity.entityName(),
                        "loading `" + entity.entityName() + "` loads " + RepositoryFinder.words(path) + " with it"));
                return;
            }
        }
    }

    private void addFetched(TypeFact type, SqlRoot root, Spot spot, JpqlReading.Fetch fetch) {
        Hit hit = new Hit(
                spot,
                Access.READ,
                Style.ASSOCIATION_READ,
                Confidence.CERTAIN,
                fetch.path().substring(fetch.path().lastIndexOf('.') + 1),
                "a fetch join reads whole rows of `" + fetch.entity().entityName() + "`");
        // Where another method puts the query together, what runs it is the place: nobody edits a fetch join for a
        // column.
        boolean here =
                Enclosing.member(root.text().partAt(fetch.offset()).node()).equals(root.member());
        scan.add(here ? ConstantPlace.placed(hit, type, root, fetch.offset()).get(0) : hit);
    }
}
