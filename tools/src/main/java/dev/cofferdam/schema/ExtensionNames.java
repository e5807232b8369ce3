package dev.cofferdam.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which extension brings what the server says that it lacks: often an administrator installs it, and no migration does. */
final class ExtensionNames {
    private static final Pattern LACKING = Pattern.compile(
            "(?s)(?<kind>type|function|operator class|language) \"?(?:\\w+\\.)?(?<name>\\w+)[\"\\[(].*does not exist.*");
    private static final Pattern NO_CLASS =
            Pattern.compile("data type .* has no default operator class for access method \"(gin|gist)\".*");

    /** By the kind of the object and its name (PG docs, appendices F and H.3; the last three groups are not all part of PostgreSQL). */
    private static final Map<Pattern, String> BRINGS = new LinkedHashMap<>();

    static {
        brings("type citext", "citext");
        brings("type hstore|function hstore", "hstore");
        brings("type (ltree|lquery|ltxtquery)", "ltree");
        brings("type cube|function cube", "cube");
        brings("type (isbn|isbn13|issn|issn13|ean13|ismn|upc)", "isn");
        brings("type lo", "lo");
        brings("function (uuid_generate_\\w+|uuid_ns_\\w+|uuid_nil)", "uuid-ossp");
        brings(
                "function (crypt|gen_salt|digest|hmac|gen_random_bytes|pgp_\\w+|armor|dearmor|encrypt|decrypt)",
                "pgcrypto");
        brings("function (\\w*similarity|show_trgm|set_limit)|operator class (gin|gist)_trgm_ops", "pg_trgm");
        brings("function unaccent", "unaccent");
        brings("function (soundex|difference|levenshtein\\w*|d?metaphone\\w*)", "fuzzystrmatch");
        brings("function crosstab\\w*", "tablefunc");
        brings("function (earth\\w*|ll_to_earth)|type earth", "earthdistance");
        brings("function moddatetime", "moddatetime");
        brings("operator class gi(n|st)__int(big)?_ops", "intarray");
        brings("type (geometry|geography|raster|box2d|box3d)|function (st_\\w+|addgeometrycolumn)", "postgis");
        brings("language plpython3?u", "plpython3u");
        brings("language plperl", "plperl");
        brings("language plperlu", "plperlu");
        brings("language pltcl", "pltcl");
        brings("language pltclu", "pltclu");
        brings("language plv8", "plv8");
        brings("language plr", "plr");
        brings("language plrust", "plrust");
        brings("language pljavau?", "pljava");
        brings("type (vector|halfvec|sparsevec)|operator class (vector|halfvec)_\\w+", "vector");
    }

    private ExtensionNames() {}

    private static void brings(String what, String extension) {
        BRINGS.put(Pattern.compile(what), extension);
    }

    /** The extension that has what this message of the server says is not there. */
    static Optional<String> findFor(String message) {
        Matcher operators = NO_CLASS.matcher(message);
        if (operators.matches()) {
            return Optional.of("btree_" + operators.group(1));
        }
        Matcher lacking = LACKING.matcher(message);
        if (!lacking.matches()) {
            return Optional.empty();
        }
        String what = lacking.group("kind") + " " + lacking.group("name");
        return BRINGS.entrySet().stream()
                .filter(brings -> brings.getKey().matcher(what).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
