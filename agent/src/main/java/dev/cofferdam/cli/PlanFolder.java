package dev.cofferdam.cli;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The folder that a plan is written to. Everything goes to a hidden folder beside it first and is moved in one step, so that a crash, a full
 * disk or Ctrl-C leaves nothing half-written.
 */
final class PlanFolder implements AutoCloseable {
    private static final long LAST_WORDS_SECONDS = 3;

    /** What the hidden folder's name begins with. */
    private static final String STAGING = ".cofferdam-";

    private final Path target;
    private final Path staging;
    private final StagingLock lock;
    private final List<Path> made;
    private final Thread cleaner;
    private final Thread owner = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Optional<Path> rescue = Optional.empty();
    private boolean kept;

    private PlanFolder(Path target, Path staging, List<Path> made) {
        this.target = target;
        this.staging = staging;
        this.lock = StagingLock.in(staging);
        this.made = List.copyOf(made);
        this.cleaner = new Thread(this::endOwner, "remove unfinished plan");
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /**
     * A folder to fill; those beside it that a killed process has left are removed.
     *
     * @param wanted absolute
     * @param exact whether the name was asked for; otherwise a number is added when it is taken
     * @throws UserError when the name is taken or the place cannot be written to
     */
    static PlanFolder reserve(Path wanted, boolean exact) {
        Path target = wanted;
        for (int number = 2; isTaken(target); number++) {
            if (exact) {
                throw taken(wanted);
            }
            target = wanted.resolveSibling(wanted.getFileName() + "-" + number);
        }
        Path parent = Objects.requireNonNull(target.getParent(), "an absolute path that is not taken has a parent");
        List<Path> made = missing(parent);
        StagingLock.abandoned(parent, STAGING).forEach(PlanFolder::delete);
        return new PlanFolder(target, staging(parent, made), made);
    }

    /**
     * Whether a plan could be written there, before the work that it takes is begun; nothing is left behind.
     *
     * @throws UserError when the name is taken or the place cannot be written to
     */
    static void requireRoom(Path wanted, boolean exact) {
        if (exact && isTaken(wanted)) {
            throw taken(wanted);
        }
        Path parent = Objects.requireNonNullElse(wanted.getParent(), wanted);
        List<Path> made = missing(parent);
        delete(staging(parent, made));
        removeEmpty(made);
    }

    private static UserError taken(Path wanted) {
        return new UserError(
                "`" + wanted + "` is there already and is not " + (Files.isDirectory(wanted) ? "empty" : "a folder"),
                "--out " + wanted,
                "name a new folder, or remove it first");
    }

    private static Path staging(Path parent, List<Path> made) {
        try {
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, STAGING, readable(parent));
        } catch (IOException e) {
            removeEmpty(made);
            throw notWritable(parent, e);
        }
    }

    private static UserError notWritable(Path parent, IOException cause) {
        Path there = parent;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        String problem = Files.isDirectory(there)
                ? "nothing can be written to `" + there + "`: "
                        + (cause instanceof NoSuchFileException ? "no folder can be made there" : reason(cause))
                : "`" + there + "` is a file, in which no folder can be made";
        return new UserError(problem, "--out", "name a folder that you may write to with --out DIR");
    }

    /** A plan is read by others too, as far as the user's mask allows; a temporary folder would be closed to them. */
    private static FileAttribute<?>[] readable(Path parent) throws IOException {
        return Files.getFileStore(parent).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx"))
                }
                : new FileAttribute<?>[0];
    }

    /** The folders on the way that are not there yet, deepest first. */
    private static List<Path> missing(Path folder) {
        List<Path> missing = new ArrayList<>();
        Path path = folder;
        while (path != null && !Files.exists(path)) {
            missing.add(path);
            path = path.getParent();
        }
        return missing;
    }

    private static boolean isTaken(Path path) {
        if (!Files.exists(path)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.findAny().isPresent();
        } catch (IOException e) {
            return true;
        }
    }

    String name() {
        return String.valueOf(target.getFileName());
    }

    Path path() {
        return target;
    }

    Path transcript() {
        return staging.resolve("transcript.jsonl");
    }

    /** When no plan comes of it, the transcript is moved there instead of being removed with the rest. */
    void rescueTo(Path file) {
        rescue = Optional.of(file);
    }

    /** Where the transcript is when no plan was kept; empty when it is removed. */
    Optional<Path> rescued() {
        return rescue;
    }

    /** Writes the files and puts the folder in its place. */
    void keep(Map<String, String> files) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = staging.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
            }
            lock.release();
            Files.deleteIfExists(target);
            Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
            kept = true;
        } catch (DirectoryNotEmptyException e) {
            throw new UserError("`" + target + "` was filled while the plan was made", "--out", "run it again");
        } catch (IOException e) {
            throw new UserError(
                    "the plan could not be written to `" + target + "`: " + reason(e),
                    "--out",
                    "free the disk or name another folder");
        }
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        // A full disk has no class of its own; the system's words for it are all there is.
        if (e.getClass() == IOException.class && e.getMessage() != null) {
            return e.getMessage();
        }
        return e.getClass()
                .getSimpleName()
                .replaceAll("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** {@code rename owners.telephone to phone_number} as a folder's name. */
    static String slug(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-").replaceAll("^-|-$", "");
        return slug.length() > 80 ? slug.substring(0, 80) : slug;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException e) {
            // The JVM is going down, and the cleaner waits for this.
            closed.countDown();
            return;
        }
        if (!kept) {
            removeUnfinished();
        }
    }

    /** On Ctrl-C: whoever still writes a transcript that is worth keeping may end its last line. */
    private void endOwner() {
        if (rescue.isPresent()) {
            owner.interrupt();
            try {
                closed.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (!kept) {
            removeUnfinished();
        }
    }

    private void removeUnfinished() {
        rescue.ifPresent(this::moveTranscript);
        lock.release();
        delete(staging);
        removeEmpty(made);
    }

    private void moveTranscript(Path file) {
        if (!Files.exists(transcript())) {
            return;
        }
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file in a folder"));
            Files.move(transcript(), file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the transcript cannot be moved to " + file, e);
        }
    }

    /** Folders that were made for the plan and are of no use without it; somebody else may have moved in meanwhile. */
    private static void removeEmpty(List<Path> folders) {
        for (Path folder : folders) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
