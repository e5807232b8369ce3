package dev.cofferdam.migrations;

import java.util.List;

/** How this repository names its Flyway files. */
record FlywayNaming(String versionedPrefix, String repeatablePrefix, String separator, List<String> suffixes) {
    static final FlywayNaming USUAL = new FlywayNaming("V", "R", "__", List.of(".sql"));

    /** The name without its suffix; the name itself when it has none of them. */
    String stem(String name) {
        return suffixes.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .orElse(name);
    }

    boolean hasSuffix(String name) {
        return suffixes.stream().anyMatch(name::endsWith);
    }
}
