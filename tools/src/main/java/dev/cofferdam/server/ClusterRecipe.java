package dev.cofferdam.server;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a data directory is initialised, which each version of PostgreSQL from 12 on understands in words of its own. */
record ClusterRecipe(int major) {
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /**
     * The same on every machine: built-in collation by code point with Unicode character classes (PG docs "Locale Providers",
     * from 17 on), so neither the C library's nor ICU's version decides how an index is sorted. Before 17 plain C comes nearest.
     */
    private static final List<String> LOCALE =
            List.of("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");

    private static final List<String> INITDB = List.of(
            "--username=" + Roles.SUPERUSER,
            // Replaced by our access rules; anything else would want a password file now.
            "--auth=reject",
            // Size is start-up time, since each run copies it: 1 MB of log instead of 16, and none kept for reuse.
            "--wal-segsize=1",
            "--set=wal_recycle=off",
            "--no-sync",
            "--no-instructions");

    /** Whatever any version's recipe says. */
    static final String ALL = LOCALE + "" + INITDB + Roles.RECIPE;

    /** By what {@code initdb --version} says. */
    static ClusterRecipe ofVersion(String words) {
        Matcher version = VERSION.matcher(words);
        if (!version.find()) {
            throw new ServerFailed(
                    "`initdb --version` does not say which PostgreSQL it is of.",
                    words,
                    "Delete the cache folder and start again.",
                    null);
        }
        return new ClusterRecipe(Integer.parseInt(version.group(1)));
    }

    /** Options of initdb. */
    List<String> initdb() {
        List<String> options = new ArrayList<>(major >= 17 ? LOCALE : LOCALE.subList(0, 2));
        INITDB.stream()
                .filter(option -> major >= 16 || !option.startsWith("--set"))
                .filter(option -> major >= 14 || !option.equals("--no-instructions"))
                .forEach(options::add);
        return options;
    }

    /** Statements for single-user mode. Before 14 passwords would be kept as MD5, which our access rules do not take. */
    String roles(Roles roles) {
        String encryption = major >= 16 ? "SET scram_iterations = 1" : "SET password_encryption = 'scram-sha-256'";
        return roles.sql().replace("SET scram_iterations = 1", encryption);
    }
}
