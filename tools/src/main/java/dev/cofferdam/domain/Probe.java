package dev.cofferdam.domain;

/**
 * A statement that an app version issues, by which the version is imitated.
 *
 * @param statement SQL with {@code ?} for each value
 * @param source the usage it comes from, or the mapping it was generated from
 */
public record Probe(String id, AppVersion version, Access access, String statement, Origin origin, String source) {

    /** Where a probe comes from. Nothing is called proved on generated probes alone. */
    public enum Origin {
        CODE,
        RECORDED,
        GENERATED
    }

    /** What the source of a statement begins with that names every column which the version maps. */
    public static final String MAPPING = "mapping of ";

    /** Whether an object mapper would send it, with all the columns that it maps. */
    public boolean isOfMapping() {
        return source.startsWith(MAPPING);
    }

    public Probe {
        Checks.text(statement, "probe statement");
    }
}
