package dev.cofferdam.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * What this program was built from.
 *
 * @param commit the abbreviated git commit, with {@code -dirty} when files had been changed; absent when the builder did not say
 */
public record Build(String version, Optional<String> commit) {
    private static final String UNKNOWN = "unknown";

    /** Reads the page that Maven filled in. */
    public static Build current() {
        Properties properties = new Properties();
        try (InputStream page = Objects.requireNonNull(Build.class.getResourceAsStream("build.properties"))) {
            properties.load(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String commit = properties.getProperty("commit", UNKNOWN);
        return new Build(
                properties.getProperty("version", UNKNOWN),
                commit.equals(UNKNOWN) ? Optional.empty() : Optional.of(commit));
    }

    /** One line: {@code cofferdam 0.1.0 (a1b2c3d) on Java 17.0.15}. */
    String line(String javaVersion) {
        return "cofferdam " + version + commit.map(id -> " (" + id + ")").orElse("") + " on Java " + javaVersion;
    }
}
