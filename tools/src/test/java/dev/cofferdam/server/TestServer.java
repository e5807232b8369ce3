package dev.cofferdam.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One server for all tests of a JVM; it ends with the JVM. Tests take a database each and close it. */
public final class TestServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServer() {}

    /** Started at first use. */
    private static final class Started {
        private static final ThrowawayServer SERVER = ThrowawayServer.start(cache());
    }

    /** The shared server; never close it. */
    public static ThrowawayServer get() {
        return Started.SERVER;
    }

    /** An empty database that no other test knows. */
    public static ThrowawayDatabase freshDatabase() {
        return get().createDatabase("test_" + DATABASES.incrementAndGet());
    }

    /** Where the command line keeps its server too, so that a developer's machine unpacks it once. */
    static Path cache() {
        return named("COFFERDAM_CACHE")
                .or(() -> named("XDG_CACHE_HOME").map(home -> home.resolve("cofferdam")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "cofferdam"))
                .resolve("server");
    }

    private static Optional<Path> named(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
