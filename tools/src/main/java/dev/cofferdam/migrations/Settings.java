package dev.cofferdam.migrations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the settings files of one folder say. One profile is laid over the base when the base does not speak of PostgreSQL and the
 * profile does. Keys are compared as Spring does, without dashes, underscores and case ("Relaxed Binding", Spring Boot reference).
 */
final class Settings {
    private static final Pattern FILE =
            Pattern.compile("(application|flyway)(?:-([\\w.-]+))?\\.(properties|ya?ml|conf|toml)");
    private static final Pattern HOLE = Pattern.compile("\\$\\{([^${}:]+)(?::([^${}]*))?}");
    /** Keys, in canonical form, that say where migrations lie. */
    private static final Pattern PLACES = Pattern.compile("\\.(?:locations|changelog)\\b");

    private static final int NESTING = 10;

    private final String folder;
    private final String origin;
    private final Map<String, String> values;

    private Settings(String folder, String origin, Map<String, String> values) {
        this.folder = folder;
        this.origin = origin;
        this.values = values;
    }

    /** One object for each folder that has settings files, in the order of the folders. */
    static List<Settings> in(RepositoryFiles files) {
        Map<String, List<String>> byFolder = new TreeMap<>();
        for (String file :
                files.matching(f -> FILE.matcher(RepositoryFiles.nameOf(f)).matches())) {
            byFolder.computeIfAbsent(RepositoryFiles.folderOf(file), key -> new ArrayList<>())
                    .add(file);
        }
        return byFolder.entrySet().stream()
                .map(entry -> read(files, entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * What the nearest settings above a folder say of the files in it: all but where migrations lie, which is that folder. Nothing above a
     * repository's root counts.
     *
     * @param root the repository's root; the folder itself when it is one
     */
    static List<Settings> above(Path folder, Path root) {
        for (Path each = folder.getParent(); each != null && each.startsWith(root); each = each.getParent()) {
            List<Settings> found = in(RepositoryFiles.inside(each));
            if (!found.isEmpty()) {
                return found.stream().map(Settings::withoutLocations).toList();
            }
        }
        return List.of();
    }

    private Settings withoutLocations() {
        Map<String, String> others = new LinkedHashMap<>(values);
        others.keySet().removeIf(key -> PLACES.matcher(canonical(key)).find());
        return new Settings(folder, origin, others);
    }

    private static Settings read(RepositoryFiles files, String folder, List<String> names) {
        Map<String, Map<String, String>> byProfile = new TreeMap<>();
        String origin = names.get(0);
        for (String file : names) {
            Matcher name = FILE.matcher(RepositoryFiles.nameOf(file));
            if (!name.matches()) {
                throw new IllegalStateException(file + " was listed as a settings file");
            }
            String profile = Optional.ofNullable(name.group(2)).orElse("");
            origin = profile.isEmpty() ? file : origin;
            SettingsFile.read(file, files.text(file)).forEach((inner, entries) -> byProfile
                    .computeIfAbsent(inner.isEmpty() ? profile : inner, key -> new LinkedHashMap<>())
                    .putAll(entries));
        }
        Map<String, String> merged = new LinkedHashMap<>(byProfile.getOrDefault("", Map.of()));
        if (!speaksOfPostgres("", merged)) {
            byProfile.entrySet().stream()
                    .filter(entry -> !entry.getKey().isEmpty() && speaksOfPostgres(entry.getKey(), entry.getValue()))
                    .min(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(String::length)
                            .thenComparing(java.util.Comparator.naturalOrder())))
                    .ifPresent(entry -> merged.putAll(entry.getValue()));
        }
        return new Settings(folder, origin, merged);
    }

    private static boolean speaksOfPostgres(String profile, Map<String, String> values) {
        return profile.toLowerCase(Locale.ROOT).contains("postgres")
                || values.values().stream().anyMatch(value -> value.contains("jdbc:postgresql:"))
                || values.entrySet().stream()
                        .anyMatch(entry -> entry.getKey().endsWith("db-kind") && Vendors.isPostgres(entry.getValue()));
    }

    /** The folder of the files; empty for the repository's root. */
    String folder() {
        return folder;
    }

    /** The file to name when something in here is wrong. */
    String origin() {
        return origin;
    }

    /** The module that the settings belong to: what comes before {@code src/}. */
    String module() {
        int source = (folder + "/").indexOf("src/main/");
        return source < 0 ? folder : source == 0 ? "" : folder.substring(0, source - 1);
    }

    Optional<String> find(String key) {
        String wanted = canonical(key);
        return values.entrySet().stream()
                .filter(entry -> canonical(entry.getKey()).equals(wanted))
                .map(entry -> resolve(entry.getValue(), 0))
                .findFirst();
    }

    /** The elements of a list, or of a text with commas. */
    List<String> list(String key) {
        return find(key).stream()
                .flatMap(value -> Pattern.compile("[,\n]").splitAsStream(value))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    /** All entries below a key, by the rest of their key as written. */
    Map<String, String> below(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.toLowerCase(Locale.ROOT).startsWith(prefix + ".")) {
                found.put(key.substring(prefix.length() + 1), resolve(value, 0));
            }
        });
        return found;
    }

    /** Keys whose canonical form matches, as written. */
    List<String> keys(Pattern canonicalKey) {
        return values.keySet().stream()
                .filter(key -> canonicalKey.matcher(canonical(key)).matches())
                .toList();
    }

    /** Replaces {@code ${name:default}}; a name that nothing here defines and that has no default stays as it is. */
    String resolve(String text, int depth) {
        if (depth > NESTING) {
            return text;
        }
        Matcher hole = HOLE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        boolean changed = false;
        while (hole.find()) {
            String name = hole.group(1);
            String value = values.getOrDefault(name, hole.group(2));
            changed |= value != null;
            hole.appendReplacement(resolved, Matcher.quoteReplacement(value == null ? hole.group() : value));
        }
        hole.appendTail(resolved);
        return changed ? resolve(resolved.toString(), depth + 1) : text;
    }

    private static String canonical(String key) {
        return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
