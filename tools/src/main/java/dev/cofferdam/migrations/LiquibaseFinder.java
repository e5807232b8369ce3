package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds Liquibase histories. A changelog that settings or a build file name comes first, then the names that frameworks look for, then
 * the changelog with most change sets that no other includes. The others are named.
 */
final class LiquibaseFinder {
    /** Spring Boot, Quarkus and Dropwizard look for these. */
    private static final Pattern BY_CONVENTION =
            Pattern.compile("(?:.*/)?(?:db/changelog/db\\.changelog-master\\.(?:ya?ml|xml|json|sql)|db/changeLog\\.xml"
                    + "|src/main/resources/migrations\\.xml)");

    private static final Pattern NUMBERED = Pattern.compile("\\d+[._-].*\\.sql");
    private static final Pattern MASTER = Pattern.compile("(?i)(?:.*/)?[^/]*(?:master|root|main|changelog)[^/]*");

    private final RepositoryFiles files;
    private final List<Settings> settings;
    private final ChangelogPaths paths;
    private final List<Undecided> notes = new ArrayList<>();

    LiquibaseFinder(RepositoryFiles files, List<Settings> settings) {
        this.files = files;
        this.settings = settings;
        this.paths = new ChangelogPaths(files);
    }

    /**
     * A history with the way it was found.
     *
     * @param named the file that names its changelog; empty when none does
     */
    record Found(History history, String changelog, Optional<String> named) {}

    /** The history to read, or empty when there is no changelog with a change set for PostgreSQL. */
    Optional<Found> find() {
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        for (LiquibaseSettings each : LiquibaseSettings.in(files, settings)) {
            configured(each).ifPresent(candidate -> candidates.putIfAbsent(candidate.root(), candidate));
        }
        boolean isNamed = !candidates.isEmpty();
        Set<String> included = new HashSet<>();
        candidates.values().forEach(candidate -> included.addAll(candidate.files()));
        List<String> traces = LiquibaseTrace.changelogs(files);
        List<Candidate> others = new ArrayList<>();
        traces.stream()
                .filter(file -> !included.contains(file))
                .sorted(Comparator.comparing(
                                (String file) -> !BY_CONVENTION.matcher(file).matches())
                        .thenComparing(file -> !MASTER.matcher(file).matches())
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(file -> {
                    if (!included.contains(file)) {
                        Candidate other = candidate(file, LiquibaseSettings.ownerOf(file, settings), Optional.empty());
                        included.addAll(other.files());
                        // One that was taken for a root before its parent was seen is none.
                        others.removeIf(earlier -> other.files().contains(earlier.root()));
                        others.add(other);
                    }
                });
        List<Candidate> folders = isNamed ? List.of() : folders(others);
        folders.forEach(folder -> others.removeIf(other -> folder.files().contains(other.root())));
        others.addAll(folders);
        List<Candidate> all = new ArrayList<>(candidates.values());
        all.addAll(others);
        return best(isNamed ? List.copyOf(candidates.values()) : others).map(best -> found(best, all));
    }

    /** Numbered changelogs beside each other that nothing includes by name are taken in their order, as {@code includeAll} takes them. */
    private static List<Candidate> folders(List<Candidate> roots) {
        Map<String, List<Candidate>> byFolder = roots.stream()
                .filter(root -> root.files().size() == 1
                        && NUMBERED.matcher(RepositoryFiles.nameOf(root.root())).matches())
                .sorted(Comparator.comparing(Candidate::root))
                .collect(Collectors.groupingBy(
                        root -> RepositoryFiles.folderOf(root.root()), TreeMap::new, Collectors.toList()));
        return byFolder.values().stream()
                .filter(beside -> beside.size() > 1)
                .map(LiquibaseFinder::together)
                .toList();
    }

    private static Candidate together(List<Candidate> beside) {
        Candidate first = beside.get(0);
        List<MigrationUnit> units = new ArrayList<>();
        List<Undecided> unread = new ArrayList<>();
        Set<String> members = new HashSet<>();
        for (Candidate each : beside) {
            each.history().units().forEach(unit -> units.add(unit.withRelease(Release.whole(each.root()))));
            unread.addAll(each.history().unread());
            members.addAll(each.files());
        }
        History history = first.history();
        return new Candidate(
                first.root(),
                new History(history.layout(), units, unread, history.searchPath()),
                members,
                Optional.empty());
    }

    private static Optional<Candidate> best(List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> !candidate.history().units().isEmpty())
                .max(Comparator.<Candidate, Boolean>comparing(candidate ->
                                BY_CONVENTION.matcher(candidate.root()).matches())
                        .thenComparing(candidate -> candidate.history().units().size())
                        .thenComparing(Candidate::root, Comparator.reverseOrder()));
    }

    private Found found(Candidate best, List<Candidate> all) {
        List<Undecided> unread = new ArrayList<>(notes);
        for (Candidate other : all) {
            int count = other.history().units().size();
            if (count > 0 && !best.files().contains(other.root())) {
                unread.add(new Undecided(
                        Place.of(other.root(), 1),
                        "another Liquibase changelog, " + (count == 1 ? "1 change set" : count + " change sets"),
                        "`" + best.root() + "` is read and does not include it; name the other with --schema FILE"));
            }
        }
        unread.addAll(best.history().unread());
        History history = best.history();
        return new Found(
                new History(history.layout(), history.units(), unread, history.searchPath()),
                best.root(),
                best.named());
    }

    private Optional<Candidate> configured(LiquibaseSettings each) {
        String written = each.changelog().orElseThrow();
        String origin = each.origin().orElseThrow();
        ChangelogPaths.Found path = paths.file(written, origin, false);
        if (path.path().isEmpty()) {
            notes.add(new Undecided(Place.of(origin, 1), "changelog `" + written + "`", path.reason()));
            return Optional.empty();
        }
        return path.path().map(root -> candidate(root, each, Optional.of(origin)));
    }

    private Candidate candidate(String root, LiquibaseSettings of, Optional<String> named) {
        LiquibaseHistory reader = new LiquibaseHistory(files, paths, of);
        History history = reader.read(root);
        return new Candidate(root, history, Set.copyOf(reader.read()), named);
    }

    private record Candidate(String root, History history, Set<String> files, Optional<String> named) {}
}
