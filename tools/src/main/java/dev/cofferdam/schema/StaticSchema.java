package dev.cofferdam.schema;

import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.sql.SqlParser;

/** Learns a schema from its history alone, by applying each statement's facts in order. No server is needed. */
public final class StaticSchema {
    private StaticSchema() {}

    /**
     * The schema that the history leaves behind on an empty database. What does not parse or does not fit is named in {@code
     * unread} and passed over, statement by statement.
     */
    public static Schema of(History history) {
        SchemaWalk walk = new SchemaWalk(history.searchPath());
        for (MigrationUnit unit : history.units()) {
            if (walk.begin(unit)) {
                SqlParser.parse(unit.sql()).forEach(statement -> walk.apply(unit, statement));
            }
        }
        return walk.schema("static, from " + history.layout() + ", " + history.counted(), history.unread());
    }
}
