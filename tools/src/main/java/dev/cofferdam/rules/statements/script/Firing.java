package dev.cofferdam.rules.statements.script;

import dev.cofferdam.domain.Access;
import dev.cofferdam.schema.Trigger;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The columns on which a trigger of UPDATE waits: those of its list, and those whose old and new value its WHEN compares (PostgreSQL docs, CREATE
 * TRIGGER).
 *
 * @param columns empty when it fires for any
 */
record Firing(Set<String> columns) {
    private static final Pattern LISTED = Pattern.compile(" update of (.+?) (?:on|or) ");
    private static final Pattern WHEN = Pattern.compile(" when \\( (.*) \\) execute ");
    private static final Pattern CHANGED = Pattern.compile("old \\. (\\w+) (?:<>|!=|is distinct from) new \\. \\1\\b");

    static Firing of(Trigger trigger) {
        String plain = PlainSql.of(trigger.definition());
        Matcher listed = LISTED.matcher(plain);
        if (listed.find()) {
            return new Firing(Set.copyOf(
                    Pattern.compile(" , ").splitAsStream(listed.group(1)).toList()));
        }
        Matcher when = WHEN.matcher(plain);
        Set<String> changed = new TreeSet<>();
        if (when.find() && !when.group(1).contains(" and ")) {
            String condition = when.group(1);
            CHANGED.matcher(condition).results().forEach(one -> changed.add(one.group(1)));
            // Whatever else it asks may be true of any row.
            boolean other = !CHANGED.matcher(condition).replaceAll("").matches("[\\s()]*(?:or[\\s()]*)*");
            return new Firing(other ? Set.of() : Set.copyOf(changed));
        }
        return new Firing(Set.of());
    }

    /** Whether a statement that writes these columns can make it fire. */
    boolean maySee(Statement.Query query) {
        Set<String> written = query.columns().stream()
                .filter(use -> use.access() == Access.WRITE)
                .map(ColumnUse::column)
                .collect(Collectors.toSet());
        return query.verb() != Statement.Verb.UPDATE
                || columns.isEmpty()
                || columns.stream().anyMatch(written::contains);
    }
}
