package dev.cofferdam.schema;

import dev.cofferdam.domain.Place;
import java.util.List;

/**
 * A statement that the server refuses, however few rows there are, after what earlier statements made.
 *
 * @param object that the statement makes or takes away, by its name
 * @param obstacles what stands in its way, each with the place that gave it its name
 */
public record Contradiction(Kind kind, String object, List<Obstacle> obstacles) {
    public Contradiction {
        obstacles = List.copyOf(obstacles);
    }

    /** Why the server refuses; names as in PG docs, appendix A, "PostgreSQL Error Codes". */
    public enum Kind {
        /** 42P07: tables, views, indexes and sequences of a schema share their names. */
        RELATION_TAKEN,
        /** 42701. */
        COLUMN_TAKEN,
        /** 42710. */
        CONSTRAINT_TAKEN,
        /** 42P16. */
        SECOND_PRIMARY_KEY,
        /** 2BP01: DROP without CASCADE. */
        STOOD_ON
    }

    /**
     * Something that is there.
     *
     * @param what its kind and name, as {@code view `v`}
     * @param removal the statement that would take it away
     */
    public record Obstacle(String what, String removal, Place since) {}
}
