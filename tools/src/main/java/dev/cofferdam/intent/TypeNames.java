package dev.cofferdam.intent;

import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Types as people write them and as the server prints them. */
final class TypeNames {
    /** PostgreSQL docs, table 8.1, and the extensions' types that most schemas with extensions use. */
    private static final Set<String> BUILT_IN = Set.of(
            "bigint",
            "bigserial",
            "bit",
            "bit varying",
            "boolean",
            "box",
            "bytea",
            "character",
            "character varying",
            "cidr",
            "circle",
            "date",
            "double precision",
            "inet",
            "integer",
            "interval",
            "json",
            "jsonb",
            "line",
            "lseg",
            "macaddr",
            "macaddr8",
            "money",
            "name",
            "numeric",
            "oid",
            "path",
            "pg_lsn",
            "point",
            "polygon",
            "real",
            "serial",
            "smallint",
            "smallserial",
            "text",
            "time without time zone",
            "time with time zone",
            "timestamp without time zone",
            "timestamp with time zone",
            "tsquery",
            "tsvector",
            "uuid",
            "xml",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "citext",
            "hstore",
            "ltree",
            "geometry",
            "geography",
            "vector",
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "tsmultirange",
            "tstzmultirange",
            "datemultirange");

    /** Words that people use for types, and what they mean. */
    private static final Set<String> SPOKEN = Set.of("big integer", "big int");

    private TypeNames() {}

    /** The type as the server prints it; empty when the words cannot be one. */
    static Optional<String> normal(String written) {
        String words = written.strip();
        String type = SPOKEN.contains(words.toLowerCase(java.util.Locale.ROOT)) ? "bigint" : words;
        List<ParsedStatement> parsed = SqlParser.parse("ALTER TABLE t ALTER COLUMN c TYPE " + type);
        if (parsed.size() == 1
                && parsed.get(0).facts() instanceof Statement.AlterTable alter
                && alter.actions().size() == 1
                && alter.actions().get(0) instanceof AlterAction.AlterType change
                && change.using().isEmpty()
                && change.collation().isEmpty()) {
            return Optional.of(change.newType());
        }
        return Optional.empty();
    }

    /** A type that words give; the words must be one that is built in or that the schema uses. */
    static Optional<String> known(String written, Schema schema) {
        return normal(written).filter(type -> isKnown(type, schema));
    }

    static boolean isBuiltIn(String type) {
        return BUILT_IN.contains(base(type));
    }

    private static boolean isKnown(String type, Schema schema) {
        return isBuiltIn(type) || base(type).contains(".") || inUse(schema).contains(base(type));
    }

    /** Refuses a type that is most likely a typing error; others may have been created without being used yet. */
    static void check(String type, Schema schema) {
        if (isKnown(type, schema)) {
            return;
        }
        Set<String> all = new TreeSet<>(BUILT_IN);
        all.addAll(inUse(schema));
        List<String> near = NearestNames.of(base(type), all);
        if (!near.isEmpty()) {
            throw new UserError(
                    "there is no type `" + type + "`",
                    "REQUEST",
                    "did you mean `" + String.join("`, `", near)
                            + "`? A type of your own is written with its schema, such as public." + type);
        }
    }

    private static Set<String> inUse(Schema schema) {
        Set<String> types = new TreeSet<>();
        schema.tables().forEach(table -> table.columns().forEach(column -> types.add(base(column.type()))));
        return types;
    }

    /** {@code numeric} for {@code numeric(10,2)}, {@code timestamp with time zone} for {@code timestamp(3) with time zone}. */
    static String base(String type) {
        return type.replaceAll("\\([^)]*\\)", "")
                .replaceFirst("(\\[\\])+$", "")
                .replaceFirst("^(interval) .*", "$1")
                .strip();
    }
}
