package dev.cofferdam.scan;

import dev.cofferdam.domain.Access;
import java.util.List;

/**
 * What a JPQL statement touches.
 *
 * @param whole entities whose rows are read whole
 * @param fetched entities that are read whole because of a fetch join
 * @param unresolved names that should be entities or properties and are none
 */
record JpqlReading(List<PathUse> uses, List<EntityFact> whole, List<EntityFact> fetched, List<String> unresolved) {

    /**
     * A property named in the statement.
     *
     * @param offset of the property's name in the statement's text
     */
    record PathUse(EntityFact entity, PropertyFact property, Access access, int offset) {}
}
