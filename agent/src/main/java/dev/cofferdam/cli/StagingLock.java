package dev.cofferdam.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Says of the folder of an unfinished plan that somebody is at work in it. The kernel frees the lock however that process dies. */
final class StagingLock {
    private static final String LOCK = ".lock";

    /**
     * Folders of this very process. They must not even be opened to try their lock: POSIX frees all locks that a process has on a file as soon as
     * it closes any handle of it (fcntl(2), "Advisory record locking").
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private StagingLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Locks a folder that was just made. */
    static StagingLock in(Path folder) {
        OURS.add(folder);
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            return new StagingLock(folder, channel);
        } catch (IOException e) {
            OURS.remove(folder);
            throw new UncheckedIOException("the folder " + folder + " cannot be locked", e);
        }
    }

    /** Nobody is at work there any more, and nothing of the lock is left; a second call does nothing. */
    void release() {
        try {
            if (channel.isOpen()) {
                Files.deleteIfExists(folder.resolve(LOCK));
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + folder + " cannot be removed", e);
        } finally {
            OURS.remove(folder);
        }
    }

    /** Folders of that prefix which a process has locked that is no more. One that was never locked may be anybody's, and is left alone. */
    static List<Path> abandoned(Path parent, String prefix) {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .filter(entry -> !OURS.contains(entry))
                    .filter(StagingLock::isFree)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static boolean isFree(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (IOException unknown) {
            return false;
        }
    }
}
