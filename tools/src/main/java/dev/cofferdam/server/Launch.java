package dev.cofferdam.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** From a cache folder to a running server. */
final class Launch {
    /** Between choosing a port and binding it, somebody else may take it; five times in a row is something else. */
    private static final int PORTS_TO_TRY = 5;

    private final CacheFolder cache;
    private final Demotion demotion;
    private final IntSupplier freePort;
    private final Supplier<Binaries> binaries;

    Launch(Path cache, Demotion demotion, IntSupplier freePort) {
        this(cache, demotion, freePort, Binaries::forThisMachine);
    }

    Launch(Path cache, Demotion demotion, IntSupplier freePort, Supplier<Binaries> binaries) {
        this.cache = new CacheFolder(cache);
        this.demotion = demotion;
        this.freePort = freePort;
        this.binaries = binaries;
    }

    /** A port that is free at this moment. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** What runs now: the process, where it listens, and who may come in. */
    record Running(Postmaster postmaster, int port, Roles roles) {}

    Running start() {
        return startTwice(binaries.get())
                .orElseThrow(() -> new ServerFailed(
                        "No port for PostgreSQL was free in " + PORTS_TO_TRY + " attempts.",
                        "",
                        "Look for a process that takes up the ports of 127.0.0.1.",
                        null));
    }

    /** What is in the cache may be damaged in ways that only show when it runs; made anew, it works or the fault is elsewhere. */
    private Optional<Running> startTwice(Binaries binaries) {
        try {
            return startFromCache(binaries);
        } catch (ServerFailed first) {
            if (Thread.currentThread().isInterrupted()) {
                throw first;
            }
            try {
                return startFromCache(binaries);
            } catch (ServerFailed second) {
                second.addSuppressed(first);
                throw second;
            }
        }
    }

    private Optional<Running> startFromCache(Binaries binaries) {
        Installation installation = Installation.in(cache, binaries, demotion);
        try {
            return startFrom(installation);
        } catch (ServerFailed failed) {
            installation.discard(cache);
            throw failed;
        }
    }

    private Optional<Running> startFrom(Installation installation) {
        Optional<Running> running = Optional.empty();
        for (int attempt = 1; attempt <= PORTS_TO_TRY && running.isEmpty(); attempt++) {
            running = startOn(freePort.getAsInt(), installation);
        }
        return running;
    }

    /** Empty when the port was taken meanwhile. */
    private Optional<Running> startOn(int port, Installation installation) {
        RunFolder folder = RunFolder.create(demotion);
        Postmaster postmaster;
        try {
            folder.removeAbandonedNeighbours();
            Installation.copy(installation.data(), folder.data());
            demotion.give(folder.data());
            Path programs = demotion.reachable(installation.home(), folder);
            postmaster = Postmaster.start(folder, command(programs, folder, port));
        } catch (ServerFailed failed) {
            folder.remove();
            throw failed;
        }
        return ready(postmaster, port, installation.roles());
    }

    private static Optional<Running> ready(Postmaster postmaster, int port, Roles roles) {
        try {
            if (postmaster.becomesReady()) {
                return Optional.of(new Running(postmaster, port, roles));
            }
            if (postmaster.lastWords().contains("could not create any TCP/IP sockets")) {
                postmaster.stop();
                return Optional.empty();
            }
            throw postmaster.failed("ended while it started", "The log's last lines above name the cause.");
        } catch (ServerFailed failed) {
            postmaster.stop();
            throw failed;
        }
    }

    private List<String> command(Path programs, RunFolder folder, int port) {
        List<String> words = new ArrayList<>(demotion.words(
                programs.resolve("bin/postgres").toString(), "-D", folder.data().toString()));
        settings(port).forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return words;
    }

    private static Map<String, String> settings(int port) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "100");
        settings.put("shared_buffers", "64MB");
        // Nothing here has to survive a crash of the machine.
        settings.put("fsync", "off");
        settings.put("synchronous_commit", "off");
        // As in production: "minimal" would hide the WAL of rewrites and index builds (PG docs, "Disabling WAL
        // Archival").
        settings.put("wal_level", "replica");
        // The default, which would be less with our small log segments: a backfill would checkpoint all the time.
        settings.put("max_wal_size", "1GB");
        settings.put("min_wal_size", "80MB");
        settings.put("wal_recycle", "on");
        // It would take locks and change statistics under the eyes of whoever measures.
        settings.put("autovacuum", "off");
        // Nothing hangs for ever. Sessions may set their own.
        settings.put("statement_timeout", "10min");
        settings.put("lock_timeout", "5min");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("lc_messages", "C");
        return settings;
    }
}
