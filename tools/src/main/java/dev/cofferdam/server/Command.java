package dev.cofferdam.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs one short program in a clean environment and keeps what it said. */
final class Command {
    /** Above every honest duration: {@code initdb} takes about a second, a copy of the data directory a tenth. */
    private static final int SECONDS_TO_FINISH = 120;

    private Command() {}

    /** What the program said on both its outputs, at any exit code. */
    record Result(int exitCode, String output) {
        boolean isSuccess() {
            return exitCode == 0;
        }
    }

    /**
     * Nothing of our own environment reaches the server: keys and passwords live there, and SQL from a pull request runs in
     * the server. Programs are still looked up on our PATH, because not every system keeps {@code sh} in /bin.
     */
    static ProcessBuilder inCleanEnvironment(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder;
    }

    /** Runs the program to its end; throws ServerFailed when that end is not a success. */
    static String run(List<String> words) {
        return run(words, "");
    }

    /** As above, with a text on the program's standard input. */
    static String run(List<String> words, String input) {
        Result result = attempt(words, input);
        if (!result.isSuccess()) {
            throw new ServerFailed(
                    "`" + String.join(" ", words) + "` ended with exit code " + result.exitCode() + ".",
                    result.output(),
                    "Run the command by hand, or look at the disk space and the rights of the folders it names.",
                    null);
        }
        return result.output();
    }

    /** Whether the program exists and succeeds. */
    static boolean succeeds(List<String> words) {
        try {
            return attempt(words, "").isSuccess();
        } catch (ServerFailed notStarted) {
            return false;
        }
    }

    private static Result attempt(List<String> words, String input) {
        Process process = start(words);
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> outputOf(process));
        try {
            feed(process, input);
            if (!process.waitFor(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ServerFailed(
                        "`" + String.join(" ", words) + "` was not done after " + SECONDS_TO_FINISH + " s.",
                        "",
                        "Look for a hanging disk or a machine under heavy load, then try again.",
                        null);
            }
            return new Result(process.exitValue(), output.join());
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ServerFailed(
                    "`" + words.get(0) + "` was interrupted.",
                    "",
                    "Start again when nothing interrupts it.",
                    interrupted);
        }
    }

    private static Process start(List<String> words) {
        try {
            return inCleanEnvironment(words).redirectErrorStream(true).start();
        } catch (IOException notStarted) {
            throw new ServerFailed(
                    "`" + words.get(0) + "` could not be started.",
                    String.valueOf(notStarted.getMessage()),
                    "Make the program available on the PATH and executable.",
                    notStarted);
        }
    }

    private static void feed(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedBeforeReadingAll) {
            // Not our result: the exit code and the output say why it ended.
            return;
        }
    }

    private static String outputOf(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
