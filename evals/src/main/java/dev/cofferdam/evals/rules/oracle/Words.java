package dev.cofferdam.evals.rules.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words in which both readings say what a statement does. */
final class Words {
    private static final Pattern TYPE = Pattern.compile("([^(\\[]+)(\\([^)]*\\))?([^\\[]*)(\\[])?");
    private static final Map<String, String> INTERNAL = Map.ofEntries(
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("bool", "boolean"),
            Map.entry("varchar", "character varying"),
            Map.entry("bpchar", "character"),
            Map.entry("decimal", "numeric"),
            Map.entry("varbit", "bit varying"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("time", "time without time zone"),
            Map.entry("timetz", "time with time zone"),
            Map.entry("serial4", "serial"),
            Map.entry("serial8", "bigserial"),
            Map.entry("serial2", "smallserial"));

    private Words() {}

    /** A type with its modifiers behind its whole name. */
    static String type(List<String> names, String modifiers, boolean array) {
        boolean builtIn = names.size() == 2 && names.get(0).equals("pg_catalog");
        String last = names.get(names.size() - 1);
        String name = builtIn || names.size() == 1 ? INTERNAL.getOrDefault(last, last) : String.join(".", names);
        // A lone char is one character long (PG docs 8.3); that and an interval's fields are modifiers that nobody
        // wrote.
        String said = name.equals("interval")
                        || name.equals("character") && modifiers.equals("1")
                        || name.equals("bit") && modifiers.equals("1")
                ? ""
                : modifiers;
        return name + (said.isEmpty() ? "" : "(" + said + ")") + (array ? "[]" : "");
    }

    /** The same of a type as our parser writes it. */
    static String type(String written) {
        Matcher parts = TYPE.matcher(written);
        if (!parts.matches()) {
            return written;
        }
        String name = (parts.group(1).strip() + " " + parts.group(3).strip()).strip();
        String modifiers = parts.group(2) == null
                ? ""
                : parts.group(2).substring(1, parts.group(2).length() - 1).replace(" ", "");
        boolean array = parts.group(4) != null;
        return name.startsWith("interval")
                ? "interval" + (array ? "[]" : "")
                : type(List.of(name.replace("\"", "")), modifiers, array);
    }

    static String flags(Object... namesAndValues) {
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1].equals(true)) {
                said.append(' ').append(namesAndValues[i]);
            }
        }
        return said.toString();
    }

    static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
