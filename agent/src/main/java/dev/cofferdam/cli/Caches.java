package dev.cofferdam.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where caches live; they may be deleted at any time. */
final class Caches {
    private Caches() {}

    /** {@code $COFFERDAM_CACHE}, else {@code $XDG_CACHE_HOME/cofferdam}, else {@code ~/.cache/cofferdam}. */
    static Path folder(Map<String, String> environment) {
        String own = environment.getOrDefault("COFFERDAM_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("cofferdam").toAbsolutePath();
    }
}
