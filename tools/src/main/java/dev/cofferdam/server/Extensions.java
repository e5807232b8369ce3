package dev.cofferdam.server;

import java.util.Set;

/** The extensions of PostgreSQL's own distribution that it does not trust an owner with, and that do no harm in a throw-away server. */
final class Extensions {
    /**
     * Left out are those that read files (file_fdw, pageinspect, adminpack), reach other servers (dblink, postgres_fdw) or run programs (the
     * untrusted languages); PG docs, appendix F.
     */
    private static final Set<String> HARMLESS = Set.of(
            "amcheck",
            "autoinc",
            "bloom",
            "dict_xsyn",
            "earthdistance",
            "insert_username",
            "intagg",
            "moddatetime",
            "pg_buffercache",
            "pg_stat_statements",
            "pgrowlocks",
            "pgstattuple",
            "refint",
            "sslinfo");

    private Extensions() {}

    static boolean isHarmless(String extension) {
        return HARMLESS.contains(extension);
    }
}
