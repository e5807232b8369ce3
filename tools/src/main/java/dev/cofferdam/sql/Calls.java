package dev.cofferdam.sql;

import dev.cofferdam.sql.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Functions that a query calls, apart from those of the server that are known to change no table (PostgreSQL docs 9). */
public final class Calls {
    /** Beginnings of families of built-in functions that only compute or look something up. */
    private static final Pattern FAMILIES =
            Pattern.compile("(?:regexp|string|json|jsonb|array|xml|has|inet|range|ts|to|date|make|"
                    + "generate|row|col|obj|txid|bool|bit|every|percentile|regr|num|st)_.*"
                    + "|pg_(?:get|table|relation|total|index|database|size|is|typeof|sleep|current|backend|encoding|try|last|client|conf|"
                    + "postmaster|advisory|column|describe|identify|my|safe|stat|tablespace|trigger|type|view|function|opclass|operator|"
                    + "settings|timezone|visible).*|pg_.*_is_visible");

    private static final Set<String> KNOWN = Set.of(
            // sequences and settings, which rules look at for themselves
            "nextval",
            "setval",
            "currval",
            // what the catalogs hold, in words
            "format_type",
            "aclexplode",
            "acldefault",
            "lastval",
            "set_config",
            "current_setting",
            // aggregates and windows
            "count",
            "sum",
            "min",
            "max",
            "avg",
            "stddev",
            "variance",
            "rank",
            "dense_rank",
            "row_number",
            "ntile",
            "lag",
            "lead",
            "first_value",
            "last_value",
            "nth_value",
            "mode",
            "any_value",
            // values
            "coalesce",
            "nullif",
            "greatest",
            "least",
            "cast",
            "now",
            "clock_timestamp",
            "statement_timestamp",
            "transaction_timestamp",
            "timeofday",
            "age",
            "extract",
            "timezone",
            "random",
            "gen_random_uuid",
            "uuidv4",
            "uuidv7",
            "uuid_generate_v1",
            "uuid_generate_v4",
            "abs",
            "ceil",
            "ceiling",
            "floor",
            "round",
            "trunc",
            "mod",
            "power",
            "sqrt",
            "exp",
            "ln",
            "log",
            "sign",
            "div",
            "gcd",
            "lcm",
            "width_bucket",
            "setseed",
            // text
            "lower",
            "upper",
            "initcap",
            "length",
            "char_length",
            "character_length",
            "octet_length",
            "trim",
            "btrim",
            "ltrim",
            "rtrim",
            "lpad",
            "rpad",
            "left",
            "right",
            "replace",
            "translate",
            "reverse",
            "repeat",
            "substr",
            "substring",
            "position",
            "strpos",
            "overlay",
            "concat",
            "concat_ws",
            "format",
            "split_part",
            "md5",
            "sha224",
            "sha256",
            "sha384",
            "sha512",
            "encode",
            "decode",
            "convert",
            "convert_from",
            "convert_to",
            "chr",
            "ascii",
            "quote_ident",
            "quote_literal",
            "quote_nullable",
            "unistr",
            "normalize",
            "starts_with",
            "digest",
            "crypt",
            "gen_salt",
            "hmac",
            "similarity",
            "unaccent",
            "hstore",
            "plainto_tsquery",
            "phraseto_tsquery",
            "websearch_to_tsquery",
            "setweight",
            "unnest",
            "cardinality",
            "justify_days",
            "justify_hours",
            "justify_interval",
            "isfinite",
            "version",
            "current_schema",
            "current_schemas",
            "current_database",
            "current_user",
            "session_user",
            "current_query",
            "lo_get",
            "point",
            "box",
            "circle",
            "polygon",
            "grouping",
            "isempty",
            "date",
            "text",
            "int4",
            "int8",
            "float8",
            "uuid",
            "lower_inc",
            "upper_inc",
            "crosstab",
            "xmlagg",
            "xmlelement",
            "xmlforest",
            "xmlconcat",
            "query_to_xml",
            "table_to_xml",
            "to_regclass",
            "to_regtype");

