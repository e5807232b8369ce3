package dev.cofferdam.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a JVM ends, its server and its files are gone soon after. Each test has a JVM and a temporary folder of its own. */
class CrashCleanupTest {
    private static final int SECONDS = 15;

    @TempDir
    private Path temp;

    @Test
    void closeLeavesNothing() throws Exception {
        Process child = startChild();
        long server = serverOf(child);
        child.getOutputStream().close();

        assertThat(child.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
        assertThat(ProcessHandle.of(server)).isEmpty();
        assertThat(runFolders()).isEmpty();
    }

    @Test
    void sigtermLeavesNothing() throws Exception {
        Process child = startChild();
        long server = serverOf(child);
        child.destroy();

        assertAllGone(server);
    }

    @Test
    void sigkillLeavesNothing() throws Exception {
        Process child = startChild();
        long server = serverOf(child);
        child.destroyForcibly();

        assertAllGone(server);
    }

    @Test
    void ctrlCToTheWatchdogDoesNotKeepItFromItsWork() throws Exception {
        Process child = startChild();
        long server = serverOf(child);
        for (ProcessHandle process : watchdogOf(child)) {
            Command.run(List.of("sh", "-c", "kill -INT $0", Long.toString(process.pid())));
        }
        assertThat(ProcessHandle.of(server)).isPresent();
        child.destroyForcibly();

        assertAllGone(server);
    }

    @Test
    void theNextStartRemovesWhatEvenTheWatchdogCouldNot() throws Exception {
        Process child = startChild();
        long server = serverOf(child);
        watchdogOf(child).forEach(ProcessHandle::destroyForcibly);
        child.destroyForcibly();
        assertThat(child.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(ProcessHandle.of(server)).as("the orphan").isPresent();
        List<Path> orphaned = runFolders();
        assertThat(orphaned).hasSize(1);

        Process next = startChild();
        long itsServer = serverOf(next);

        assertThat(runFolders()).hasSize(1).doesNotContainAnyElementsOf(orphaned);
        // On a busy machine a process that was told to end outlives its folder by a moment.
        ProcessHandle.of(server)
                .ifPresent(orphan -> assertThat(orphan.onExit()).succeedsWithin(SECONDS, TimeUnit.SECONDS));
        assertThat(ProcessHandle.of(itsServer)).isPresent();
        next.destroyForcibly();
        assertAllGone(itsServer);
    }

    @Test
    void aLivingNeighbourIsLeftAlone() throws Exception {
        Process first = startChild();
        long server = serverOf(first);
        Process second = startChild();
        serverOf(second);

        assertThat(runFolders()).hasSize(2);
        assertThat(ProcessHandle.of(server)).isPresent();
        first.destroyForcibly();
        second.destroyForcibly();
        assertAllGone(server);
    }

    @Test
    void theServerSeesNothingOfOurEnvironmentAndNothingIsPrinted() throws Exception {
        Process child = startChild();
        long server = serverOf(child);
        Path environment = Path.of("/proc", Long.toString(server), "environ");
        if (Files.exists(environment)) {
            assertThat(Files.readString(environment).split("\0"))
                    .allMatch(line -> line.matches("(PATH|LC_ALL|TZ|PWD|OLDPWD|SHLVL|_|PG[A-Z_]+|LC_[A-Z]+)=.*"));
        }
        child.getOutputStream().close();
        assertThat(child.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
    }

    private Process startChild() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                ServerInChildJvm.class.getName(),
                TestServer.cache().toString());
        builder.environment().put("OPENAI_API_KEY", "sk-never-in-the-server");
        return builder.redirectErrorStream(true).start();
    }

    /** The process id that the child prints when its server is up; whatever else it prints first fails the test. */
    private static long serverOf(Process child) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = child.getInputStream().read();
                c >= 0 && c != '\n';
                c = child.getInputStream().read()) {
            line.append((char) c);
        }
        assertThat(line.toString()).matches("server \\d+");
        return Long.parseLong(line.substring("server ".length()));
    }

    private static List<ProcessHandle> watchdogOf(Process child) {
        List<ProcessHandle> shellsAndCat = child.toHandle()
                .descendants()
                .filter(process -> process.info().command().orElse("").matches(".*/(sh|dash|bash|busybox|cat)"))
                .toList();
        assertThat(shellsAndCat).hasSize(3);
        return shellsAndCat;
    }

    private void assertAllGone(long server) throws Exception {
        for (int look = 0;
                look < SECONDS * 20
                        && !(ProcessHandle.of(server).isEmpty() && runFolders().isEmpty());
                look++) {
            Thread.sleep(50);
        }
        assertThat(ProcessHandle.of(server)).as("server process").isEmpty();
        assertThat(runFolders()).as("run folders").isEmpty();
    }

    private List<Path> runFolders() throws IOException {
        try (Stream<Path> entries = Files.list(temp)) {
            return new ArrayList<>(
                    entries.filter(path -> path.getFileName().toString().contains(RunFolder.PREFIX))
                            .toList());
        }
    }
}
