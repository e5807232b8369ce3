package dev.cofferdam.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
    @TempDir
    private Path temp;

    @Test
    void aTakenPortIsNotTheEnd() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Integer> asked = new ArrayList<>();
            IntSupplier firstTaken = () -> {
                asked.add(asked.isEmpty() ? taken.getLocalPort() : Launch.freePort());
                return asked.get(asked.size() - 1);
            };
            try (ThrowawayServer server = start(TestServer.cache(), Demotion.find(), firstTaken)) {
                assertServes(server);
                assertThat(asked).hasSize(2);
            }
        }
    }

    @Test
    void portsThatAreAllTakenAreReported() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(TestServer.cache(), Demotion.find(), taken::getLocalPort))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining("No port");
        }
    }

    @Test
    void anEmptyCacheIsFilledByTwoProcessesAtOnce() throws Exception {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            children.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ServerInChildJvm.class.getName(),
                            temp.toString())
                    .redirectErrorStream(true)
                    .start());
        }
        for (Process child : children) {
            child.getOutputStream().close();
            assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .matches("server \\d+\n");
        }
        assertThat(cacheEntries()).hasSize(2);
    }

    @Test
    void anEmptyCacheIsFilledByTwoThreadsAtOnce() {
        IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    try (ThrowawayServer server = ThrowawayServer.start(temp)) {
                        assertServes(server);
                    }
                }))
                .toList()
                .forEach(CompletableFuture::join);
        assertThat(cacheEntries()).hasSize(2);
    }

    @Test
    void aDamagedCacheIsMadeAnew() throws Exception {
        fillCache();
        for (Path entry : cacheEntries()) {
            if (entry.getFileName().toString().startsWith("data-")) {
                Files.delete(entry.resolve("data/PG_VERSION"));
            } else {
                try (OutputStream postgres = Files.newOutputStream(entry.resolve("bin/postgres"))) {
                    postgres.write("garbage".getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        try (ThrowawayServer server = ThrowawayServer.start(temp)) {
            assertServes(server);
        }
    }

    @Test
    void halfACacheIsMadeAnew() throws Exception {
        fillCache();
        for (Path entry : cacheEntries()) {
            Command.run(List.of("rm", "-rf", entry + "/.ok", entry + "/share", entry + "/data/base"));
        }
        Files.createDirectory(temp.resolve(".unfinished-1"));
        try (ThrowawayServer server = ThrowawayServer.start(temp)) {
            assertServes(server);
        }
        assertThat(temp.resolve(".unfinished-1")).doesNotExist();
    }

    @Test
    void rootWithoutUserNamespacesChangesItsUserAndLeavesNothing() throws Exception {
        assumeTrue(Command.run(List.of("id", "-u")).strip().equals("0"), "needs root");
        assumeTrue(Command.succeeds(Demotion.BY_UID.words("true")), "needs setpriv");
        fillCache();
        // As root's home would be: closed to the uid that the server runs as.
        Command.run(List.of("chmod", "700", temp.toString()));
        Path data;
        try (ThrowawayServer server = start(temp, Demotion.BY_UID, Launch::freePort)) {
            assertServes(server);
            data = dataOf(server);
            assertThat(Files.getAttribute(data, "unix:uid")).isEqualTo(65534);
        }
        assertThat(data.getParent()).doesNotExist();
    }

    @Test
    void aServerThatDoesNotStartIsReportedWithItsLastWords() throws Exception {
        Demotion broken = new Demotion(List.of("sh", "-c", "echo 'FATAL: the disk is purple' >&2; exit 3"), false);
        fillCache();
        assertThatThrownBy(() -> start(temp, broken, Launch::freePort))
                .isInstanceOfSatisfying(ServerFailed.class, failed -> {
                    assertThat(failed.said()).contains("the disk is purple");
                    assertThat(failed.tried()).isNotBlank();
                    assertThat(failed.remedy()).isNotBlank();
                });
    }

    /** From the cache of the other tests, because unpacking takes seconds. */
    private void fillCache() {
        TestServer.get();
        Command.run(
                List.of("sh", "-c", "cp -a \"$0\"/* \"$1\"", TestServer.cache().toString(), temp.toString()));
    }

    private static ThrowawayServer start(Path cache, Demotion demotion, IntSupplier ports) {
        return ThrowawayServer.start(new Launch(cache, demotion, ports));
    }

    private static void assertServes(ThrowawayServer server) {
        try (ThrowawayDatabase database = server.createDatabase("first");
                Connection owner = database.connectAsOwner()) {
            assertThat(owner.isValid(10)).isTrue();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private List<Path> cacheEntries() {
        try (Stream<Path> entries = Files.list(temp)) {
            return entries.filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Path dataOf(ThrowawayServer server) throws SQLException {
        try (Connection superuser = server.connect(Roles.SUPERUSER, "postgres");
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            assertThat(row.next()).isTrue();
            return Path.of(row.getString(1));
        }
    }
}
