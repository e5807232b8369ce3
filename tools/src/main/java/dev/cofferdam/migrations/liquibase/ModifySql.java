package dev.cofferdam.migrations.liquibase;

import java.util.List;
import java.util.regex.Pattern;

/** Applies a change set's {@code modifySql} to the SQL of its changes. */
public final class ModifySql {
    private ModifySql() {}

    /** The statement as the change set wants it. */
    public static String apply(String statement, ChangelogNode changeSet) throws CannotRender {
        String sql = statement;
        for (ChangelogNode modify : changeSet.children("modifySql")) {
            if (RunFilter.isForPostgres(modify.value("dbms"))) {
                for (ChangelogNode step : modify.children()) {
                    sql = step(sql, step);
                }
            }
        }
        return sql;
    }

    private static String step(String sql, ChangelogNode step) throws CannotRender {
        String value = text(step, "value");
        return switch (step.name()) {
            case "append" -> sql.replaceFirst(";\\s*$", "") + value;
            case "prepend" -> value + sql;
            case "replace" -> sql.replace(text(step, "replace"), text(step, "with"));
            case "regExpReplace" -> replaced(sql, step);
            default -> throw new CannotRender("`modifySql` with `" + step.name() + "` is not known here");
        };
    }

    private static String replaced(String sql, ChangelogNode step) throws CannotRender {
        try {
            return Pattern.compile(text(step, "replace")).matcher(sql).replaceAll(text(step, "with"));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new CannotRender("the pattern of `regExpReplace` is wrong: "
                    + List.of(String.valueOf(e.getMessage()).split("\n")).get(0));
        }
    }

    private static String text(ChangelogNode step, String key) {
        return step.located(key).map(ChangelogNode.Value::text).orElse("");
    }
}
