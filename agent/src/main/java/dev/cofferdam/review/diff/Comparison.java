package dev.cofferdam.review.diff;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of a repository: what runs, what is to run, and what differs. The files that differ are counted from where the change branched off;
 * the code that runs is that of the base as it is now.
 */
public final class Comparison implements AutoCloseable {
    private static final Pattern HUNK = Pattern.compile("@@ -\\S+ \\+(\\d+)(?:,(\\d+))? @@.*");

    private final Commits commits;
    private final Tree base;
    private final Tree head;
    private final List<ChangedFile> files;

    private final String prefix;

    private Comparison(Commits commits, String prefix, Tree base, Tree head, List<ChangedFile> files) {
        this.commits = commits;
        this.prefix = prefix;
        this.base = base;
        this.head = head;
        this.files = List.copyOf(files);
    }

    /**
     * The two ends.
     *
     * @param head empty for the working tree as it stands, with what git does not know yet
     */
    public record Commits(String base, Optional<String> head) {}

    /**
     * Compares.
     *
     * @param head a revision; empty for the working tree
     * @throws UserError when the folder is no git repository, or a revision is unknown
     */
    public static Comparison of(Path repository, String base, Optional<String> head) {
        Git git = new Git(repository);
        if (git.ask("rev-parse", "--git-dir").isEmpty()) {
            throw new UserError(
                    "`" + repository + "` is no git repository", "--repo", "name a working tree that git knows");
        }
        String baseCommit = commit(git, base, "--base");
        Optional<String> headCommit = head.map(name -> commit(git, name, "--head"));
        String from = git.ask("merge-base", baseCommit, headCommit.orElse("HEAD"))
                .map(String::strip)
                .orElse(baseCommit);
        List<ChangedFile> files = changed(git, from, headCommit);
        Tree running = Tree.of(git, baseCommit);
        Tree wanted = headCommit
                .map(commit -> beside(running, () -> Tree.of(git, commit)))
                .orElseGet(() -> Tree.working(repository));
        String prefix = git.ask("rev-parse", "--show-prefix").map(String::strip).orElse("");
        return new Comparison(new Commits(baseCommit, headCommit), prefix, running, wanted, files);
    }

    /** When the second tree cannot be laid out, the first must not stay behind. */
    private static Tree beside(Tree first, Supplier<Tree> second) {
        try {
            return second.get();
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
    }

    public Commits commits() {
        return commits;
    }

    /** The way from the root of the repository to the folder that is compared; empty, or with a slash at its end. */
    public String prefix() {
        return prefix;
    }

    /** What runs today. */
    public Path base() {
        return base.folder();
    }

    /** What is to run. */
    public Path head() {
        return head.folder();
    }

    /** What differs, by path. */
    public List<ChangedFile> files() {
        return files;
    }

    private static String commit(Git git, String name, String flag) {
        boolean plain = !name.isBlank() && !name.startsWith("-");
        return Optional.of(name)
                .filter(any -> plain)
                .flatMap(any -> git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", any + "^{commit}"))
                .map(String::strip)
                .orElseThrow(() -> new UserError(
                        "there is no revision `" + name + "` of `" + git.repository() + "`",
                        flag,
                        "name a branch, a tag or a commit that `git log` knows; a shallow clone may lack it: git fetch"
                                + " origin "
                                + name));
    }

    private static List<ChangedFile> changed(Git git, String from, Optional<String> head) {
        List<String> words = new ArrayList<>(List.of("--relative", "--no-ext-diff", "--no-textconv", "-M", from));
        head.ifPresent(words::add);
        Map<String, List<ChangedFile.Lines>> lines = lines(said(git, words, "-U0", "--no-color"));
        List<ChangedFile> files = new ArrayList<>();
        String[] fields = said(git, words, "--name-status", "-z").split("\0");
        int at = 0;
        while (at + 1 < fields.length) {
            boolean moved = fields[at].startsWith("R") || fields[at].startsWith("C");
            String before = fields[at + 1];
            String path = moved ? fields[at + 2] : before;
            boolean added = fields[at].startsWith("A") || fields[at].startsWith("C");
            files.add(new ChangedFile(
                    path,
                    added ? Optional.empty() : Optional.of(before),
                    fields[at].startsWith("D"),
                    lines.getOrDefault(path, List.of())));
            at += moved ? 3 : 2;
        }
        if (head.isEmpty()) {
            files.addAll(unknown(git, files));
        }
        return files;
    }

    private static String said(Git git, List<String> words, String... options) {
        List<String> all = new ArrayList<>(List.of("diff"));
        all.addAll(List.of(options));
        all.addAll(words);
        return git.ask(all.toArray(new String[0]))
                .orElseThrow(() -> new UserError(
                        "git cannot compare the two revisions", "--base", "name a base that the change branched off"));
    }

    /** Which lines of which files are new; names stand as {@code +++ b/path}, quoted when they are odd. */
    private static Map<String, List<ChangedFile.Lines>> lines(String diff) {
        Map<String, List<ChangedFile.Lines>> all = new HashMap<>();
        List<ChangedFile.Lines> current = new ArrayList<>();
        int skip = 0;
        for (String line : diff.split("\n")) {
            Matcher hunk = HUNK.matcher(line);
            if (skip > 0 && line.startsWith("+")) {
                skip--;
            } else if (line.startsWith("+++ b/")) {
                current = all.computeIfAbsent(
                        line.substring("+++ b/".length()).replaceFirst("\\t$", ""), path -> new ArrayList<>());
            } else if (hunk.matches()) {
                int first = Integer.parseInt(hunk.group(1));
                int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
                skip = count;
                if (count > 0) {
                    current.add(new ChangedFile.Lines(first, first + count - 1));
                }
            }
        }
        return all;
    }

    private static List<ChangedFile> unknown(Git git, List<ChangedFile> known) {
        Set<String> paths = new HashSet<>();
        known.forEach(file -> paths.add(file.path()));
        List<ChangedFile> files = new ArrayList<>();
        for (String path : git.ask("ls-files", "--others", "--exclude-standard", "-z")
                .orElse("")
                .split("\0")) {
            if (!path.isEmpty() && !paths.contains(path)) {
                int last = Math.max(1, lineCount(git.repository().resolve(path)));
                files.add(new ChangedFile(path, Optional.empty(), false, List.of(new ChangedFile.Lines(1, last))));
            }
        }
        return files;
    }

    private static int lineCount(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? (int) new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                            .lines()
                            .count()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            base.close();
        } finally {
            head.close();
        }
    }
}
