package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An attribute that a composite type loses (PostgreSQL docs, ALTER TYPE).
 *
 * @param cascade whether tables that are made of the type lose the column as well
 */
public record DroppedAttribute(TableRef type, String name, boolean cascade) {
    private static final Pattern TYPE = Pattern.compile("alter type (\\S+(?: \\. \\S+)?) ");
    private static final Pattern DROP = Pattern.compile(" drop attribute (?:if exists )?(\\S+)( cascade)?");

    /** Those of the statement; none of a type that the same change makes. */
    public static List<DroppedAttribute> in(Situation at) {
        if (!(at.facts() instanceof Statement.Other other) || !other.words().equals("ALTER TYPE")) {
            return List.of();
        }
        Matcher type = TYPE.matcher(at.plain());
        if (!type.lookingAt()) {
            return List.of();
        }
        TableRef name = Names.table(type.group(1));
        return at.isNewType(name)
                ? List.of()
                : DROP.matcher(at.plain())
                        .results()
                        .map(drop -> new DroppedAttribute(name, Names.stored(drop.group(1)), drop.group(2) != null))
                        .toList();
    }
}
