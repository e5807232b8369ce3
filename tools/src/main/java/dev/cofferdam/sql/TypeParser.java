package dev.cofferdam.sql;

import dev.cofferdam.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a type name (docs 8) and writes it as {@code format_type} prints it; {@code serial} stays what it is. */
final class TypeParser {
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("bool", "boolean"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("varchar", "character varying"),
            Map.entry("varbit", "bit varying"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("time", "time without time zone"),
            Map.entry("timetz", "time with time zone"),
            Map.entry("serial4", "serial"),
            Map.entry("serial8", "bigserial"),
            Map.entry("serial2", "smallserial"));

    private final Grammar grammar;
    private final Cursor cursor;

    TypeParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** A type with its modifiers and array bounds. */
    String type() {
        boolean set = cursor.accept("SETOF");
        String type = simpleType();
        boolean array = false;
        if (cursor.accept("ARRAY")) {
            array = true;
            if (cursor.at("[")) {
                arrayBound(true);
            }
        }
        while (cursor.at("[")) {
            arrayBound(false);
            array = true;
        }
        return (set ? "setof " : "") + type + (array ? "[]" : "");
    }

    private void arrayBound(boolean sized) {
        cursor.expect("[");
        if (sized || cursor.peek().kind() == Kind.NUMBER) {
            cursor.number();
        }
        cursor.expect("]");
    }

    private String simpleType() {
        Token first = cursor.peek();
        return switch (first.word()) {
            case "DOUBLE" -> doublePrecision();
            case "FLOAT" -> floating();
            case "TIMESTAMP", "TIME" -> timeType();
            case "INTERVAL" -> interval();
            case "CHARACTER", "CHAR", "NCHAR", "NATIONAL" -> character();
            case "BIT" -> bit();
            case "INT", "INTEGER", "SMALLINT", "BIGINT", "REAL", "BOOLEAN", "JSON" -> plain();
            case "VARCHAR", "DECIMAL", "DEC", "NUMERIC" -> withModifiers(cursor.next());
            default -> named();
        };
    }

    private String plain() {
        return canonical(cursor.next().value());
    }

    private String doublePrecision() {
        if (!cursor.accept("DOUBLE", "PRECISION")) {
            return named();
        }
        return "double precision";
    }

    /** {@code float(1..24)} is real, the rest double precision (docs 8.1.3). */
    private String floating() {
        cursor.next();
        if (!cursor.accept("(")) {
            return "double precision";
        }
        String precision = cursor.number().value();
        cursor.expect(")");
        return precision.length() < 2 || precision.length() == 2 && precision.compareTo("24") <= 0
                ? "real"
                : "double precision";
    }

    private String timeType() {
        String base = cursor.next().value();
        String precision = optionalPrecision();
        String zone = "without";
        if (cursor.accept("WITH", "TIME", "ZONE")) {
            zone = "with";
        } else {
            cursor.accept("WITHOUT", "TIME", "ZONE");
        }
        return base + precision + " " + zone + " time zone";
    }

    private String optionalPrecision() {
        if (!cursor.accept("(")) {
            return "";
        }
        String precision = cursor.number().value();
        cursor.expect(")");
        return "(" + precision + ")";
    }

    private String interval() {
        cursor.next();
        String precision = optionalPrecision();
        return "interval" + (precision.isEmpty() ? intervalFields() : precision);
    }

    /** {@code DAY TO SECOND(3)} and the like, with a leading blank; empty when there are none. */
    String intervalFields() {
        if (!cursor.atAny("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND")) {
            return "";
        }
        String fields = " " + cursor.next().value();
        if (cursor.accept("TO")) {
            fields += " to " + cursor.peek().value();
            cursor.expectAny("MONTH", "HOUR", "MINUTE", "SECOND");
        }
        return fields + (fields.endsWith("second") ? optionalPrecision() : "");
    }

    private String character() {
        cursor.accept("NATIONAL");
        cursor.expectAny("CHARACTER", "CHAR", "NCHAR");
        if (cursor.accept("VARYING")) {
            return "character varying" + lengthOr("");
        }
        return "character" + lengthOr("(1)");
    }

    private String bit() {
        cursor.next();
        return cursor.accept("VARYING") ? "bit varying" + lengthOr("") : "bit" + lengthOr("(1)");
    }

    private String lengthOr(String otherwise) {
        return cursor.at("(") ? modifiers() : otherwise;
    }

    private String withModifiers(Token word) {
        return numericScale(canonical(word.value()), lengthOr(""));
    }

    /** {@code numeric(10)} is stored as {@code numeric(10,0)}. */
    private static String numericScale(String base, String modifiers) {
        boolean precisionOnly = base.equals("numeric") && !modifiers.isEmpty() && !modifiers.contains(",");
        return base + (precisionOnly ? modifiers.replace(")", ",0)") : modifiers);
    }

    private String modifiers() {
        cursor.expect("(");
        List<String> values = cursor.commaList(() -> {
            int start = cursor.position();
            grammar.expressions.full();
            return cursor.textSince(start);
        });
        cursor.expect(")");
        return "(" + String.join(",", values) + ")";
    }

    private String named() {
        Token first = cursor.peek();
        boolean qualified = cursor.peek(1).is(".");
        if (!(qualified ? Cursor.isColumnName(first) || Cursor.isFunctionName(first) : Cursor.isFunctionName(first))) {
            throw cursor.unexpected();
        }
        List<Token> parts = new ArrayList<>(List.of(cursor.next()));
        while (cursor.accept(".")) {
            parts.add(cursor.label());
        }
        if (cursor.accept("%", "TYPE")) {
            return joined(parts) + "%type";
        }
        boolean builtIn = parts.size() == 1 || parts.get(0).value().equals("pg_catalog");
        Token last = parts.get(parts.size() - 1);
        String base = builtIn && last.kind() == Kind.WORD ? canonical(last.value()) : joined(parts);
        String modifiers = lengthOr("");
        return withPrecision(base, modifiers);
    }

    private static String withPrecision(String base, String modifiers) {
        int zone = base.startsWith("time") ? base.indexOf(" with") : -1;
        return zone > 0 && !modifiers.isEmpty()
                ? base.substring(0, zone) + modifiers + base.substring(zone)
                : numericScale(base, modifiers);
    }

    private static String joined(List<Token> parts) {
        return parts.stream()
                .map(part -> part.kind() == Kind.HOLE ? part.value() : quoteTypeName(part))
                .reduce((left, right) -> left + "." + right)
                .orElseThrow();
    }

    private static String quoteTypeName(Token part) {
        // A hole inside a name is no character that needs quotes once it is filled.
        return part.value().contains("{") ? part.value() : Identifiers.quoteIfNeeded(part.value());
    }

    private static String canonical(String name) {
        return ALIASES.getOrDefault(name, name);
    }
}
