package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares what a user sees with the page we approved; {@code -Dgolden.update=true} approves, and is refused in CI. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/dev/cofferdam/cli/golden");

    private Golden() {}

    static void assertMatches(String name, String actual) throws IOException {
        Path page = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            assertThat(System.getenv("CI"))
                    .as("golden files are approved by people")
                    .isNull();
            Files.writeString(page, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(page));
    }
}
