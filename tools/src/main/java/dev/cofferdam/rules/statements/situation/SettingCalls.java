package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Settings by SET, and by the function that does the same (PostgreSQL docs 9.28.1, set_config). */
final class SettingCalls {
    private static final Pattern CALL =
            Pattern.compile("\\bset_config \\( '([\\w.]+)' , '([^']*)' , (true|false|'t'|'f'|'true'|'false') \\)");

    private SettingCalls() {}

    /** What the statement sets; a call whose arguments are not written out sets nothing that could be told. */
    static List<Statement.SetSetting> in(ParsedStatement statement) {
        if (statement.facts() instanceof Statement.SetSetting set) {
            return List.of(set);
        }
        return statement.facts() instanceof Statement.Query query
                        && query.verb() == Statement.Verb.SELECT
                        && statement.text().toLowerCase(Locale.ROOT).contains("set_config")
                ? CALL.matcher(PlainSql.of(statement.text()))
                        .results()
                        .map(SettingCalls::setting)
                        .toList()
                : List.of();
    }

    private static Statement.SetSetting setting(MatchResult call) {
        return new Statement.SetSetting(
                call.group(1).toLowerCase(Locale.ROOT),
                call.group(2),
                call.group(3).contains("t"));
    }
}
