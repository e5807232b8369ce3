package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds Flyway histories. Locations that a settings or build file names come first; without any, folders that hold versioned files
 * are taken, because locations are often set in code. Of several histories one whose path speaks of PostgreSQL is preferred, then the
 * one with most files; the others are named.
 */
final class FlywayFinder {
    private static final Pattern MIGRATION_FOLDER = Pattern.compile("((?:.*/)?migrations?)(?:/.*)?");
    private static final String CLASSPATH_ROOT = "((?:.*/)?(?:resources|src/main/[^/]+|conf)/)";

    private final RepositoryFiles files;
    private final List<Settings> settings;
    private final List<Undecided> notes = new ArrayList<>();

    FlywayFinder(RepositoryFiles files, List<Settings> settings) {
        this.files = files;
        this.settings = settings;
    }

    /** The history to read, or empty when there is no versioned Flyway file for PostgreSQL. */
    Optional<History> find() {
        List<Candidate> candidates = new ArrayList<>();
        for (FlywaySettings each : FlywaySettings.in(files, settings)) {
            candidate(each).ifPresent(candidates::add);
        }
        if (candidates.isEmpty()) {
            candidates.addAll(byFileNames());
        }
        return candidates.stream()
                .max(Comparator.comparing(Candidate::hasFolder)
                        .thenComparingInt(candidate -> candidate.files().size())
                        .thenComparing(candidate -> candidate.files().get(0), Comparator.reverseOrder()))
                .map(best -> read(best, candidates));
    }

    private History read(Candidate best, List<Candidate> all) {
        JavaMigrations inJava = JavaMigrations.beside(
                files, RepositoryFiles.folderOf(best.files().get(0)));
        History history = new FlywayHistory(files, best.settings()).read(best.files(), inJava.scripts());
        List<Undecided> unread = new ArrayList<>(notes);
        unread.addAll(history.unread());
        unread.addAll(inJava.unread());
        HashSet<String> known = new HashSet<>(best.files());
        for (Candidate other : all) {
            if (known.addAll(other.files())) {
                unread.add(new Undecided(
                        Place.of(other.files().get(0), 1),
                        "another Flyway history, " + counted(other.files()) + " in `"
                                + RepositoryFiles.folderOf(other.files().get(0)) + "`",
                        "one history is read, the largest for PostgreSQL; name the other with --schema FOLDER"));
            }
        }
        return new History(history.layout(), history.units(), unread, history.searchPath());
    }

    private static String counted(List<String> some) {
        return some.size() == 1 ? "1 file" : some.size() + " files";
    }

    private Optional<Candidate> candidate(FlywaySettings each) {
        List<String> found = new ArrayList<>();
        for (String location : each.locations()) {
            List<String> here = filesAt(location, each);
            // One for another product is told of with its files.
            if (here.isEmpty() && !Vendors.isForeign(location.replaceFirst("^\\w+:", "") + "/")) {
                notes.add(new Undecided(
                        Place.of(each.origin(), 1),
                        "Flyway location `" + location + "`",
                        "no file for PostgreSQL was found there"));
            }
            here.stream().filter(file -> !found.contains(file)).forEach(found::add);
        }
        boolean versioned = found.stream().anyMatch(file -> isMigration(file, each.naming()));
        return versioned ? Optional.of(new Candidate(each, found)) : Optional.empty();
    }

    private List<String> filesAt(String location, FlywaySettings each) {
        String path = location.replaceFirst("^(classpath|filesystem):", "").replaceFirst("^(\\./|/)+", "");
        if (path.isEmpty() || path.contains("${")) {
            return List.of();
        }
        String folder = glob(path.replaceFirst("/+$", ""));
        if (location.startsWith("filesystem:")) {
            String module = each.module().isEmpty() ? "" : Pattern.quote(each.module() + "/");
            List<String> inModule = sqlFiles(Pattern.compile(module + folder + "/.*"));
            return inModule.isEmpty() ? sqlFiles(Pattern.compile(folder + "/.*")) : inModule;
        }
        Map<String, List<String>> byRoot = new TreeMap<>();
        Pattern onClasspath = Pattern.compile(CLASSPATH_ROOT + folder + "/.*");
        for (String file : sqlFiles(onClasspath)) {
            var matcher = onClasspath.matcher(file);
            if (matcher.matches()) {
                byRoot.computeIfAbsent(matcher.group(1), key -> new ArrayList<>())
                        .add(file);
            }
        }
        return byRoot.entrySet().stream()
                .filter(entry -> RepositoryFiles.isBelow(entry.getKey(), each.module())
                        && !each.module().isEmpty())
                .findFirst()
                .or(() ->
                        byRoot.entrySet().stream().max(Map.Entry.comparingByValue(Comparator.comparingInt(List::size))))
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }

    private static String glob(String path) {
        return Pattern.quote(path)
                .replace("**", "\\E.*\\Q")
                .replaceAll("(?<!\\.)\\*", "\\\\E[^/]*\\\\Q")
                .replace("?", "\\E.\\Q");
    }

    private List<String> sqlFiles(Pattern path) {
        return files.matching(file -> path.matcher(file).matches() && !Vendors.isForeign(Vendors.belowRoot(file)));
    }

    private List<Candidate> byFileNames() {
        Map<String, List<String>> byFolder = new TreeMap<>();
        for (String file :
                files.matching(file -> file.endsWith(".sql") && !Vendors.isForeign(Vendors.belowRoot(file)))) {
            byFolder.computeIfAbsent(historyFolder(RepositoryFiles.folderOf(file)), key -> new ArrayList<>())
                    .add(file);
        }
        List<Candidate> found = new ArrayList<>();
        byFolder.forEach((folder, inFolder) -> {
            FlywaySettings owner = ownerOf(folder);
            if (inFolder.stream().anyMatch(file -> isMigration(file, owner.naming()))) {
                found.add(new Candidate(owner, inFolder));
            }
        });
        return found;
    }

    private static String historyFolder(String folder) {
        var migration = MIGRATION_FOLDER.matcher(folder);
        if (migration.matches()) {
            return migration.group(1);
        }
        return Vendors.isPostgres(RepositoryFiles.nameOf(folder)) ? RepositoryFiles.folderOf(folder) : folder;
    }

    private FlywaySettings ownerOf(String folder) {
        return settings.stream()
                .filter(each -> RepositoryFiles.isBelow(folder, each.module()))
                .filter(each -> !each.below("spring.flyway").isEmpty()
                        || !each.below("quarkus.flyway").isEmpty()
                        || !each.below("flyway").isEmpty())
                .findFirst()
                .map(FlywaySettings::withoutLocations)
                .orElseGet(FlywaySettings::usual);
    }

    private static boolean isMigration(String file, FlywayNaming naming) {
        String name = RepositoryFiles.nameOf(file);
        return naming.hasSuffix(name)
                && FlywayName.parse(naming.stem(name), naming)
                        .flatMap(FlywayName::kind)
                        .filter(kind -> kind != MigrationUnit.Kind.REPEATABLE)
                        .isPresent();
    }

    /**
     * @param files not empty
     */
    private record Candidate(FlywaySettings settings, List<String> files) {
        /** A file in the root is one that somebody is about to plan or to move; no tool looks for migrations there. */
        boolean hasFolder() {
            return files.stream()
                    .anyMatch(file -> !RepositoryFiles.folderOf(file).isEmpty());
        }
    }
}
