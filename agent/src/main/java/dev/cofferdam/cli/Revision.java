package dev.cofferdam.cli;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of a repository at another revision, in a folder of their own that goes with this object. Nothing is checked out, and the repository stays as it is. */
final class Revision implements AutoCloseable {
    private final Path folder;

    private Revision(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a revision.
     *
     * @throws UserError when there is no such revision, or no git
     */
    static Revision of(Path repository, String name) {
        if (name.startsWith("-") || name.isBlank()) {
            throw unknown(repository, name, "");
        }
        Revision revision;
        try {
            revision = new Revision(Files.createTempDirectory("cofferdam-revision-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder can be made for the files of " + name, e);
        }
        try {
            revision.read(repository, name);
            return revision;
        } catch (RuntimeException e) {
            revision.close();
            throw e;
        }
    }

    Path folder() {
        return folder;
    }

    private void read(Path repository, String name) {
        List<String> command = List.of("git", "-C", repository.toString(), "archive", "--format=zip", name);
        try {
            Path said = Files.createTempFile(folder, "said", "");
            Process git =
                    new ProcessBuilder(command).redirectError(said.toFile()).start();
            unpack(git.getInputStream());
            boolean failed = git.waitFor() != 0;
            String words = Files.readString(said, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            Files.delete(said);
            if (failed) {
                throw unknown(repository, name, words);
            }
        } catch (IOException e) {
            throw new UserError(
                    "the files of `" + name + "` cannot be read: " + e.getMessage(),
                    "--app",
                    "see to it that git is installed and that there is room in the folder for temporary files");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException("reading " + name + " was interrupted", new IOException(e));
        }
    }

    private void unpack(InputStream archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && file.startsWith(folder)) {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
    }

    private static UserError unknown(Path repository, String name, String words) {
        return new UserError(
                "there is no revision `" + name + "` of `" + repository + "`" + (words.isEmpty() ? "" : ": " + words),
                "--app",
                "name a branch, a tag or a commit that `git -C " + repository + " log` knows");
    }

    @Override
    public void close() {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst =
                    new ArrayList<>(inside.sorted(Comparator.reverseOrder()).toList());
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
