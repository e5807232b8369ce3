package dev.cofferdam.playbook;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.schema.Schema;
import java.util.Optional;

/** What a person has to approve because the schema itself was not wholly learned, whatever is changed in it. */
final class SchemaConcerns {
    private SchemaConcerns() {}

    static Optional<Undecided> unread(Schema schema, TableRef table) {
        if (schema.unread().isEmpty()) {
            return Optional.empty();
        }
        Undecided first = schema.unread().get(0);
        int others = schema.unread().size() - 1;
        return Optional.of(new Undecided(
                Place.of("database/schema", 1),
                "parts of the schema were not learned: " + first.what() + " at " + first.place()
                        + (others == 0 ? "" : " and " + others + " more, named with what no plan can know"),
                "an index, a view or a trigger of " + table + " that was made there would be missed"));
    }
}
