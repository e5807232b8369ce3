package dev.cofferdam.migrations;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the files that changelogs name: relative to themselves, or on the class path, of which the roots must be guessed. */
final class ChangelogPaths {
    private static final Pattern CLASSPATH_ROOT = Pattern.compile("((?:.*?/)?(?:src/main/[^/]+|resources|conf)/).*");

    private final Set<String> files;
    private final List<String> ordered;

    ChangelogPaths(RepositoryFiles files) {
        this.ordered = files.matching(file -> true);
        this.files = new HashSet<>(ordered);
    }

    /** A file or folder, or the reason why there is none. */
    record Found(Optional<String> path, String reason) {
        static Found none(String reason) {
            return new Found(Optional.empty(), reason);
        }
    }

    /** The file of this name, as the changelog {@code from} writes it. */
    Found file(String written, String from, boolean relative) {
        return find(written, from, relative, files::contains);
    }

    /** The folder of this name; one that holds no file is not there. */
    Found folder(String written, String from, boolean relative) {
        return find(written.replaceFirst("/+$", ""), from, relative, folder -> !below(folder)
                .isEmpty());
    }

    /** The files in a folder and below, in the order of their paths. */
    List<String> below(String folder) {
        return ordered.stream()
                .filter(file -> RepositoryFiles.isBelow(file, folder))
                .toList();
    }

    private Found find(String written, String from, boolean relative, java.util.function.Predicate<String> there) {
        String path = written.strip()
                .replace('\\', '/')
                .replaceFirst("^(classpath\\*?|file):", "")
                .replaceFirst("^\\$\\{[^}]*}/", "")
                .replaceFirst("^/+", "");
        String base = RepositoryFiles.folderOf(from);
        if (relative) {
            Optional<String> candidate = normal(base + "/" + path);
            if (candidate.isEmpty()) {
                return Found.none("it lies outside the repository, which is not read");
            }
            return candidate.filter(there).isPresent()
                    ? new Found(candidate, "")
                    : Found.none("there is no `" + candidate.get() + "`");
        }
        Optional<String> bare = normal(path);
        if (bare.isEmpty()) {
            return Found.none("it lies outside the repository, which is not read");
        }
        return candidates(bare.get(), from).stream()
                .filter(there)
                .findFirst()
                .map(found -> new Found(Optional.of(found), ""))
                .orElseGet(() -> Found.none("there is no such file or folder on the class path or in the repository"));
    }

    private Set<String> candidates(String path, String from) {
        Set<String> candidates = new LinkedHashSet<>();
        Matcher root = CLASSPATH_ROOT.matcher(from);
        if (root.matches()) {
            candidates.add(root.group(1) + path);
        }
        candidates.add(path);
        // Any folder above the changelog may be the class path's root, or the module's folder from which a tool is run.
        for (String folder = RepositoryFiles.folderOf(from);
                !folder.isEmpty();
                folder = RepositoryFiles.folderOf(folder)) {
            candidates.add(folder + "/" + path);
        }
        ordered.stream()
                .filter(file -> file.contains("/" + path))
                .map(file -> file.substring(0, file.indexOf("/" + path) + 1) + path)
                .distinct()
                .sorted(Comparator.comparing(
                                (String file) -> !CLASSPATH_ROOT.matcher(file).matches())
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(candidates::add);
        return candidates;
    }

    /** Without {@code .} and {@code ..}; empty when it climbs out of the repository. */
    private static Optional<String> normal(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }
}
