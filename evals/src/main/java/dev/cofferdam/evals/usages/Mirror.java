package dev.cofferdam.evals.usages;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository with its history, read and never changed: files are laid out elsewhere by an index of their own. */
final class Mirror {
    private final Path gitDir;

    private Mirror(Path gitDir) {
        this.gitDir = gitDir;
    }

    /**
     * Finds the repository's git directory in a folder of mirrors: {@code owner+name/repo}, {@code owner+name.git} or a clone.
     *
     * @param repository {@code owner/name}
     */
    static Mirror in(Path mirrors, String repository) {
        String folder = repository.replace('/', '+');
        for (String form : List.of("/repo/.git", "/repo", "/.git", ".git", "")) {
            Path candidate = mirrors.resolve(folder + form);
            if (Files.exists(candidate.resolve("HEAD"))) {
                return new Mirror(candidate);
            }
        }
        throw new UserError(
                "there is no mirror of " + repository,
                mirrors.toString(),
                "git clone --bare https://github.com/" + repository + " " + mirrors.resolve(folder + ".git"));
    }

    /** Commits, newest first, whose migrations' changed lines match a pattern; merges have no changes of their own. */
    List<String> commitsThatChange(String pattern, List<String> paths) {
        List<String> arguments = new ArrayList<>(
                List.of("log", "--no-merges", "--format=%H", "-i", "-G", pattern, "--diff-filter=AM", "--"));
        arguments.addAll(paths);
        return git(arguments).lines().toList();
    }

    /** What a commit changed against its first parent, with enough context to show the field below an annotation. */
    Diff diff(String commit) {
        return Diff.parse(git(List.of("diff", "--no-renames", "--no-color", "-U6", commit + "^", commit)));
    }

    /** A file's text before a commit; empty when it was not there. */
    String before(String commit, String path) {
        try {
            return git(List.of("show", commit + "^:" + path));
        } catch (UserError e) {
            return "";
        }
    }

    /** Lays out the parent of a commit; only what differs from the layout before is written. */
    void checkOutParent(String commit, Path workTree) {
        try {
            Files.createDirectories(workTree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path index = workTree.resolveSibling(workTree.getFileName() + ".index").toAbsolutePath();
        run(
                List.of("--work-tree=" + workTree.toAbsolutePath(), "read-tree", "--reset", "-u", commit + "^"),
                List.of("GIT_INDEX_FILE=" + index));
    }

    private String git(List<String> arguments) {
        return run(arguments, List.of());
    }

    private String run(List<String> arguments, List<String> environment) {
        List<String> command = new ArrayList<>(List.of("git", "--git-dir=" + gitDir));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        for (String variable : environment) {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output;
            try (InputStream stream = process.getInputStream()) {
                // Old commits hold Latin-1 files; a wrong letter in a comment is no reason to stop.
                output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
            int code = process.waitFor();
            // A snapshot may lack its largest files; the log ends at the first commit that needs one, and what came
            // before is good.
            if (code != 0 && (output.isEmpty() || !arguments.get(0).equals("log"))) {
                throw new UserError(
                        "git ended with " + code, String.join(" ", command), "see what the same command says by hand");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while git was working", e);
        }
    }
}
