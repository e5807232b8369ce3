package dev.cofferdam.cli;

import dev.cofferdam.domain.Place;
import dev.cofferdam.report.page.SourceLinks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the code of a repository can be read in a browser: at its {@code origin}, at the commit that is checked out, if the host is one whose
 * addresses are known and has that commit. Whoever may read a plan learns no password from it: of the remote's address only host and path count.
 */
final class SourceHost {
    private static final Pattern REMOTE = Pattern.compile(
            "(?:(?:https?|ssh|git)://)?(?:[^/@]*@)?([A-Za-z0-9.-]+)(?::\\d+/|[:/])/*([^?#\\s]+?)(?:\\.git)?/*");

    private SourceHost() {}

    /** No links where there is no git, no such remote, or a commit that nobody has pushed. */
    static SourceLinks of(Path repository) {
        Optional<String> commit = git(repository, "rev-parse", "HEAD");
        boolean pushed = git(repository, "branch", "--remotes", "--contains", "HEAD")
                .filter(branches -> !branches.isEmpty())
                .isPresent();
        String prefix = git(repository, "rev-parse", "--show-prefix").orElse("");
        return pushed
                ? git(repository, "remote", "get-url", "origin")
                        .flatMap(remote -> commit.flatMap(at -> links(remote, at, prefix)))
                        .orElse(SourceLinks.NONE)
                : SourceLinks.NONE;
    }

    /**
     * Links to one commit at a host; empty for a host whose addresses nobody here knows.
     *
     * @param remote address of the remote, as git keeps it
     * @param prefix path from the root of the repository to the folder that places are relative to; empty or with a slash at its end
     */
    static Optional<SourceLinks> links(String remote, String commit, String prefix) {
        Matcher parts = REMOTE.matcher(remote.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String root = "https://" + parts.group(1) + "/" + parts.group(2);
        return format(parts.group(1))
                .map(format ->
                        place -> Optional.of(root + format.address(commit, prefix + escaped(place), place.line())));
    }

    /** How a host writes the address of a line. */
    @FunctionalInterface
    private interface Format {
        String address(String commit, String path, int line);
    }

    private static Optional<Format> format(String host) {
        if (host.startsWith("github.")) {
            return Optional.of((commit, path, line) -> "/blob/" + commit + "/" + path + "#L" + line);
        }
        if (host.startsWith("gitlab.")) {
            return Optional.of((commit, path, line) -> "/-/blob/" + commit + "/" + path + "#L" + line);
        }
        return host.equals("bitbucket.org")
                ? Optional.of((commit, path, line) -> "/src/" + commit + "/" + path + "#lines-" + line)
                : Optional.empty();
    }

    private static String escaped(Place place) {
        return place.file()
                .replace("%", "%25")
                .replace(" ", "%20")
                .replace("#", "%23")
                .replace("?", "%3F");
    }

    private static Optional<String> git(Path repository, String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
            command.addAll(List.of(arguments));
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            // Without git there are no links, and nothing else is lost.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
