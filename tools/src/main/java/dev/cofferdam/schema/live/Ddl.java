package dev.cofferdam.schema.live;

import java.util.List;

/**
 * A statement that rebuilds one object.
 *
 * @param object what it makes, as a person calls it: {@code index owners_name_idx}
 * @param pieces what rebuilds most of the object when the whole fails
 * @param detail whether it only adds to an object that another statement makes, so that its failure adds nothing when that one failed
 */
record Ddl(String object, String sql, List<Ddl> pieces, boolean detail) {
    Ddl {
        pieces = List.copyOf(pieces);
    }

    static Ddl of(String object, String sql) {
        return new Ddl(object, sql, List.of(), false);
    }
}
