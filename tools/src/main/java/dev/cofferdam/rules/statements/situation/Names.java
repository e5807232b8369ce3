package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Identifiers;

/** Names as tokens of {@code PlainSql} hold them. */
public final class Names {
    private Names() {}

    /** The name as the server stores it. */
    public static String stored(String token) {
        return Identifiers.fold(token);
    }

    /** A table, type or other object by its name, with a schema or without. */
    public static TableRef table(String plain) {
        int dot = plain.indexOf(" . ");
        return dot < 0
                ? TableRef.of(stored(plain))
                : TableRef.of(stored(plain.substring(0, dot)), stored(plain.substring(dot + " . ".length())));
    }

    /** Whether the token is a name or a word at all. */
    public static boolean isName(String token) {
        return !token.isEmpty()
                && (token.charAt(0) == '"'
                        || Character.isUnicodeIdentifierStart(token.charAt(0))
                        || token.charAt(0) == '_');
    }
}
