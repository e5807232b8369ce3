package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a changelog ("Change log property substitution", Liquibase documentation). The first value given wins. A
 * parameter without one becomes a plain name and is told about.
 */
final class ChangelogParameters {
    private static final Pattern HOLE = Pattern.compile("\\$\\{\\s*([^${}]+?)\\s*}");
    private static final int NESTING = 10;

    private final Map<String, String> global = new HashMap<>();
    private final Map<String, String> local = new HashMap<>();
    private final List<Undecided> unread;
    private final Set<String> told;

    ChangelogParameters(Map<String, String> given) {
        this(new ArrayList<>(), new TreeSet<>());
        given.forEach(this::setGlobal);
        // Liquibase sets these itself from what it knows of the product.
        setGlobal("database.autoIncrement", "true");
        setGlobal("database.currentDateTimeFunction", "NOW()");
        setGlobal("database.typeName", "postgresql");
        setGlobal("database.defaultSchemaName", "public");
        setGlobal("database.databaseChangeLogTableName", "databasechangelog");
        setGlobal("database.databaseChangeLogLockTableName", "databasechangeloglock");
    }

    private ChangelogParameters(List<Undecided> unread, Set<String> told) {
        this.unread = unread;
        this.told = told;
    }

    void setGlobal(String name, String value) {
        global.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
    }

    void setLocal(String name, String value) {
        local.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
    }

    /** What holds in this file only, to be put back with {@link #restoreLocals}. */
    Map<String, String> locals() {
        return new HashMap<>(local);
    }

    void restoreLocals(Map<String, String> earlier) {
        local.clear();
        local.putAll(earlier);
    }

    Optional<String> value(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(global.get(key)).or(() -> Optional.ofNullable(local.get(key)));
    }

    /** The text with every parameter replaced. */
    String expand(String text, String file, int line) {
        return expand(text, file, line, 0);
    }

    private String expand(String text, String file, int line, int depth) {
        if (!text.contains("${") || depth > NESTING) {
            return text;
        }
        Matcher hole = HOLE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (hole.find()) {
            int before = (int) text.substring(0, hole.start())
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            hole.appendReplacement(
                    expanded,
                    Matcher.quoteReplacement(valueOf(hole.group(1), hole.group(), file, line + before, depth)));
        }
        return hole.appendTail(expanded).toString();
    }

    private String valueOf(String name, String written, String file, int line, int depth) {
        Optional<String> value = value(name).filter(found -> !found.equals(written));
        if (value.isPresent()) {
            return expand(value.get(), file, line, depth + 1);
        }
        if (name.startsWith(":")) {
            return "${" + name.substring(1).strip() + "}";
        }
        String lower = name.toLowerCase(Locale.ROOT);
        String neutral = lower.contains("schema") ? "public" : lower.replaceAll("[^a-z0-9_]", "_");
        if (told.add(name)) {
            unread.add(new Undecided(
                    Place.of(file, line),
                    "parameter `" + written + "`",
                    "no property or settings file gives it a value; read as `" + neutral + "`"));
        }
        return neutral;
    }

    List<Undecided> unread() {
        return List.copyOf(unread);
    }
}
