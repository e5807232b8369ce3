package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces Flyway's placeholders; one that nobody gives a value for becomes a plain name and is told about. */
final class Placeholders {
    private final FlywaySettings settings;
    private final Pattern hole;
    private final List<Undecided> unread = new ArrayList<>();
    private final TreeSet<String> told = new TreeSet<>();

    Placeholders(FlywaySettings settings) {
        this.settings = settings;
        this.hole = Pattern.compile(Pattern.quote(settings.placeholderPrefix()) + "([\\w:.-]+)"
                + Pattern.quote(settings.placeholderSuffix()));
    }

    /** The text with every placeholder replaced. */
    String replace(String file, String text) {
        if (!settings.replacesPlaceholders()) {
            return text;
        }
        Matcher matcher = hole.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(valueOf(matcher, file, text)));
        }
        return matcher.appendTail(replaced).toString();
    }

    private String valueOf(Matcher matcher, String file, String text) {
        String name = matcher.group(1);
        String given = settings.placeholders().get(name);
        if (given != null && !given.contains("${")) {
            return given;
        }
        String neutral = neutral(name);
        if (told.add(name)) {
            int line = 1
                    + (int) text.substring(0, matcher.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            unread.add(new Undecided(
                    Place.of(file, line),
                    "placeholder `" + matcher.group() + "`",
                    "no settings file gives it a value; read as `" + neutral + "`"));
        }
        return neutral;
    }

    /** Flyway sets the first four itself ("Placeholders", Flyway documentation). */
    private String neutral(String name) {
        return switch (name) {
            case "flyway:defaultSchema" ->
                settings.schemas().stream().findFirst().orElse("public");
            case "flyway:user" -> "CURRENT_USER";
            case "flyway:timestamp" -> "2000-01-01 00:00:00";
            case "flyway:table" -> "flyway_schema_history";
            default -> neutralName(name.toLowerCase(Locale.ROOT));
        };
    }

    private static String neutralName(String name) {
        return name.contains("schema") ? "public" : name.replaceAll("[^a-z0-9_]", "_");
    }

    List<Undecided> unread() {
        return List.copyOf(unread);
    }
}
