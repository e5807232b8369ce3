package dev.cofferdam.schema.live;

import dev.cofferdam.domain.UserError;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is and who logs in. What is not understood is refused here and never reaches the driver, which logs such
 * URLs whole: a password may stand anywhere in them. For the same reason no message repeats the text.
 *
 * @param hosts {@code host:port}, one or more with commas between
 * @param user absent when the URL names none
 * @param password as decoded; absent when the URL has none
 * @param parameters those of the driver that are passed on, under the driver's names
 * @param ignored names of parameters that are left out
 */
public record DatabaseUrl(
        String hosts,
        String database,
        Optional<String> user,
        Optional<String> password,
        Map<String, String> parameters,
        List<String> ignored) {
    private static final String HOST = "(?:[\\w.-]+|\\[[0-9a-fA-F:.]+])(?::\\d{1,5})?";
    private static final Pattern URL = Pattern.compile("(?:jdbc:)?postgres(?:ql)?:(?://(?:(?<who>[^/?#]*)@)?(?<hosts>"
            + HOST + "(?:," + HOST + ")*)?(?:/(?<path>[^/?#@]*))?|(?<name>[^/?#@:]+))(?:\\?(?<query>[^#]*))?");
    private static final Pattern OTHER_PRODUCT =
            Pattern.compile("(?i)(?:jdbc:)?(mysql|mariadb|oracle|sqlserver|mssql|sqlite|h2|hsqldb|db2|mongodb)\\b.*");

    /** How both the driver and libpq write them, to the driver's name (PG docs 34.1.2; pgjdbc, "Connecting to the Database"). */
    private static final Map<String, String> PASSED_ON = Map.ofEntries(
            Map.entry("sslmode", "sslmode"),
            Map.entry("ssl", "ssl"),
            Map.entry("sslrootcert", "sslrootcert"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("sslfactory", "sslfactory"),
            Map.entry("sslnegotiation", "sslNegotiation"),
            Map.entry("channelbinding", "channelBinding"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("targetservertype", "targetServerType"));

    private static final Set<String> OURS = Set.of("user", "password");

    public DatabaseUrl {
        parameters = Map.copyOf(parameters);
        ignored = List.copyOf(ignored);
    }

    /**
     * Reads {@code postgresql://user@host:5432/database}; {@code postgres://} and {@code jdbc:postgresql://} mean the same.
     *
     * @throws UserError when it is no such URL
     */
    public static DatabaseUrl parse(String text) {
        Matcher other = OTHER_PRODUCT.matcher(text.strip());
        if (other.matches()) {
            throw new UserError(
                    "this is the URL of another product (" + other.group(1).toLowerCase(Locale.ROOT)
                            + "); changes are planned for PostgreSQL only",
                    "--db",
                    "give the URL of a PostgreSQL database, or leave --db out");
        }
        Matcher url = URL.matcher(text.strip());
        if (!url.matches()) {
            throw wrong("this is no URL of a PostgreSQL database");
        }
        if (url.group("who") != null && url.group("hosts") == null) {
            throw wrong("the URL names no host");
        }
        Map<String, String> query =
                query(Optional.ofNullable(url.group("query")).orElse(""));
        String who = Optional.ofNullable(url.group("who")).orElse("");
        int colon = who.indexOf(':');
        String user = decoded(colon < 0 ? who : who.substring(0, colon));
        String password = colon < 0 ? "" : decoded(who.substring(colon + 1));
        Optional<String> named = given(user).or(() -> given(query.getOrDefault("user", "")));
        String database = decoded(Optional.ofNullable(url.group("path"))
                .or(() -> Optional.ofNullable(url.group("name")))
                .orElse(""));
        if (database.isEmpty() && named.isEmpty()) {
            throw wrong("the URL names no database");
        }
        return new DatabaseUrl(
                ported(Optional.ofNullable(url.group("hosts")).orElse("localhost")),
                // libpq takes the user's name then (PG docs 34.1.2).
                database.isEmpty() ? named.orElseThrow() : database,
                named,
                given(password).or(() -> given(query.getOrDefault("password", ""))),
                passedOn(query),
                query.keySet().stream()
                        .filter(name -> !OURS.contains(name) && !PASSED_ON.containsKey(name.toLowerCase(Locale.ROOT)))
                        .toList());
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    private static String ported(String hosts) {
        List<String> all = new ArrayList<>();
        for (String host : hosts.split(",", -1)) {
            boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
            all.add(hasPort ? host : host + ":5432");
        }
        return String.join(",", all);
    }

    private static Map<String, String> passedOn(Map<String, String> query) {
        Map<String, String> passed = new TreeMap<>();
        query.forEach((name, value) -> Optional.ofNullable(PASSED_ON.get(name.toLowerCase(Locale.ROOT)))
                .ifPresent(driverName -> passed.put(driverName, value)));
        return passed;
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new TreeMap<>();
        for (String part : text.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
            } else if (!part.isEmpty()) {
                throw wrong("a parameter of the URL has no value");
            }
        }
        return query;
    }

    /** {@code +} stands for itself in such URLs. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong("the URL has a % that is not followed by two hexadecimal digits");
        }
    }

    private static UserError wrong(String problem) {
        return new UserError(
                problem,
                "--db",
                "write postgresql://reader@host:5432/database, and the password in COFFERDAM_DB_PASSWORD;"
                        + " write /, ?, # and % in names as %2F, %3F, %23 and %25");
    }

    /** Without password and parameters: what may be shown and kept. */
    public String shown() {
        return "postgresql://" + user.map(name -> encoded(name) + "@").orElse("") + hosts + "/" + encoded(database);
    }

    /** For the driver; user, password and parameters go their own way. */
    String forDriver() {
        return "jdbc:postgresql://" + hosts + "/" + encoded(database);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the password, wherever it may land. */
    @Override
    public String toString() {
        return shown();
    }
}