    /** Words before parentheses that are neither calls nor reserved. */
    private static final Set<String> NO_CALLS = Set.of(
            "VALUES",
            "EXISTS",
            "ROW",
            "OVER",
            "FILTER",
            "WITHIN",
            "SETS",
            "ROLLUP",
            "CUBE",
            "VARCHAR",
            "CHAR",
            "CHARACTER",
            "NUMERIC",
            "DECIMAL",
            "DEC",
            "TIMESTAMP",
            "TIME",
            "INTERVAL",
            "BIT",
            "FLOAT",
            "VARYING",
            "BPCHAR",
            "VARBIT",
            "MATERIALIZED",
            "TIMESTAMPTZ",
            "TIMETZ",
            "ORDINALITY",
            "CONFLICT",
            "INSERT",
            "SET",
            "JOIN",
            "BY");

    /** Functions that come with extensions of the server's own distribution (docs, appendix F), in whatever schema those are put. */
    private static final Pattern OF_EXTENSIONS =
            Pattern.compile("gen_random_(?:uuid|bytes)|uuid_\\w+|pgp_\\w+|digest|hmac|crypt|gen_salt"
                    + "|unaccent|\\w*similarity|show_trgm|levenshtein\\w*|d?metaphone\\w*|soundex|hstore|nlevel|subpath|subltree|lca"
                    + "|ltree2text|text2ltree|ll_to_earth|earth_\\w+|crosstab\\w*|st_\\w+");

    private Calls() {}

    /** The first function that the query calls and that is not known to leave all tables alone, by its last name. */
    public static Optional<String> unknown(String query) {
        return allUnknown(query).stream().findFirst();
    }

    /** All functions that the query calls and that are not known to leave all tables alone, by their last names as the server stores them. */
    public static List<String> allUnknown(String query) {
        List<Token> tokens = Lexer.tokens(query);
        return IntStream.range(0, Math.max(0, tokens.size() - 1))
                .filter(i -> isCall(tokens, i) && !isKnown(tokens, i))
                .mapToObj(i -> tokens.get(i).value())
                .distinct()
                .toList();
    }

    private static boolean isCall(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        boolean named = token.kind() == Kind.WORD || token.kind() == Kind.QUOTED;
        return named
                && tokens.get(i + 1).is("(")
                && !Keywords.RESERVED.contains(token.word())
                && !NO_CALLS.contains(token.word())
                && !isDefinition(tokens, i);
    }

    /** A type behind {@code ::} or AS, an alias with columns, a WITH query with columns. */
    private static boolean isDefinition(List<Token> tokens, int i) {
        Token before = tokens.get(Math.max(i - 1, 0));
        boolean alias = i > 0
                && (before.is("::")
                        || before.is("AS")
                        || before.is(")")
                        || before.is("WITH")
                        || before.is("RECURSIVE"));
        return alias || isTarget(tokens, i) || definesQuery(tokens, i);
    }

    /** The table of an INSERT with its columns, qualified or not, and the alias behind it. */
    private static boolean isTarget(List<Token> tokens, int i) {
        int first = i;
        while (first > 1 && tokens.get(first - 1).is(".")) {
            first -= 2;
        }
        return first > 0 && tokens.get(first - 1).is("INTO");
    }

    /** {@code , name (a, b) AS (}. */
    private static boolean definesQuery(List<Token> tokens, int i) {
        int close = i + 1;
        while (close < tokens.size() && !tokens.get(close).is(")")) {
            close++;
        }
        return close + 2 < tokens.size()
                && tokens.get(close + 1).is("AS")
                && tokens.get(close + 2).is("(");
    }

    private static boolean isKnown(List<Token> tokens, int i) {
        String name = tokens.get(i).value().toLowerCase(Locale.ROOT);
        boolean qualified = i > 1 && tokens.get(i - 1).is(".");
        boolean ofServer = !qualified || tokens.get(i - 2).value().equals("pg_catalog");
        return qualified && ofServer
                || OF_EXTENSIONS.matcher(name).matches()
                || ofServer && (KNOWN.contains(name) || FAMILIES.matcher(name).matches());
    }
}
