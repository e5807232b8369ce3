package dev.cofferdam.migrations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a repository tells Flyway, in one place where it tells it.
 *
 * @param origin the settings or build file
 * @param module the module it belongs to; relative paths and the class path start there
 * @param locations as written, with {@code {vendor}} replaced
 * @param placeholders values by name
 * @param replacesPlaceholders whether {@code ${...}} means anything
 * @param schemas schemas that Flyway creates; the first one is the default
 * @param mixed whether a file with statements that refuse a transaction may hold others; it runs without one then
 */
record FlywaySettings(
        String origin,
        String module,
        List<String> locations,
        Map<String, String> placeholders,
        boolean replacesPlaceholders,
        String placeholderPrefix,
        String placeholderSuffix,
        FlywayNaming naming,
        List<String> schemas,
        boolean mixed) {

    /** Where settings of Spring Boot, Quarkus, Micronaut and Flyway's own files keep their Flyway keys, in canonical form. */
    private static final Pattern LOCATIONS = Pattern.compile(
            "(spring\\.flyway|quarkus\\.flyway(\\.[^.]+)?|flyway\\.datasources\\.[^.]+|flyway)\\.locations");

    private static final Pattern IN_BUILD_FILE = Pattern.compile("\\b((?:filesystem|classpath):[^'\"<>,\\s]+)");

    /** Nothing is said, so Flyway's own defaults hold. */
    static FlywaySettings usual() {
        return new FlywaySettings("", "", List.of(), Map.of(), true, "${", "}", FlywayNaming.USUAL, List.of(), false);
    }

    /** Every place that names locations: settings files first, then build files. */
    static List<FlywaySettings> in(RepositoryFiles files, List<Settings> settings) {
        List<FlywaySettings> found = new ArrayList<>();
        for (Settings each : settings) {
            for (String key : each.keys(LOCATIONS)) {
                String prefix = key.substring(0, key.lastIndexOf('.'));
                found.add(read(each, prefix, each.list(key)));
            }
        }
        for (String file : files.matching(FlywaySettings::isBuildFile)) {
            String text = files.text(file);
            if (text.toLowerCase(java.util.Locale.ROOT).contains("flyway")) {
                List<String> locations = IN_BUILD_FILE
                        .matcher(text)
                        .results()
                        .map(hit -> hit.group(1)
                                .replaceAll("\\$\\{?(project\\.basedir|basedir|projectDir|rootDir)}?/?", ""))
                        .distinct()
                        .toList();
                if (!locations.isEmpty()) {
                    found.add(usual().at(file, RepositoryFiles.folderOf(file), locations));
                }
            }
        }
        return found;
    }

    /** What one settings folder says without naming locations: placeholders, naming and schemas still count. */
    static FlywaySettings withoutLocations(Settings settings) {
        String prefix = settings.below("spring.flyway").isEmpty()
                ? settings.below("quarkus.flyway").isEmpty() ? "flyway" : "quarkus.flyway"
                : "spring.flyway";
        return read(settings, prefix, List.of());
    }

    private static FlywaySettings read(Settings settings, String prefix, List<String> locations) {
        FlywayNaming naming = new FlywayNaming(
                settings.find(prefix + ".sql-migration-prefix").orElse("V"),
                settings.find(prefix + ".repeatable-sql-migration-prefix").orElse("R"),
                settings.find(prefix + ".sql-migration-separator").orElse("__"),
                orElse(settings.list(prefix + ".sql-migration-suffixes"), FlywayNaming.USUAL.suffixes()));
        List<String> schemas = new ArrayList<>(settings.list(prefix + ".schemas"));
        settings.find(prefix + ".default-schema").ifPresent(first -> {
            schemas.remove(first);
            schemas.add(0, first);
        });
        return new FlywaySettings(
                settings.origin(),
                settings.module(),
                locations.stream().map(FlywaySettings::withVendor).toList(),
                new LinkedHashMap<>(settings.below(prefix + ".placeholders")),
                settings.find(prefix + ".placeholder-replacement")
                        .map(Boolean::parseBoolean)
                        .orElse(true),
                settings.find(prefix + ".placeholder-prefix").orElse("${"),
                settings.find(prefix + ".placeholder-suffix").orElse("}"),
                naming,
                List.copyOf(schemas),
                settings.find(prefix + ".mixed").map(Boolean::parseBoolean).orElse(false));
    }

    private static <T> List<T> orElse(List<T> given, List<T> usual) {
        return given.isEmpty() ? usual : given;
    }

    private static String withVendor(String location) {
        return location.replace("{vendor}", "postgresql");
    }

    private static boolean isBuildFile(String file) {
        String name = RepositoryFiles.nameOf(file);
        return name.equals("pom.xml") || name.equals("build.gradle") || name.equals("build.gradle.kts");
    }

    FlywaySettings at(String newOrigin, String newModule, List<String> newLocations) {
        return new FlywaySettings(
                newOrigin,
                newModule,
                newLocations.stream().map(FlywaySettings::withVendor).toList(),
                placeholders,
                replacesPlaceholders,
                placeholderPrefix,
                placeholderSuffix,
                naming,
                schemas,
                mixed);
    }
}
