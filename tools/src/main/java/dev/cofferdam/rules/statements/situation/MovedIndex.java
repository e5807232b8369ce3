package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ALTER INDEX ... SET TABLESPACE, the facts of which do not name the index.
 *
 * @param tablespace as written
 */
public record MovedIndex(TableRef index, String tablespace) {
    private static final Pattern MOVED =
            Pattern.compile("alter index (?:if exists )?(.+?) set tablespace (\\S+)(?: nowait)?");

    /** Empty for any other statement. */
    public static Optional<MovedIndex> of(ParsedStatement statement) {
        if (!(statement.facts() instanceof Statement.Other other)
                || !other.words().equals("ALTER INDEX")) {
            return Optional.empty();
        }
        Matcher moved = MOVED.matcher(PlainSql.of(statement.text()));
        return moved.matches()
                ? Optional.of(new MovedIndex(Names.table(moved.group(1)), moved.group(2)))
                : Optional.empty();
    }
}
