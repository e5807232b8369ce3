package dev.cofferdam.scan.statements;

import dev.cofferdam.domain.Access;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import java.util.List;

/**
 * What a JPQL statement touches.
 *
 * @param whole entities whose rows are read whole
 * @param fetched entities that are read whole because of a fetch join
 * @param ranges entities that the FROM clause ranges over, joined ones included
 * @param unresolved names that should be entities or properties and are none
 */
public record JpqlReading(
        List<PathUse> uses,
        List<EntityFact> whole,
        List<Fetch> fetched,
        List<EntityFact> ranges,
        List<String> unresolved) {

    /**
     * A fetch join.
     *
     * @param path of the association as written
     * @param offset of its last name in the statement's text
     */
    public record Fetch(EntityFact entity, String path, int offset) {}

    /**
     * A property named in the statement.
     *
     * @param offset of the property's name in the statement's text
     */
    public record PathUse(EntityFact entity, PropertyFact property, Access access, int offset) {}
}
