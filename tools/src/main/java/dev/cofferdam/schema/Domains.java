package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Domains that have rules: a value of such a type is checked wherever it comes from, NULL too (PostgreSQL docs, CREATE DOMAIN). */
final class Domains {
    private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[^ \"]+)";
    private static final Pattern WITH_RULE = Pattern.compile(
            "(?:create domain (?<created>NAME) .*\\b(?:check \\(|not null).*|alter domain (?<altered>NAME) (?:add|set not null).*)"
                    .replace("NAME", PART + "(?: \\. " + PART + ")?"));
    private static final Pattern WITHOUT = Pattern.compile(
            "alter domain (NAME) drop (?:constraint|not null).*".replace("NAME", PART + "(?: \\. " + PART + ")?"));

    private final Set<TableRef> withRules = new HashSet<>();

    /** Whether some statement gave this domain a rule, and none took one away since. */
    boolean isConstrained(TableRef type) {
        return withRules.contains(type.withoutPublic());
    }

    void note(ParsedStatement statement) {
        boolean may = statement.facts() instanceof Statement.CreateType
                || statement.facts() instanceof Statement.Other other
                        && other.words().startsWith("ALTER DOMAIN");
        if (!may || !statement.text().toLowerCase(Locale.ROOT).contains("domain")) {
            return;
        }
        String plain = PlainSql.of(statement.text());
        Matcher rule = WITH_RULE.matcher(plain);
        Matcher without = WITHOUT.matcher(plain);
        if (rule.matches()) {
            String name = rule.group("created") == null ? rule.group("altered") : rule.group("created");
            withRules.add(ref(name));
        } else if (without.matches()) {
            withRules.remove(ref(without.group(1)));
        }
    }

    private static TableRef ref(String name) {
        int dot = name.indexOf(" . ");
        return (dot < 0
                        ? TableRef.of(Identifiers.fold(name))
                        : TableRef.of(
                                Identifiers.fold(name.substring(0, dot)), Identifiers.fold(name.substring(dot + 3))))
                .withoutPublic();
    }
}
