package dev.cofferdam.review.diff;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The git of a repository. What it runs hears of no secret, asks nobody for a password and starts no program that the repository names. */
final class Git {
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(?:TOKEN|SECRET|PASSWORD|_KEY|CREDENTIAL|DATABASE_URL).*");

    private final Path repository;

    Git(Path repository) {
        this.repository = repository;
    }

    Path repository() {
        return repository;
    }

    /** What a command says on standard output; empty when it fails. */
    Optional<String> ask(String... arguments) {
        Process git = start(List.of(arguments), ProcessBuilder.Redirect.DISCARD);
        try (var out = git.getInputStream()) {
            git.getOutputStream().close();
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("git was interrupted", repository.toString(), "start again");
        }
    }

    /** A running command, fed and read by the caller. */
    Process start(List<String> arguments, ProcessBuilder.Redirect errors) {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        Stream.of("core.fsmonitor=false", "core.hooksPath=/dev/null", "core.quotePath=false", "diff.external=")
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
        builder.environment().keySet().removeIf(name -> SECRET.matcher(name).matches());
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        try {
            return builder.start();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private UserError unusable(IOException e) {
        return new UserError(
                "git cannot be run in `" + repository + "`: " + e.getMessage(),
                "--repo",
                "see to it that git is installed");
    }
}
