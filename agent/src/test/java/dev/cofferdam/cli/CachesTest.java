package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CachesTest {
    private static final Path HOME = Path.of(System.getProperty("user.home"), ".cache", "cofferdam");

    @Test
    void theNearestWishDecidesWhereCachesLive() {
        Map<String, String> both = Map.of("COFFERDAM_CACHE", "/tmp/dam", "XDG_CACHE_HOME", "/tmp/xdg");

        assertThat(Caches.folder(both)).isEqualTo(Path.of("/tmp/dam"));
        assertThat(Caches.folder(Map.of("XDG_CACHE_HOME", "/tmp/xdg"))).isEqualTo(Path.of("/tmp/xdg/cofferdam"));
        assertThat(Caches.folder(Map.of())).isEqualTo(HOME);
    }

    @Test
    void whatIsEmptyOrRelativeWhereItMayNotBeIsNoWish() {
        assertThat(Caches.folder(Map.of("COFFERDAM_CACHE", "", "XDG_CACHE_HOME", "")))
                .isEqualTo(HOME);
        assertThat(Caches.folder(Map.of("XDG_CACHE_HOME", "here"))).isEqualTo(HOME);
        assertThat(Caches.folder(Map.of("COFFERDAM_CACHE", "here")))
                .isEqualTo(Path.of("here").toAbsolutePath());
    }
}
