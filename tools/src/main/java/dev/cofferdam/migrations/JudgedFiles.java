package dev.cofferdam.migrations;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns the files and folders that somebody wants judged into histories, so that every statement is judged by what came before it. */
public final class JudgedFiles {
    /** Names that a script may have; one without an ending may hold anything. */
    private static final Pattern SCRIPT = Pattern.compile("(?i)(?:.*\\.(?:sql|ddl|psql|pgsql|txt)|[^.]+)");

    private static final Pattern INCLUDES =
            Pattern.compile("(?i)(?:<\\s*(?:\\w+:)?|[\"'\\s-])include(?:All)?[\"'\\s:>]");

    private final Path workingFolder;
    private final List<OtherProduct> others = new ArrayList<>();

    private JudgedFiles(Path workingFolder) {
        this.workingFolder = workingFolder;
    }

    /**
     * The histories. A folder stands for every history below it, each file a change of its own; files are looked up in the history of their repository (the
     * nearest folder above with {@code .git}), and those of one history are one change, but for a changelog that has grown over releases. A file that belongs to no history is judged alone, a
     * Liquibase changelog that includes others with all of them.
     *
     * @param workingFolder places are given relative to it
     * @throws UserError when a path does not exist, or holds no migration
     */
    public static List<JudgedHistory> of(List<Path> given, Path workingFolder) {
        return read(given, workingFolder).histories();
    }

    /** The same, with the files that no rule about PostgreSQL is asked of. */
    public static Judged read(List<Path> given, Path workingFolder) {
        JudgedFiles search = new JudgedFiles(workingFolder.toAbsolutePath().normalize());
        List<JudgedHistory> found = new ArrayList<>();
        Map<Path, Set<Path>> filesByRoot = new LinkedHashMap<>();
        for (Path path : given) {
            Path absolute = search.workingFolder.resolve(path).normalize();
            if (Files.isDirectory(absolute)) {
                found.addAll(search.below(absolute, path));
            } else if (Files.isRegularFile(absolute)) {
                filesByRoot
                        .computeIfAbsent(rootOf(absolute), root -> new LinkedHashSet<>())
                        .add(absolute);
            } else {
                throw new UserError("there is no file or folder `" + path + "`", "FILE", "check the spelling");
            }
        }
        filesByRoot.forEach((root, files) -> found.addAll(search.among(root, search.forPostgres(root, files))));
        return new Judged(found, search.others);
    }

    /** A script that lies in no file, judged alone. */
    public static JudgedHistory text(String name, String text) {
        return new JudgedHistory(
                Histories.forServer(Histories.schemaFile(name, text), file -> Optional.empty()), Set.of(name), true);
    }

    /** Whether the file is a Liquibase changelog, by its name and its text. */
    public static boolean isChangelog(Path file) {
        return LiquibaseTrace.isChangelog(file.toString(), RepositoryFiles.textOf(file));
    }

    /** The repository that a file or folder lies in; else the folder above it. */
    private static Path rootOf(Path file) {
        Path folder = file.getParent();
        for (Path each = folder; each != null; each = each.getParent()) {
            if (Files.exists(each.resolve(".git"))) {
                return each;
            }
        }
        return folder == null ? file : folder;
    }

    private List<JudgedHistory> below(Path folder, Path given) {
        List<JudgedHistory> found = new ArrayList<>();
        Path real = behindLinks(folder);
        RepositoryFiles files = RepositoryFiles.under(real);
        OtherProducts foreign = OtherProducts.in(files, inRepository(real));
        foreign.all().forEach(each -> others.add(each.below(label(folder))));
        List<Settings> settings = Stream.concat(
                        Settings.in(files).stream(), Settings.above(real, isAlone(real) ? rootOf(real) : real).stream())
                .toList();
        for (History history : histories(files.only(files.matching(file -> !foreign.has(file))), settings)) {
            History here = Histories.relocated(history, label(folder));
            Set<String> all = new HashSet<>();
            filesOf(here).forEach(all::add);
            found.add(new JudgedHistory(here, all, false));
        }
        if (found.isEmpty() && foreign.all().isEmpty()) {
            throw new UserError(
                    "there is no migration for PostgreSQL in `" + given + "`",
                    "DIR",
                    "name the folder of the migrations, or single files");
        }
        return found;
    }

    /** The way from the repository to a folder; of one that lies in none, its name. */
    private static String inRepository(Path folder) {
        Path root = rootOf(folder.resolve("any"));
        Path way = isAlone(root) ? folder.getFileName() : root.relativize(folder);
        return way == null ? "" : way.toString().replace('\\', '/');
    }

