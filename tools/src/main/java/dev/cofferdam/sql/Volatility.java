package dev.cofferdam.sql;

import dev.cofferdam.sql.Token.Kind;
import java.util.List;
import java.util.Set;

/** Whether a default must be computed for each row, which makes ADD COLUMN rewrite the table (PostgreSQL docs, ALTER TABLE, Notes). */
public final class Volatility {
    /** Built-in functions marked immutable or stable in {@code pg_proc} that defaults are seen to use. */
    static final Set<String> NOT_VOLATILE = Set.of(
            "now",
            "transaction_timestamp",
            "statement_timestamp",
            "current_setting",
            "current_database",
            "current_schema",
            "version",
            "lower",
            "upper",
            "concat",
            "length",
            "trim",
            "btrim",
            "ltrim",
            "rtrim",
            "replace",
            "substr",
            "substring",
            "left",
            "right",
            "md5",
            "format",
            "coalesce",
            "nullif",
            "greatest",
            "least",
            "abs",
            "round",
            "floor",
            "ceil",
            "date_trunc",
            "date_part",
            "extract",
            "timezone",
            "to_char",
            "to_date",
            "to_timestamp",
            "to_number",
            "make_date",
            "make_interval",
            "make_timestamp",
            "make_timestamptz",
            "to_jsonb",
            "to_json",
            "jsonb_build_object",
            "json_build_object",
            "jsonb_build_array",
            "json_build_array",
            "to_tsvector",
            "array",
            "row",
            "cast",
            "in",
            "values",
            "date",
            "timestamp",
            "interval",
            "current_timestamp",
            "current_time",
            "localtimestamp",
            "localtime");

    /** Built-in functions, and those of uuid-ossp and pgcrypto, that are marked volatile. */
    static final Set<String> VOLATILE = Set.of(
            "random",
            "random_normal",
            "clock_timestamp",
            "timeofday",
            "nextval",
            "gen_random_uuid",
            "gen_random_bytes",
            "uuidv4",
            "uuidv7",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4");

    /** Built-in functions that take nothing: one of the same name that is handed something is somebody's own. */
    private static final Set<String> WITHOUT_ARGUMENTS = Set.of(
            "now", "transaction_timestamp", "statement_timestamp", "current_database", "current_schema", "version");

    private Volatility() {}

    /** True when the expression calls a function that is volatile beyond doubt. */
    public static boolean isKnownVolatile(String expression) {
        List<Token> tokens = Lexer.tokens(expression);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (isCall(tokens, i) && VOLATILE.contains(tokens.get(i).value())) {
                return true;
            }
        }
        return false;
    }

    /** True unless every function that the expression calls is known to be immutable or stable; an unknown one counts as volatile. */
    public static boolean mayBeVolatile(String expression) {
        List<Token> tokens = Lexer.tokens(expression);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.HOLE || isCall(tokens, i) && !isKnown(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKnown(List<Token> tokens, int i) {
        boolean handed = i + 2 < tokens.size() && !tokens.get(i + 2).is(")");
        String name = tokens.get(i).value();
        return NOT_VOLATILE.contains(name) && !(handed && WITHOUT_ARGUMENTS.contains(name));
    }

    private static boolean isCall(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        if (token.kind() != Kind.WORD && token.kind() != Kind.QUOTED
                || !tokens.get(i + 1).is("(")) {
            return false;
        }
        // The modifier of a type, as in ::numeric(10,2), and an operator such as AND (...) look like calls.
        boolean type = i > 0 && (tokens.get(i - 1).is("::") || tokens.get(i - 1).is("AS"));
        return !type && !Keywords.RESERVED.contains(token.word());
    }
}
