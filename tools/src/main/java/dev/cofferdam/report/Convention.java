package dev.cofferdam.report;

import java.util.Locale;

/** How a repository keeps its migrations, and so how files for it are written. */
public enum Convention {
    /** SQL files with a version in their names; what may not run in a transaction says so in a file beside it. */
    FLYWAY,
    /** Change sets in SQL with comments that Liquibase reads. */
    LIQUIBASE_SQL,
    /** Change sets in XML. */
    LIQUIBASE_XML,
    /** Change sets in YAML, and in JSON, which is YAML. */
    LIQUIBASE_YAML,
    /** No tool that is known: the files under {@code sql/} are all there is. */
    PLAIN;

    /**
     * By the history's layout, and the name of its newest file.
     *
     * @param layout as {@code History} names it
     */
    public static Convention of(String layout, String newest) {
        String file = newest.toLowerCase(Locale.ROOT);
        if (layout.equals("Flyway")) {
            return FLYWAY;
        }
        if (!layout.equals("Liquibase")) {
            return PLAIN;
        }
        if (file.endsWith(".xml")) {
            return LIQUIBASE_XML;
        }
        return file.endsWith(".sql") ? LIQUIBASE_SQL : LIQUIBASE_YAML;
    }
}
