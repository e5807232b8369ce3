package dev.cofferdam.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server's process, and the watchdog that ends it when we do. */
final class Postmaster {
    private static final int MILLIS_BETWEEN_LOOKS = 5;

    /** Seen: 0.1 s on a quiet machine, 1 s on one whose disk is busy. */
    private static final int LOOKS_UNTIL_READY = 12_000;

    private static final int SECONDS_TO_STOP = 30;
    private static final int LINES_OF_LOG = 20;

    /** In bytes: what a server gives up at, a few segments of its log aside. */
    private static final long LITTLE_ROOM = 8L << 20;

    /**
     * Its standard input is a pipe from our JVM. The kernel closes the pipe when the JVM ends, also after {@code kill -9}; then
     * "cat" ends, the server gets SIGQUIT (immediate shutdown, PG docs "Shutting Down the Server") and its folder goes.
     * A signal tied to the parent's death (PR_SET_PDEATHSIG) would fire when the thread ends that started the process.
     *
     * <p>Ctrl-C reaches every process of the terminal's foreground group. The watchdog ignores it, because it has to survive the
     * JVM, and the server leaves the group, because in a conversation Ctrl-C only ends an answer. Handle 3 is needed because a
     * shell connects the input of background commands to /dev/null.
     */
    private static final String WATCHDOG = """
            trap '' INT TERM HUP
            folder=$1
            shift
            exec 3<&0
            $(command -v setsid) "$@" </dev/null 3<&- &
            server=$!
            { cat <&3 >/dev/null; [ -e "$folder/ended" ] || kill -QUIT "$server"; } &
            wait "$server"
            echo $? >"$folder/ended"
            wait
            rm -rf "$folder"
            """;

    private final RunFolder folder;
    private final Process watchdog;

    private Postmaster(RunFolder folder, Process watchdog) {
        this.folder = folder;
        this.watchdog = watchdog;
    }

    /** Starts the command on the folder's data; throws ServerFailed when it cannot. The folder is the watchdog's from now on. */
    static Postmaster start(RunFolder folder, List<String> command) {
        List<String> words = new ArrayList<>(List.of(
                "sh", "-c", WATCHDOG, "cofferdam-watchdog", folder.path().toString()));
        words.addAll(command);
        try {
            ProcessBuilder builder = Command.inCleanEnvironment(words);
            builder.redirectErrorStream(true).redirectOutput(folder.log().toFile());
            return new Postmaster(folder, builder.start());
        } catch (IOException notStarted) {
            throw new ServerFailed(
                    "The shell that watches over PostgreSQL could not be started.",
                    String.valueOf(notStarted),
                    "Make `sh` available on the PATH.",
                    notStarted);
        }
    }

    /** Waits until the server takes connections; false when it ended instead. */
    boolean becomesReady() {
        for (int look = 0; look < LOOKS_UNTIL_READY; look++) {
            if (statusIn(folder.data()).equals("ready")) {
                return true;
            }
            if (Files.exists(folder.ended()) || !watchdog.isAlive()) {
                return false;
            }
            pause();
        }
        throw failed("was not ready after a minute", "Try again when the machine is less busy.");
    }

    /** The end of the server's log. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(folder.log(), StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException unreadable) {
            return "(the server's log cannot be read: " + unreadable + ")";
        }
    }

    /** Its log would say so, if it could still be written. */
    String full() {
        return Files.exists(folder.path()) && folder.path().toFile().getUsableSpace() < LITTLE_ROOM
                ? String.valueOf(System.getProperty("java.io.tmpdir"))
                : "";
    }

    /** Ends the server and removes its folder in the same way as the end of the JVM would. */
    void stop() {
        try {
            watchdog.getOutputStream().close();
            if (!watchdog.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                watchdog.destroyForcibly();
            }
        } catch (IOException alreadyGone) {
            watchdog.destroyForcibly();
        } catch (InterruptedException interrupted) {
            // The pipe is closed, so the watchdog does its work without us.
            Thread.currentThread().interrupt();
            return;
        }
        folder.remove();
    }

    ServerFailed failed(String how, String fix) {
        return new ServerFailed("The throw-away PostgreSQL " + how + ".", lastWords(), fix, null);
    }

    /** Ends the server that works on a data directory, if one does; the directory's name is unique, a process id is not. */
    static void endIn(Path data) {
        List<String> lines = pidFile(data);
        if (!lines.isEmpty() && lines.get(0).strip().matches("\\d+")) {
            ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(process -> process.info().commandLine().orElse("").contains(data.toString()))
                    .ifPresent(Postmaster::quit);
        }
    }

    /** Not SIGKILL, which would leave its shared memory behind. */
    private static void quit(ProcessHandle server) {
        if (Command.succeeds(List.of("sh", "-c", "kill -QUIT $0", Long.toString(server.pid())))) {
            server.onExit()
                    .completeOnTimeout(server, SECONDS_TO_STOP, TimeUnit.SECONDS)
                    .join();
        }
    }

    /** The eighth line of {@code postmaster.pid}, which {@code pg_ctl} waits for too (source: miscadmin.h, LOCK_FILE_LINE_PM_STATUS). */
    private static String statusIn(Path data) {
        List<String> lines = pidFile(data);
        return lines.size() < 8 ? "" : lines.get(7).strip();
    }

    private static List<String> pidFile(Path data) {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
        } catch (IOException notThere) {
            return List.of();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerFailed(
                    "The start of PostgreSQL was interrupted.",
                    "",
                    "Start again when nothing interrupts it.",
                    interrupted);
        }
    }
}
