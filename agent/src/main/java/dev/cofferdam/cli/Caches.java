package dev.cofferdam.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where caches live; they may be deleted at any time. */
final class Caches {
    private Caches() {}

    /** {@code $COFFERDAM_CACHE}, else {@code $XDG_CACHE_HOME/cofferdam}, else {@code ~/.cache/cofferdam}. */
    static Path folder(Map<String, String> environment) {
        String own = environment.getOrDefault("COFFERDAM_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        // A relative path there is to be ignored (XDG Base Directory Specification).
        Path base = Optional.of(Path.of(environment.getOrDefault("XDG_CACHE_HOME", "")))
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return base.resolve("cofferdam").toAbsolutePath();
    }
}
