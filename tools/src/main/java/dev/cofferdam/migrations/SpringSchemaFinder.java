package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the scripts with which Spring Boot initialises a database ("Initialize a Database Using Basic SQL Scripts", Spring Boot
 * reference). Data scripts are no schema. Each statement runs by itself, outside a transaction.
 */
final class SpringSchemaFinder {
    private static final Pattern BY_DEFAULT =
            Pattern.compile("(?:.*/)?src/main/resources/schema(?:-(?:postgres|postgresql|all))?\\.sql");
    private static final Pattern VENDOR_FOLDER =
            Pattern.compile("(?:.*/)?src/main/resources/(?:.*/)?schema[\\w-]*\\.sql");

    private static final Pattern CREATES =
            Pattern.compile("create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?\"?([\\w.]+)", Pattern.CASE_INSENSITIVE);

    private final RepositoryFiles files;
    private final List<Settings> settings;

    SpringSchemaFinder(RepositoryFiles files, List<Settings> settings) {
        this.files = files;
        this.settings = settings;
    }

    /** The history to read, or empty when there is no schema script on the class path. */
    Optional<History> find() {
        Set<String> scripts = new LinkedHashSet<>();
        List<Undecided> unread = new ArrayList<>();
        for (Settings each : settings) {
            for (String key : List.of("spring.sql.init.schema-locations", "spring.datasource.schema")) {
                each.list(key).forEach(location -> scripts.addAll(at(location, each, unread)));
            }
        }
        if (scripts.isEmpty()) {
            scripts.addAll(byDefault());
        }
        return scripts.isEmpty()
                ? Optional.empty()
                : Optional.of(new History(
                        "Spring schema.sql", scripts.stream().map(this::unit).toList(), unread));
    }

    private List<String> at(String location, Settings each, List<Undecided> unread) {
        String path = location.replaceFirst("^optional:", "")
                .replaceFirst("^(classpath\\*?|file):", "")
                .replaceFirst("^(\\./|/)+", "");
        Pattern wanted = Pattern.compile("(?:.*/)?" + asPattern(path));
        List<String> found = files.matching(file -> file.endsWith(".sql")
                && RepositoryFiles.isBelow(file, each.module())
                && wanted.matcher(file).matches());
        List<String> ours = found.stream().filter(Vendors::namesPostgres).toList();
        if (!ours.isEmpty()) {
            return ours;
        }
        List<String> neutral =
                found.stream().filter(file -> !Vendors.isForeign(file)).toList();
        if (neutral.isEmpty()) {
            unread.add(new Undecided(
                    Place.of(each.origin(), 1),
                    "schema script `" + location + "`",
                    found.isEmpty() ? "there is no such file" : "it is for another product than PostgreSQL"));
        }
        return neutral;
    }

    /** A hole that no settings file fills may be any one word: {@code db/${database}/schema.sql}. */
    private static String asPattern(String path) {
        StringBuilder pattern = new StringBuilder();
        for (String part : path.split("(?<=})|(?=\\$\\{)|(?<=\\*)|(?=\\*)")) {
            boolean open = part.startsWith("${") || part.equals("*");
            pattern.append(open ? "[^/]*" : Pattern.quote(part));
        }
        return pattern.toString();
    }

    private List<String> byDefault() {
        List<String> root = files.matching(file -> BY_DEFAULT.matcher(file).matches());
        if (!root.isEmpty()) {
            String folder = RepositoryFiles.folderOf(root.get(0));
            // The platform's script runs first ("schema-${platform}.sql"), then the common one.
            return root.stream()
                    .filter(file -> RepositoryFiles.folderOf(file).equals(folder))
                    .toList();
        }
        return files.matching(file -> VENDOR_FOLDER.matcher(file).matches() && Vendors.namesPostgres(file)).stream()
                .findFirst()
                .map(file -> besides(RepositoryFiles.folderOf(file)))
                .orElse(List.of());
    }

    /**
     * A schema in several scripts of one folder ({@code schema-entities.sql}, {@code schema-views.sql}): what makes most tables comes first. Of
     * two scripts that make the same table, one is an alternative to the other.
     */
    private List<String> besides(String folder) {
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        files.matching(file -> VENDOR_FOLDER.matcher(file).matches()
                        && RepositoryFiles.folderOf(file).equals(folder)
                        && !Vendors.isForeign(file))
                .forEach(file -> tables.put(file, tablesOf(file)));
        Set<String> made = new LinkedHashSet<>();
        return tables.entrySet().stream()
                .sorted(Comparator.comparing(each -> -each.getValue().size()))
                .filter(each -> {
                    boolean isNew = Collections.disjoint(made, each.getValue());
                    made.addAll(each.getValue());
                    return isNew;
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    private Set<String> tablesOf(String file) {
        return CREATES.matcher(files.text(file))
                .results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private MigrationUnit unit(String file) {
        return new MigrationUnit(
                file,
                Optional.empty(),
                RepositoryFiles.nameOf(file),
                MigrationUnit.Kind.SCRIPT,
                false,
                files.text(file));
    }
}
