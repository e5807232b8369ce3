package dev.cofferdam.migrations.liquibase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a column's type, as changelogs write it, into PostgreSQL's, as Liquibase does. */
final class SqlTypes {
    /** What a default value's text becomes. */
    enum Family {
        BOOLEAN,
        NUMBER,
        TEXT,
        CLOB,
        MOMENT,
        DATE,
        BINARY,
        XML,
        RAW,
        UNKNOWN
    }

    /**
     * @param auto whether the type itself asks for generated values, as {@code serial} does
     */
    record SqlType(String sql, Family family, boolean auto) {}

    private static final Pattern PARAMETERS = Pattern.compile("(?s)[^(]+?\\s*\\(([^)]*)\\).*");
    private static final List<String> TWO_WORDS = List.of(
            "bit varying", "character varying", "long varchar", "long nvarchar", "long binary", "long varbinary");

    private final String written;
    private final String name;
    private final String extra;
    private final List<String> parameters = new ArrayList<>();
    private final boolean identity;

    private SqlTypes(String written) {
        this.written = written.strip();
        String bare = this.written.matches("(?s).+\\(.*\\).*")
                ? this.written.replaceFirst("(?s)\\s*\\(.*\\)", "")
                : this.written;
        bare = bare.replaceFirst("\\s*\\{.*", "");
        identity = bare.toLowerCase(Locale.ROOT).endsWith(" identity");
        bare = bare.replaceFirst("(?i) identity$", "").replaceFirst("^[\"\\[`']([^\"\\]`']*)[\"\\]`']", "$1");
        String lower = bare.toLowerCase(Locale.ROOT);
        boolean twoWords = TWO_WORDS.stream().anyMatch(lower::startsWith);
        String[] words = bare.strip().split("\\s+", 2);
        name = twoWords ? bare.strip() : words[0];
        extra = twoWords || words.length < 2 ? "" : words[1];
        Matcher found = PARAMETERS.matcher(this.written);
        if (found.matches()) {
            for (String parameter : found.group(1).split(",")) {
                if (!parameter.isBlank()) {
                    parameters.add(parameter.strip());
                }
            }
        }
    }

    static SqlType of(String written) {
        return new SqlTypes(written).type();
    }

    private SqlType type() {
        String key = name.toLowerCase(Locale.ROOT)
                .replaceFirst("^java\\.sql\\.types\\.", "")
                .replaceFirst("^java\\.(lang|math|sql|util)\\.", "");
        return switch (key) {
            case "boolean", "bool", "bit" -> flag(key);
            case "int", "integer", "int4", "serial", "serial4", "mediumint" -> whole("INTEGER", key);
            case "bigint", "long", "biginteger", "int8", "integer8", "bigserial", "serial8" ->
                whole(plus("BIGINT"), key);
            case "smallint", "int2", "smallserial", "tinyint" -> whole("SMALLINT", key);
            case "currency", "money", "smallmoney" -> new SqlType("DECIMAL", Family.NUMBER, false);
            case "number", "numeric" -> new SqlType(numeric(), Family.NUMBER, false);
            case "decimal", "bigdecimal" -> new SqlType(plus(withParameters("DECIMAL")), Family.NUMBER, false);
            case "float" -> new SqlType(plus(withParameters("FLOAT")), Family.NUMBER, false);
            case "real" ->
                new SqlType(
                        written.equalsIgnoreCase("real") ? "REAL" : plus(withParameters("FLOAT")),
                        Family.NUMBER,
                        false);
            case "double" -> new SqlType("DOUBLE PRECISION", Family.NUMBER, false);
            default -> textOrMoment(key);
        };
    }

