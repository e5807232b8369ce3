package dev.cofferdam.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * The jars that this program runs from, with what changes when one is built anew; nothing when it runs from classes, which change
     * while somebody works on them.
     */
    static Optional<String> files() {
        List<Path> entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
        if (!entries.stream().allMatch(Files::isRegularFile)) {
            return Optional.empty();
        }
        // The first names those beside it in its manifest.
        return Optional.of(entries.stream()
                .flatMap(jar -> Stream.of(Objects.requireNonNullElse(
                        jar.resolveSibling("").toFile().listFiles(), new File[0])))
                .map(file -> file + " " + file.length() + " " + file.lastModified())
                .sorted()
                .collect(Collectors.joining("\n")));
    }

    /** One line: {@code cofferdam 0.1.0 (a1b2c3d) on Java 17.0.15}. */
    String line(String javaVersion) {
        return "cofferdam " + version + commit.map(id -> " (" + id + ")").orElse("") + " on Java " + javaVersion;
    }
}
