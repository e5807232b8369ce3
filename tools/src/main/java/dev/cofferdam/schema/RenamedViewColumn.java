package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;

/** ALTER VIEW and ALTER MATERIALIZED VIEW ... RENAME COLUMN, the facts of which name the view alone. */
record RenamedViewColumn(TableRef view, String from, String to) {
    static Optional<RenamedViewColumn> of(Statement.Other other, String text) {
        if (!other.words().endsWith(" VIEW")
                || !other.words().startsWith("ALTER ")
                || other.tables().size() != 1) {
            return Optional.empty();
        }
        List<String> words = PlainSql.tokens(text);
        int rename = words.lastIndexOf("rename");
        int to = words.size() - 2;
        return rename > 0 && to > rename + 1 && words.get(to).equals("to")
                ? Optional.of(new RenamedViewColumn(
                        other.tables().get(0),
                        Identifiers.fold(words.get(to - 1)),
                        Identifiers.fold(words.get(to + 1))))
                : Optional.empty();
    }
}
