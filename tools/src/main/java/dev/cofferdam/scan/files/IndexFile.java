package dev.cofferdam.scan.files;

import dev.cofferdam.scan.files.SourceFile.Reading;
import dev.cofferdam.scan.files.SourceFile.Stamp;
import dev.cofferdam.scan.files.SourceFile.State;
import dev.cofferdam.scan.skeleton.FactsCodec;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of a repository, kept in the cache folder so that the next question reads only what changed. Anything wrong with it
 * means that it is not there: it may be deleted, cut or written by another version at any time.
 */
final class IndexFile {
    private static final int MAGIC = 0xC0FFE000 | FactsCodec.VERSION;

    /** Files changed so shortly before the index was written may have changed again within the clock's grain. In milliseconds. */
    private static final long GRAIN = 2000;

    private final Path file;

    private IndexFile(Path file) {
        this.file = file;
    }

    /** One for each repository, by its place. */
    static IndexFile of(Path cache, Path root) {
        String name = root.toAbsolutePath().normalize().toString();
        return new IndexFile(cache.resolve("usages").resolve(Identity.of(name) + ".index"));
    }

    /** A file as it was when it was read. */
    record Known(Stamp stamp, Reading reading) {
        Optional<Reading> at(Stamp now) {
            return stamp.equals(now) ? Optional.of(reading) : Optional.empty();
        }
    }

    /** By path; empty when there is no index that can be used. */
    Map<String, Known> read() {
        try {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
            long written = Files.getLastModifiedTime(file).toMillis();
            Map<String, Known> known = new HashMap<>();
            if (in.getInt() != MAGIC) {
                return known;
            }
            int count = in.getInt();
            for (int i = 0; i < count; i++) {
                String path = new String(bytes(in), StandardCharsets.UTF_8);
                Stamp stamp = new Stamp(in.getLong(), in.getLong());
                State state = State.valueOf(new String(bytes(in), StandardCharsets.UTF_8));
                int[] words = new int[in.getInt()];
                in.asIntBuffer().get(words);
                in.position(in.position() + words.length * 4);
                Reading reading = new Reading(state, words, bytes(in));
                if (stamp.modified() < written - GRAIN) {
                    known.put(path, new Known(stamp, reading));
                }
            }
            return known;
        } catch (IOException
                | BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | NegativeArraySizeException e) {
            return new HashMap<>();
        }
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }

    /** Written beside and moved over, so that a reader sees the old or the new one. A cache that cannot be written is no failure. */
    void write(Collection<SourceFile> files) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), "index", ".draft");
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16))) {
                out.writeInt(MAGIC);
                out.writeInt(files.size());
                for (SourceFile each : files) {
                    write(each, out);
                }
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // The next question takes longer, that is all.
            return;
        }
    }

    private static void write(SourceFile each, DataOutputStream out) throws IOException {
        byte[] path = each.path().getBytes(StandardCharsets.UTF_8);
        out.writeInt(path.length);
        out.write(path);
        out.writeLong(each.stamp().size());
        out.writeLong(each.stamp().modified());
        byte[] state = each.reading().state().name().getBytes(StandardCharsets.UTF_8);
        out.writeInt(state.length);
        out.write(state);
        int[] words = each.reading().words();
        out.writeInt(words.length);
        ByteBuffer coded = ByteBuffer.allocate(words.length * 4);
        coded.asIntBuffer().put(words);
        out.write(coded.array());
        out.writeInt(each.reading().facts().length);
        out.write(each.reading().facts());
    }
}