    private SqlType textOrMoment(String key) {
        return switch (key) {
            case "varchar", "varchar2", "string", "character varying" ->
                new SqlType(text("VARCHAR"), Family.TEXT, false);
            case "char", "bpchar", "character" -> new SqlType(text("CHAR"), Family.TEXT, false);
            case "nvarchar", "nvarchar2", "national" -> new SqlType(withParameters("VARCHAR"), Family.TEXT, false);
            case "nchar", "nchar2" -> new SqlType(plus(withParameters("NCHAR")), Family.TEXT, false);
            case "clob",
                    "longvarchar",
                    "text",
                    "longtext",
                    "nclob",
                    "longnvarchar",
                    "ntext",
                    "tinytext",
                    "mediumtext",
                    "long varchar",
                    "long nvarchar" -> new SqlType("TEXT", Family.CLOB, false);
            case "blob",
                    "longblob",
                    "longvarbinary",
                    "varbinary",
                    "binary",
                    "image",
                    "tinyblob",
                    "mediumblob",
                    "long binary",
                    "long varbinary" -> new SqlType(key.equals("blob") ? "OID" : "BYTEA", Family.BINARY, false);
            case "datetime", "datetime2", "smalldatetime", "date_time", "java.util.date" ->
                new SqlType(dateTime(), Family.MOMENT, false);
            case "timestamp", "timestamptz", "timestamp_with_timezone" ->
                new SqlType(timestamp(key), Family.MOMENT, false);
            case "date" -> new SqlType("DATE", Family.DATE, false);
            case "time", "timetz" -> new SqlType(time(), Family.DATE, false);
            case "uuid", "uniqueidentifier" -> new SqlType("UUID", Family.RAW, false);
            case "xml", "xmltype", "sqlxml" -> new SqlType("XML", Family.XML, false);
            default -> new SqlType(unknown(), Family.UNKNOWN, false);
        };
    }

    private SqlType flag(String key) {
        return new SqlType(key.equals("bit") ? withParameters("BIT") : "BOOLEAN", Family.BOOLEAN, false);
    }

    private SqlType whole(String sql, String key) {
        return new SqlType(sql, Family.NUMBER, key.contains("serial") || identity);
    }

    private String plus(String sql) {
        return extra.isEmpty() ? sql : sql + " " + extra;
    }

    private String withParameters(String sql) {
        return parameters.isEmpty() ? sql : sql + "(" + String.join(", ", parameters) + ")";
    }

    /** PostgreSQL allows 1000 digits; Liquibase leaves larger precisions out. */
    private String numeric() {
        boolean tooLong = !parameters.isEmpty()
                && parameters.get(0).matches("\\d+")
                && new java.math.BigInteger(parameters.get(0)).compareTo(java.math.BigInteger.valueOf(1000)) > 0;
        return tooLong ? "NUMERIC" : withParameters("NUMERIC");
    }

    private String text(String sql) {
        if (parameters.size() == 1) {
            String length = parameters.get(0).replaceFirst("(?i)\\s*(CHAR|BYTE)$", "");
            return length.equals("2147483647") ? "CHARACTER VARYING" : plus(sql + "(" + length + ")");
        }
        return plus(withParameters(sql));
    }

    private String dateTime() {
        String zone = written.toLowerCase(Locale.ROOT).matches("(?s).*(tz|with time zone).*") ? "WITH" : "WITHOUT";
        String precision = parameters.isEmpty() ? "" : "(" + parameters.get(parameters.size() == 2 ? 1 : 0) + ")";
        return "TIMESTAMP" + precision + " " + zone + " TIME ZONE";
    }

    private String timestamp(String key) {
        if (extra.isEmpty() && key.equals("timestamp")) {
            return dateTime();
        }
        String precision = withParameters("TIMESTAMP");
        return key.equals("timestamp")
                ? precision + " " + extra.toUpperCase(Locale.ROOT).replace("TIMEZONE", "TIME ZONE")
                : precision + " WITH TIME ZONE";
    }

    private String time() {
        String zone = written.toLowerCase(Locale.ROOT).matches("(?s).*(tz|with time zone).*") ? "WITH" : "WITHOUT";
        return withParameters("TIME") + " " + zone + " TIME ZONE";
    }

    private String unknown() {
        if (name.toUpperCase(Locale.ROOT).startsWith("INTERVAL")) {
            return written;
        }
        List<String> most =
                name.equalsIgnoreCase("enum") || parameters.size() <= 2 ? parameters : parameters.subList(0, 2);
        String upper = name.toUpperCase(Locale.ROOT);
        return plus(most.isEmpty() ? upper : upper + "(" + String.join(", ", most) + ")");
    }
}