    /** A walk does not enter a link, not even where it starts. */
    private static Path behindLinks(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UserError("the folder `" + folder + "` cannot be read", "DIR", "check its permissions");
        }
    }

    /** The main history first; then, folder by folder, what it leaves out. */
    private static List<History> histories(RepositoryFiles files, List<Settings> settings) {
        List<History> found = new ArrayList<>();
        Set<String> known = new HashSet<>();
        Histories.searchIn(files, settings).ifPresent(history -> add(history, files, found, known));
        Map<String, List<String>> left = new TreeMap<>();
        for (String file : files.matching(each -> Vendors.isSql(each) && !known.contains(each))) {
            left.computeIfAbsent(RepositoryFiles.folderOf(file), folder -> new ArrayList<>())
                    .add(file);
        }
        for (List<String> siblings : left.values()) {
            Histories.searchIn(files.only(siblings), settings).ifPresent(history -> add(history, files, found, known));
            siblings.stream()
                    .filter(file -> !known.contains(file) && !SqlFolderFinder.goesBack(file))
                    .forEach(file -> add(Histories.schemaFile(file, files.text(file)), files, found, known));
        }
        return found;
    }

    private static void add(History history, RepositoryFiles files, List<History> found, Set<String> known) {
        History whole = Histories.forServer(history, files.texts());
        found.add(whole);
        filesOf(whole).forEach(known::add);
        whole.units().stream().flatMap(MigrationUnit::files).forEach(known::add);
    }

    /** Those of the units, and of what takes them back. */
    private static Stream<String> filesOf(History history) {
        return history.units().stream()
                .flatMap(unit -> Stream.concat(
                        Stream.of(unit.file()), unit.undo().stream().map(MigrationUnit::file)));
    }

    private List<JudgedHistory> among(Path root, Set<Path> wanted) {
        List<JudgedHistory> found = new ArrayList<>();
        Set<String> open = new LinkedHashSet<>();
        for (Path file : wanted) {
            if (includesOthers(file)) {
                found.add(master(isAlone(root) ? folderOf(file) : root, file));
            } else {
                open.add(label(file));
            }
        }
        if (!open.isEmpty() && !isAlone(root)) {
            pick(root, RepositoryFiles.under(root), open).ifPresent(found::add);
        }
        Map<Path, Set<String>> byFolder = new LinkedHashMap<>();
        wanted.stream().filter(file -> open.contains(label(file))).forEach(file -> byFolder.computeIfAbsent(
                        folderOf(file), folder -> new LinkedHashSet<>())
                .add(label(file)));
        byFolder.keySet().forEach(folder -> pick(folder, RepositoryFiles.inside(folder), open)
                .ifPresent(found::add));
        for (String file : open) {
            Path path = workingFolder.resolve(file);
            History history = Histories.forServer(
                    alone(file, path), each -> RepositoryFiles.textsBelow(root).apply(rooted(root, each)));
            found.add(new JudgedHistory(history, Set.of(file), true));
        }
        return found;
    }

    /** What is left of named files without those that are for another product, as far as they or their folders say so. */
    private Set<Path> forPostgres(Path root, Set<Path> wanted) {
        Set<Path> ours = new LinkedHashSet<>();
        for (Path file : wanted) {
            Optional<OtherProduct> foreign = Vendors.isSql(file.toString())
                    ? OtherProducts.of(isAlone(root) ? folderOf(file) : root, file)
                    : Optional.empty();
            foreign.ifPresentOrElse(product -> others.add(product.below(label(root))), () -> ours.add(file));
        }
        return ours;
    }

    private static boolean includesOthers(Path file) {
        String text = RepositoryFiles.textOf(file);
        return LiquibaseTrace.isChangelog(file.toString(), text)
                && !Vendors.isSql(file.toString())
                && INCLUDES.matcher(text).find();
    }

    /** A changelog that includes others is judged with them. It has grown over releases, each of which is a change of its own. */
    private JudgedHistory master(Path root, Path file) {
        History history = Histories.relocated(
                Histories.forServer(
                        Changelogs.history(root, file),
                        RepositoryFiles.under(root).texts()),
                label(root));
        Set<String> all = new HashSet<>();
        filesOf(history).forEach(all::add);
        all.add(label(file));
        return new JudgedHistory(history, all, false);
    }

    /** A label's file as seen from a folder; empty, which is no file, when it lies elsewhere. */
    private String rooted(Path root, String label) {
        Path path = workingFolder.resolve(label).normalize();
        return path.startsWith(root) ? root.relativize(path).toString() : "";
    }

    private static History alone(String file, Path path) {
        String text = RepositoryFiles.textOf(path);
        if (!isScript(file) && !LiquibaseTrace.isChangelog(file, text)) {
            throw new UserError(
                    "`" + file + "` is no SQL, and no migration history that it lies in mentions it",
                    "FILE",
                    "name files of migrations (.sql, Liquibase changelogs), or a plan.yaml");
        }
        return LiquibaseTrace.isChangelog(file, text)
                ? Histories.relocated(Changelogs.history(folderOf(path), path), folderName(file))
                : Histories.schemaFile(file, text);
    }

    private static String folderName(String file) {
        return RepositoryFiles.folderOf(file);
    }

    private static boolean isScript(String file) {
        return SCRIPT.matcher(RepositoryFiles.nameOf(file)).matches();
    }

    /** A folder that is no repository is not searched as a whole: it may be anybody's home. */
    private static boolean isAlone(Path root) {
        return !Files.exists(root.resolve(".git"));
    }

    private static Path folderOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    /** The history among these files with those of the open ones that it holds, which are open no longer. */
    private Optional<JudgedHistory> pick(Path root, RepositoryFiles files, Set<String> open) {
        return Histories.searchIn(files)
                .map(history -> Histories.relocated(Histories.forServer(history, files.texts()), label(root)))
                .flatMap(history -> {
                    Set<String> judged = new HashSet<>();
                    filesOf(history).forEach(judged::add);
                    judged.retainAll(open);
                    open.removeAll(judged);
                    return judged.isEmpty() ? Optional.empty() : Optional.of(new JudgedHistory(history, judged, true));
                });
    }

    /** As the reader would write it from where the command was started. */
    private String label(Path path) {
        String label =
                path.startsWith(workingFolder) ? workingFolder.relativize(path).toString() : path.toString();
        return label.replace('\\', '/');
    }
}
