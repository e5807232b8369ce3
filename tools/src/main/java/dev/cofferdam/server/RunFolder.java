package dev.cofferdam.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The folder of one running server: data, log, and a lock that the kernel frees when our process dies, however it dies. It
 * lies in the system's temporary folder, because every uid may pass through there. Not in the cache: root's home is closed to
 * others, and a home may be a network disk.
 */
final class RunFolder {
    static final String PREFIX = "cofferdam-postgres-";
    private static final String LOCK = "lock";

    /**
     * Folders of this very process. They must not even be opened to try their lock: POSIX frees all locks that a process has
     * on a file as soon as it closes any handle of it (fcntl(2), "Advisory record locking").
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private RunFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** A new empty folder, closed to other users but the one that the server runs as. */
    static RunFolder create(Demotion demotion) {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            // Under its final name only once it is locked; otherwise another process may take it for a dead one's.
            Path path = Files.createTempDirectory(parent.toRealPath(), "new-" + PREFIX);
            try {
                return named(path, demotion);
            } catch (IOException failed) {
                Command.succeeds(List.of("rm", "-rf", path.toString()));
                throw failed;
            }
        } catch (IOException failed) {
            throw new ServerFailed(
                    "No folder for the server could be made in `" + parent + "`.",
                    String.valueOf(failed),
                    "Free disk space there, or name another folder with -Djava.io.tmpdir.",
                    failed);
        }
    }

    private static RunFolder named(Path path, Demotion demotion) throws IOException {
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        Path named = path.resolveSibling(path.getFileName().toString().substring("new-".length()));
        demotion.letThrough(path);
        OURS.add(named);
        Files.move(path, named);
        return new RunFolder(named, lock);
    }

    /** Stops what processes that are no more have left running beside this folder, and removes their folders. */
    void removeAbandonedNeighbours() {
        try (Stream<Path> entries = Files.list(path.getParent())) {
            entries.filter(neighbour -> neighbour.getFileName().toString().startsWith(PREFIX))
                    .filter(neighbour -> !OURS.contains(neighbour))
                    .filter(this::belongsToUs)
                    .filter(RunFolder::isAbandoned)
                    .toList()
                    .forEach(RunFolder::remove);
        } catch (IOException unreadable) {
            throw new ServerFailed(
                    "The temporary folder `" + path.getParent() + "` cannot be listed.",
                    String.valueOf(unreadable),
                    "Name another folder with -Djava.io.tmpdir.",
                    unreadable);
        }
    }

    Path path() {
        return path;
    }

    Path data() {
        return path.resolve("data");
    }

    Path log() {
        return path.resolve("server.log");
    }

    /** Written by the watchdog when the server has ended. */
    Path ended() {
        return path.resolve("ended");
    }

    /** Removes the folder, if the watchdog has not done so already. */
    void remove() {
        if (Files.exists(path)) {
            remove(path);
        }
        OURS.remove(path);
        try {
            lock.close();
        } catch (IOException failed) {
            throw new IllegalStateException("the lock in the removed folder " + path + " cannot be closed", failed);
        }
    }

    /** Anybody may put a folder of that name into the system's temporary folder, and links into the folder. */
    private boolean belongsToUs(Path neighbour) {
        try {
            return Files.isDirectory(neighbour, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(neighbour, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path));
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean isAbandoned(Path neighbour) {
        try (FileChannel channel = FileChannel.open(neighbour.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (NoSuchFileException halfRemoved) {
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static void remove(Path folder) {
        Postmaster.endIn(folder.resolve("data"));
        // "rm" and not a walk of our own: it does not follow links that somebody swaps in while it works. What it
        // cannot
        // remove, the next start tries again.
        Command.succeeds(List.of("rm", "-rf", folder.toString()));
    }
}
