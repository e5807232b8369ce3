package dev.cofferdam.rehearse.seed;

import java.util.List;

/**
 * A column as one needs to know it to fill it.
 *
 * @param cast the type that a value is cast to, with its length or precision; a domain's own base type
 * @param base the base type's name in {@code pg_type}, such as {@code int4}
 * @param kind {@code typtype} of the base type: {@code b}, {@code e}, {@code r}, {@code m}, {@code c}
 * @param array whether the base type is an array
 * @param length of character and bit types in characters, or -1
 * @param precision and {@code scale} of a numeric in digits, or -1
 * @param mandatory NOT NULL, by the column or its domain
 * @param defaulted whether the table fills the column itself when it is left out
 * @param numbered whether a sequence of the column's own does that
 * @param labels of an enum, in order
 * @param domainChecks conditions on {@code value}
 */
record SeedColumn(
        String name,
        String cast,
        String base,
        String kind,
        boolean array,
        int length,
        int precision,
        int scale,
        boolean mandatory,
        boolean defaulted,
        boolean numbered,
        List<String> labels,
        List<String> domainChecks) {
    SeedColumn {
        labels = List.copyOf(labels);
        domainChecks = List.copyOf(domainChecks);
    }

    /** The same column, never null. */
    SeedColumn filled() {
        return new SeedColumn(
                name,
                cast,
                base,
                kind,
                array,
                length,
                precision,
                scale,
                true,
                defaulted,
                numbered,
                labels,
                domainChecks);
    }
}
