package dev.cofferdam.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that users see, kept beside the tests. {@code -Dgolden.update=true} approves what is there now; not in CI. */
public final class Golden {
    private static final Path ROOT = Path.of("src/test/resources");

    private Golden() {}

    /** Compares with a file below the owner's package in the test resources. */
    public static void assertMatches(Class<?> owner, String name, String actual) {
        Path file = ROOT.resolve(owner.getPackageName().replace('.', '/')).resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                assertThat(System.getenv("CI"))
                        .as("goldens are not approved by a machine")
                        .isNull();
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(file)
                    .as("golden file; approve a new one with -Dgolden.update=true")
                    .exists();
            assertThat(actual).as("golden file %s", file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
