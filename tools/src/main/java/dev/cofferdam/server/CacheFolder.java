package dev.cofferdam.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Things that take seconds to make and are kept between runs. An entry appears whole, by one rename, so that neither a crash
 * nor a second process ever sees half of one. Any of it may be deleted while no server is starting.
 */
final class CacheFolder {
    /** The last file written into an entry: without it, somebody has deleted half of the entry. */
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

    /** The entry of that name, made now if it is not there whole. */
    Path entry(String name, Maker maker) {
        Path entry = folder.resolve(name);
        if (isComplete(entry)) {
            return entry;
        }
        try {
            Files.createDirectories(folder);
            synchronized (ONE_MAKER_PER_JVM) {
                makeAlone(entry, maker);
            }
            return entry;
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    /** Removes an entry that turned out to be damaged. */
    void discard(String name) {
        Command.run(List.of("rm", "-rf", folder.resolve(name).toString()));
    }

    private void makeAlone(Path entry, Maker maker) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assert held.isValid();
            if (isComplete(entry)) {
                return;
            }
            removeUnfinished();
            Path unfinished = Files.createTempDirectory(folder, UNFINISHED);
            maker.fill(unfinished);
            Files.writeString(unfinished.resolve(COMPLETE), "");
            discard(entry.getFileName().toString());
            Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Left behind by makers that were killed; nobody else can be making anything while we hold the lock. */
    private void removeUnfinished() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(UNFINISHED))
                    .forEach(this::discard);
        }
    }

    private static boolean isComplete(Path entry) {
        return Files.exists(entry.resolve(COMPLETE));
    }

    private ServerFailed unusable(IOException cause) {
        return new ServerFailed(
                "The cache folder `" + folder + "` could not be filled.",
                String.valueOf(cause),
                "Free disk space, mend the folder's rights, or choose another folder with COFFERDAM_CACHE.",
                cause);
    }
}
