package dev.cofferdam.server;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Maven that the user has, run as they would run it: in their environment, under their settings. */
public final class UsersMaven {
    /** 15 MB over a slow line, and Maven's own plugin with what that needs the first time. */
    private static final int MINUTES_TO_FINISH = 15;

    /** Named in full: what the short name means is another question to the network. */
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";

    private static final List<String> OUR_SECRETS =
            List.of("OPENAI_API_KEY", "COFFERDAM_DB_PASSWORD", "COFFERDAM_SCRATCH_PASSWORD");

    private static final String ERROR = "[ERROR] ";

    private static final int LINES_TOLD = 4;

    private final Map<String, String> environment;

    /** Looked for in this environment, once it is needed. */
    public UsersMaven(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Puts an artifact's file into a folder.
     *
     * @throws UserError when there is no Maven
     * @throws ServerFailed when Maven does not bring it
     */
    void copy(String coordinates, Path folder) {
        List<String> words = List.of(
                program().toString(),
                "-B",
                "-q",
                "-Dstyle.color=never",
                COPY,
                "-Dartifact=" + coordinates,
                "-DoutputDirectory=" + folder);
        Process process = start(words, folder);
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> outputOf(process));
        try {
            if (!process.waitFor(MINUTES_TO_FINISH, TimeUnit.MINUTES)) {
                throw failed(words, "was not done after " + MINUTES_TO_FINISH + " minutes", "", null);
            }
            if (process.exitValue() != 0) {
                throw failed(words, "ended with exit code " + process.exitValue(), complaint(output.join()), null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(words, "was interrupted", "", interrupted);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** As Maven's own scripts and build servers look for it. */
    private Path program() {
        Stream<Path> homes =
                Stream.of("MAVEN_HOME", "M2_HOME").flatMap(this::named).map(home -> home.resolve("bin"));
        Stream<Path> path = Arrays.stream(
                        environment.getOrDefault("PATH", "").split(Pattern.quote(java.io.File.pathSeparator), -1))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
        return Stream.concat(homes, path)
                .map(folder -> folder.resolve("mvn"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "there is no Maven to fetch another PostgreSQL with: no `mvn` in MAVEN_HOME and none on the PATH",
                        "--postgres",
                        "install Maven or set MAVEN_HOME, or leave --postgres out"));
    }

    private Stream<Path> named(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank()).map(Path::of).stream();
    }

    /** In a folder without a project, whose settings would count otherwise. */
    private Process start(List<String> words, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().keySet().removeAll(OUR_SECRETS);
        try {
            return builder.start();
        } catch (IOException notStarted) {
            throw failed(words, "could not be started", String.valueOf(notStarted.getMessage()), notStarted);
        }
    }

    private static ServerFailed failed(List<String> words, String how, String said, @Nullable Throwable cause) {
        return new ServerFailed(
                "`" + String.join(" ", words) + "` " + how + ".",
                said,
                "See that your Maven reaches a repository with this artifact: its settings, mirrors and proxies apply; or leave --postgres out.",
                cause);
    }

    /** The lines that are errors, up to those that say how to see more of them. */
    private static String complaint(String output) {
        return output.lines()
                .dropWhile(line -> !line.startsWith(ERROR))
                .takeWhile(line -> !line.strip().equals(ERROR.strip()) && !line.startsWith(ERROR + "To see"))
                .limit(LINES_TOLD)
                .collect(Collectors.joining("\n"));
    }

    private static String outputOf(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
