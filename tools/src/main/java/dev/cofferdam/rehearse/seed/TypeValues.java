package dev.cofferdam.rehearse.seed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Values of a column's type: those that surprise programs, and ways to make as many as one likes from a number. All are SQL; the number is
 * written {@value #NUMBER} and starts at 1 (types of PG docs, "Data Types").
 */
final class TypeValues {
    /** Stands for the number in an expression. */
    static final String NUMBER = "{n}";

    private static final String TEXT = "text";

    /** Ranges of integer types by their name in {@code pg_type}. */
    private static final Map<String, Long> GREATEST =
            Map.of("int2", (long) Short.MAX_VALUE, "int4", (long) Integer.MAX_VALUE, "int8", Long.MAX_VALUE);

    /** What does not fit a column any more is not worth its time. */
    private static final int LONGEST = 500;

    private static final List<String> NAMES = List.of(
            "",
            " ",
            " x ",
            "abc",
            "ABC",
            "Zo\u00eb \u00c5ngstr\u00f6m",
            "\u6f22\u5b57\ud83d\ude42",
            "O'Brien",
            "NULL",
            "50%_\\",
            "a\tb\nc");

    private TypeValues() {}

    /** Values that surprise programs, as text that the type reads; empty for types that nobody thought of. */
    static List<String> awkward(SeedColumn column) {
        if (column.array()) {
            return List.of("{}", "{NULL}");
        }
        return switch (column.base()) {
            case "int2", "int4", "int8" -> {
                long greatest = greatest(column);
                yield List.of("0", "-1", Long.toString(greatest), Long.toString(-greatest - 1));
            }
            case "numeric" -> numbers(column);
            case "float4", "float8" -> List.of("0", "-0.5", "1e-30", "1e30", "NaN");
            case "bool" -> List.of("true", "false");
            case TEXT, "varchar", "bpchar", "citext" -> words(column);
            case "date" -> List.of("0001-01-01", "1969-12-31", "2024-02-29", "9999-12-31");
            case "timestamp", "timestamptz" ->
                List.of(
                        "1970-01-01 00:00:00",
                        "2024-03-31 02:30:00",
                        "2024-10-27 02:30:00",
                        "9999-12-31 23:59:59.999999");
            case "time", "timetz" -> List.of("00:00:00", "23:59:59.999999");
            case "interval" -> List.of("0", "-1 day", "1 mon 31 days");
            case "uuid" -> List.of("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff");
            case "json", "jsonb" -> List.of("{}", "[]", "null", "{\"\u00e4\": [1, null, \"x\"]}", "\"text\"");
            case "bytea" -> List.of("", "\\x00ff");
            case "inet" -> List.of("::1", "255.255.255.255");
            default -> column.labels();
        };
    }

    private static long greatest(SeedColumn column) {
        return GREATEST.getOrDefault(column.base(), 0L);
    }

    private static List<String> numbers(SeedColumn column) {
        if (column.precision() < 0) {
            return List.of("0", "-1", "1.005", "123456789012345678901234567890.12", "NaN");
        }
        BigInteger digits = BigInteger.TEN.pow(column.precision()).subtract(BigInteger.ONE);
        String greatest = new BigDecimal(digits, column.scale()).toPlainString();
        return List.of("0", greatest, "-" + greatest);
    }

    private static List<String> words(SeedColumn column) {
        int length = column.length() < 0 ? LONGEST : Math.min(column.length(), LONGEST);
        return Stream.concat(NAMES.stream(), Stream.of("x".repeat(length)))
                .filter(name -> name.codePointCount(0, name.length()) <= length)
                .distinct()
                .toList();
    }

    /** Ways to make a value from a number, different for different numbers as far as the type reaches; the first one is the plainest. */
    static List<String> families(SeedColumn column) {
        if (column.array()) {
            return List.of();
        }
        return switch (column.base()) {
            case "int2", "int4", "int8", "float4", "float8", "oid", "money", "xid8" ->
                List.of(column.base().equals("int2") ? "({n} - 1) % 32767 + 1" : "{n}");
            case "numeric" -> List.of(decimal(column));
            case "bool" -> List.of("{n} % 2 = 1");
            case TEXT, "varchar", "bpchar", "citext", "name" -> texts(column);
            case "date" -> List.of("DATE '2000-01-01' + ({n} % 2900000)::int");
            case "timestamp" -> List.of("TIMESTAMP '2000-01-01' + {n} * interval '1 minute'");
            case "timestamptz" -> List.of("TIMESTAMPTZ '2000-01-01 00:00:00Z' + {n} * interval '1 minute'");
            case "time", "timetz" -> List.of("TIME '00:00' + {n} * interval '1 second'");
            case "interval" -> List.of("{n} * interval '1 minute'");
            case "uuid" -> List.of("md5('row ' || {n})::uuid");
            case "json", "jsonb" -> List.of("jsonb_build_object('n', {n})", "jsonb_build_array({n})");
            case "bytea" -> List.of("decode(md5('row ' || {n}), 'hex')");
            case "inet", "cidr" -> List.of("inet '10.0.0.0' + {n}");
            case "macaddr" -> List.of("right(md5('row ' || {n}), 12)");
            case "bit" -> List.of("{n}::int::bit(" + Math.max(1, column.length()) + ")");
            case "varbit" ->
                List.of("{n}::int::bit(" + (column.length() < 1 ? 32 : Math.min(32, column.length())) + ")");
            case "xml" -> List.of("xmlelement(name n, {n})");
            case "tsvector" -> List.of("to_tsvector('simple', 'row ' || {n})");
            case "point" -> List.of("point({n}, 0)");
            default -> rest(column);
        };
    }

    private static String decimal(SeedColumn column) {
        int whole = column.precision() < 0 ? 18 : column.precision() - column.scale();
        return whole >= 18 ? "{n}" : "{n} % " + BigInteger.TEN.pow(Math.max(0, whole));
    }

    private static List<String> texts(SeedColumn column) {
        int length = column.length() < 0 ? 0 : column.length();
        List<String> ways = new ArrayList<>();
        if (length == 0 || length > 7) {
            ways.add("'row ' || {n}");
        }
        ways.add("{n}::text");
        int fixed = length == 0 || length > 40 ? 8 : length;
        ways.add("lpad({n}::text, " + fixed + ", '0')");
        ways.add("translate(lpad({n}::text, " + fixed + ", '0'), '0123456789', 'ABCDEFGHIJ')");
        ways.add("translate(lpad({n}::text, " + fixed + ", '0'), '0123456789', 'abcdefghij')");
        ways.add("'row' || {n} || '@example.org'");
        ways.add("'https://example.org/' || {n}");
        ways.add("'+49' || lpad({n}::text, 9, '0')");
        ways.add("md5('row ' || {n})");
        ways.add("md5('row ' || {n})::uuid::text");
        ways.add("(DATE '2000-01-01' + {n}::int)::text");
        ways.add("jsonb_build_object('n', {n})::text");
        return ways;
    }

    private static List<String> rest(SeedColumn column) {
        if (column.kind().equals("e")) {
            return List.of("(" + Sql.array(column.labels()) + ")[1 + ({n} % "
                    + column.labels().size() + ")::int]");
        }
        return switch (column.base()) {
            case "int4range", "int8range", "numrange" ->
                List.of(column.base() + "(({n} * 10)::"
                        + column.base().replace("range", "").replace("num", "numeric") + ", ({n} * 10 + 5)::"
                        + column.base().replace("range", "").replace("num", "numeric") + ")");
            case "daterange" ->
                List.of("daterange(DATE '2000-01-01' + ({n} * 10)::int, DATE '2000-01-06' + ({n} * 10)::int)");
            case "tsrange" ->
                List.of(
                        "tsrange(TIMESTAMP '2000-01-01' + {n} * interval '1 day', TIMESTAMP '2000-01-01 12:00' + {n} * interval '1 day')");
            case "tstzrange" ->
                List.of("tstzrange(TIMESTAMPTZ '2000-01-01 00:00Z' + {n} * interval '1 day',"
                        + " TIMESTAMPTZ '2000-01-01 12:00Z' + {n} * interval '1 day')");
            default -> List.of();
        };
    }
}
