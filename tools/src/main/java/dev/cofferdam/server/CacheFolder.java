package dev.cofferdam.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Things that take seconds to make and are kept between runs. An entry appears whole, by one rename, so that neither a crash
 * nor a second process ever sees half of one. Any of it may be deleted while no server is starting.
 */
final class CacheFolder {
    /**
     * The last file written into an entry: without it, somebody has deleted half of the entry. It holds an id, so that nobody
     * discards an entry that another process has made anew meanwhile.
     */
    private static final String COMPLETE = ".ok";

    private static final String UNFINISHED = ".unfinished-";

    /** File locks hold between processes only; inside this JVM a second lock would be an error instead of a wait. */
    private static final Object ONE_MAKER_PER_JVM = new Object();

    private final Path folder;

    CacheFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Fills an empty folder; what it leaves there becomes the entry. */
    interface Maker {
        void fill(Path empty) throws IOException;
    }

    /**
     * Something in the cache.
     *
     * @param path its folder
     * @param id of this making of it; empty when it is not whole
     */
    record Entry(Path path, String id) {
        private static Entry at(Path path) {
            try {
                return new Entry(path, Files.readString(path.resolve(COMPLETE)));
            } catch (IOException notThere) {
                return new Entry(path, "");
            }
        }

        private boolean isWhole() {
            return !id.isEmpty();
        }
    }

    /** The entry of that name, made now if it is not there whole. */
    Entry entry(String name, Maker maker) {
        Entry kept = Entry.at(folder.resolve(name));
        return kept.isWhole() ? kept : alone(() -> make(folder.resolve(name), maker));
    }

    /**
     * Removes an entry that turned out to be damaged, unless it is no longer the one that was seen. An interrupted thread
     * does nothing: what failed was not the entry, but our waiting.
     */
    void discard(Entry damaged) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        alone(() -> {
            if (Entry.at(damaged.path()).equals(damaged)) {
                remove(damaged.path());
            }
            return damaged;
        });
    }

    private interface Work {
        Entry run() throws IOException;
    }

    /** Does it while no other process and no other thread does such a thing in this cache. */
    private Entry alone(Work work) {
        synchronized (ONE_MAKER_PER_JVM) {
            try {
                Files.createDirectories(folder);
                try (FileChannel channel = FileChannel.open(
                                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    assert held.isValid();
                    return work.run();
                }
            } catch (IOException failed) {
                throw unusable(failed);
            }
        }
    }

    private Entry make(Path path, Maker maker) throws IOException {
        Entry byAnother = Entry.at(path);
        if (byAnother.isWhole()) {
            return byAnother;
        }
        remove(path);
        Path unfinished = Files.createTempDirectory(folder, UNFINISHED);
        maker.fill(unfinished);
        Files.writeString(unfinished.resolve(COMPLETE), UUID.randomUUID().toString());
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        return Entry.at(path);
    }

    /** Under another name first: a removal that is cut short must not leave half an entry that looks whole. */
    private void remove(Path path) throws IOException {
        if (Files.exists(path)) {
            Path doomed = Files.createTempDirectory(folder, UNFINISHED).resolve("doomed");
            Files.move(path, doomed, StandardCopyOption.ATOMIC_MOVE);
        }
        removeUnfinished();
    }

    /** Our own, and those of makers that were killed; nobody else can be making anything while we hold the lock. */
    private void removeUnfinished() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(path -> path.getFileName().toString().startsWith(UNFINISHED))
                    .forEach(path -> Command.run(List.of("rm", "-rf", path.toString())));
        }
    }

    private ServerFailed unusable(IOException cause) {
        return new ServerFailed(
                "The cache folder `" + folder + "` could not be filled.",
                String.valueOf(cause),
                "Free disk space, mend the folder's rights, or choose another folder with COFFERDAM_CACHE.",
                cause);
    }
}
