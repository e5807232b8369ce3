package dev.cofferdam.migrations;

import dev.cofferdam.migrations.liquibase.RunFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What settings say of Liquibase.
 *
 * @param origin the file that names the changelog; empty when none does
 * @param changelog as written; empty when none is named
 * @param parameters values of changelog parameters
 * @param filter which change sets run
 * @param schemas the default schema, if one is named
 */
record LiquibaseSettings(
        Optional<String> origin,
        Optional<String> changelog,
        Map<String, String> parameters,
        RunFilter filter,
        List<String> schemas) {
    /** Spring ({@code spring.liquibase.change-log}, older {@code liquibase.change-log}), Quarkus, Micronaut. */
    private static final Pattern CHANGELOG_KEY =
            Pattern.compile("(?:spring\\.|quarkus\\.)?liquibase\\.(?:.*\\.)?changelog");

    /** Maven's element, Gradle's quoted text, a line of liquibase.properties. */
    private static final Pattern IN_BUILD_FILE = Pattern.compile(
            "<changeLogFile>\\s*([^<]+?)\\s*</changeLogFile>|\\bchange[lL]ogFile\\s*[=:( ]\\s*[\"']([^\"'\\s]+)[\"']"
                    + "|(?m:^\\s*(?:liquibase\\.command\\.)?change-?[lL]og-?[fF]ile\\s*[=:]\\s*([^\"'\\s(]+)\\s*$)");

    private static final Pattern BUILD_FILE =
            Pattern.compile("(?:.*/)?(?:pom\\.xml|build\\.gradle(?:\\.kts)?|liquibase[\\w.-]*\\.properties)");

    static LiquibaseSettings usual() {
        return new LiquibaseSettings(Optional.empty(), Optional.empty(), Map.of(), RunFilter.none(), List.of());
    }

    /** One for each place that names a changelog, application settings first. */
    static List<LiquibaseSettings> in(RepositoryFiles files, List<Settings> settings) {
        List<LiquibaseSettings> found = new ArrayList<>();
        for (Settings each : settings) {
            for (String key : each.keys(CHANGELOG_KEY)) {
                each.find(key).filter(value -> !value.isBlank()).ifPresent(value -> found.add(of(each, value)));
            }
        }
        for (String file : files.matching(file -> BUILD_FILE.matcher(file).matches())) {
            Matcher named = IN_BUILD_FILE.matcher(files.text(file));
            while (named.find()) {
                String value = Stream.of(named.group(1), named.group(2), named.group(3))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
                found.add(new LiquibaseSettings(
                        Optional.of(file), Optional.of(value), Map.of(), RunFilter.none(), List.of()));
            }
        }
        return found;
    }

    /** The settings of the module that a changelog lies in, which need not name it. */
    static LiquibaseSettings ownerOf(String file, List<Settings> settings) {
        return settings.stream()
                .filter(each -> RepositoryFiles.isBelow(file, each.module()))
                .filter(each -> !each.below("spring.liquibase").isEmpty()
                        || !each.below("quarkus.liquibase").isEmpty())
                .findFirst()
                .map(each -> of(each, ""))
                .orElseGet(LiquibaseSettings::usual);
    }

    /** Whether settings switch the tool off, {@code liquibase} or {@code flyway}. */
    static boolean isSwitchedOff(String tool, List<Settings> settings) {
        return settings.stream().anyMatch(each -> each.find("spring." + tool + ".enabled")
                .filter("false"::equals)
                .isPresent());
    }

    private static LiquibaseSettings of(Settings settings, String changelog) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Set<String> contexts = new LinkedHashSet<>();
        Stream.of("spring.liquibase.parameters", "liquibase.parameters", "quarkus.liquibase.change-log-parameters")
                .forEach(prefix -> settings.below(prefix).forEach(parameters::putIfAbsent));
        for (String key : List.of("spring.liquibase.contexts", "liquibase.contexts", "quarkus.liquibase.contexts")) {
            contexts.addAll(settings.list(key));
        }
        Optional<String> labels = Stream.of(
                        "spring.liquibase.label-filter", "spring.liquibase.labels", "quarkus.liquibase.labels")
                .flatMap(key -> settings.find(key).stream())
                .findFirst();
        List<String> schemas = Stream.of("spring.liquibase.default-schema", "quarkus.liquibase.default-schema-name")
                .flatMap(key -> settings.find(key).stream())
                .filter(schema -> !schema.isBlank() && !schema.contains("${"))
                .limit(1)
                .toList();
        return new LiquibaseSettings(
                Optional.of(settings.origin()),
                Optional.of(changelog).filter(text -> !text.isEmpty()),
                parameters,
                new RunFilter(contexts, labels),
                schemas);
    }
}
