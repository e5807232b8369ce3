package dev.cofferdam.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Optional;

/**
 * A column named in a query or data statement.
 *
 * @param table the table, when a qualifier or the only table in scope binds it; still to be confirmed by a schema
 * @param inScope the tables it could belong to, when nothing binds it
 * @param nearest those of them that the innermost query names, which come before all others; empty when that may offer more names
 * @param offset of the name's first character within the statement, in UTF-16 units
 * @param length of the name as written, quotes included
 */
public record ColumnUse(
        String column,
        Optional<TableRef> table,
        List<TableRef> inScope,
        List<TableRef> nearest,
        Access access,
        int offset,
        int length) {
    public ColumnUse {
        inScope = List.copyOf(inScope);
        nearest = List.copyOf(nearest);
    }
}
