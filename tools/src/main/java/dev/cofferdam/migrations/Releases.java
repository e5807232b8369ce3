package dev.cofferdam.migrations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which change sets came with one release. A changelog that others stand beside and that carries a number, in its name or its folder, was
 * written for one release. One that holds the whole history, or that is named after a table, grows with every release: its change sets are
 * releases of their own, but for those that one run of {@code diffChangeLog} wrote one after the other ({@code 1585252533730-1}, {@code -2}).
 */
final class Releases {
    private static final Pattern NUMBER = Pattern.compile("\\d");
    private static final Pattern NUMBERED_NAME = Pattern.compile("[vV]?\\d+[._-].*");
    private static final Pattern GENERATED_ID = Pattern.compile("(\\d{6,})-\\d+");

    private final List<Source> sources = new ArrayList<>();
    private final Set<String> changelogs = new HashSet<>();

    /** A change set by the file it stands in, and by the number of the change set that its release begins with. */
    private record Source(String changelog, String id, int start) {}

    /** Takes note of a change set in the order of the history; answers with its release as far as it is known by now. */
    Release note(String changelog, String id) {
        int here = sources.size();
        boolean goesOn = here > 0 && isOfOneRun(sources.get(here - 1), changelog, id);
        sources.add(new Source(changelog, id, goesOn ? sources.get(here - 1).start() : here));
        changelogs.add(changelog);
        return new Release(changelog, Optional.of(here));
    }

    private static boolean isOfOneRun(Source before, String changelog, String id) {
        Matcher one = GENERATED_ID.matcher(before.id());
        Matcher other = GENERATED_ID.matcher(id);
        return before.changelog().equals(changelog)
                && one.matches()
                && other.matches()
                && one.group(1).equals(other.group(1));
    }

    /**
     * The same units, each with its release.
     *
     * @param root the changelog that the history begins with
     */
    List<MigrationUnit> told(List<MigrationUnit> units, String root) {
        return units.stream()
                .map(unit -> unit.withRelease(unit.release()
                        .flatMap(Release::part)
                        .map(number -> releaseOf(sources.get(number), root))
                        .orElseThrow()))
                .toList();
    }

    private Release releaseOf(Source source, String root) {
        String changelog = source.changelog();
        return isOfOneRelease(changelog, root)
                ? Release.whole(changelog)
                : new Release(changelog, Optional.of(source.start()));
    }

    private boolean isOfOneRelease(String changelog, String root) {
        if (changelogs.size() == 1 || changelog.equals(root)) {
            return changelogs.size() == 1
                    && NUMBERED_NAME.matcher(RepositoryFiles.nameOf(changelog)).matches();
        }
        return NUMBER.matcher(below(RepositoryFiles.folderOf(root), changelog)).find();
    }

    /** Folders that both share say nothing about the one file. */
    private static String below(String folder, String changelog) {
        return RepositoryFiles.isBelow(changelog, folder)
                ? changelog.substring(folder.isEmpty() ? 0 : folder.length() + 1)
                : RepositoryFiles.nameOf(changelog);
    }
}
