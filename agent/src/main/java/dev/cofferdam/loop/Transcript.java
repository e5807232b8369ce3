package dev.cofferdam.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cofferdam.domain.UserError;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * All that happened in a session, one JSON object per line. Only ever appended to, written out after each entry, and readable
 * by its owner alone. The one sink that every text passes on its way to a model or a disk, so secrets end here.
 */
public final class Transcript implements AutoCloseable {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private final OutputStream file;
    private final Clock clock;
    private final Redaction redaction;
    private final List<Entry> entries;

    private Transcript(OutputStream file, Clock clock, Redaction redaction, List<Entry> entries) {
        this.file = file;
        this.clock = clock;
        this.redaction = redaction;
        this.entries = entries;
    }

    /** A new transcript in a file that must not exist yet. */
    public static Transcript create(Path path, Entry.Session session, Clock clock, Redaction redaction) {
        try {
            Files.createFile(path);
            makePrivate(path);
            Transcript transcript = new Transcript(appendingTo(path), clock, redaction, new ArrayList<>());
            transcript.append(session);
            return transcript;
        } catch (FileAlreadyExistsException e) {
            throw new UserError(
                    "there is a session already in `" + path + "`", path.toString(), "resume it, or name another file");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the transcript " + path, e);
        }
    }

    /** A transcript that nobody keeps. */
    public static Transcript inMemory(Entry.Session session, Clock clock, Redaction redaction) {
        Transcript transcript = new Transcript(OutputStream.nullOutputStream(), clock, redaction, new ArrayList<>());
        transcript.append(session);
        return transcript;
    }

    /**
     * Goes on with a saved transcript. A last line that a crash left half-written is dropped; any other line that cannot be
     * read is a {@link UserError} with its number.
     */
    public static Transcript resume(Path path, Clock clock, Redaction redaction) {
        try {
            makePrivate(path);
            dropTornLine(path);
            List<Entry> entries = read(path);
            return new Transcript(appendingTo(path), clock, redaction, entries);
        } catch (IOException e) {
            throw new UserError(
                    "the session `" + path + "` cannot be read: " + e.getMessage(),
                    path.toString(),
                    "name the transcript of an earlier run");
        }
    }

    /** Keeps the entry, without secrets, and gives it back as it was kept. */
    public Entry append(Entry entry) {
        Entry kept = EntryJson.redacted(entry, redaction);
        try {
            file.write((EntryJson.write(clock.instant(), kept) + "\n").getBytes(StandardCharsets.UTF_8));
            file.flush();
        } catch (IOException e) {
            throw new UserError(
                    "the transcript of this run cannot be written: " + e.getMessage(),
                    "",
                    "free the disk, or name a folder on another one");
        }
        entries.add(kept);
        return kept;
    }

    /** All entries so far, in order. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** The first entry. */
    public Entry.Session session() {
        return (Entry.Session) entries.get(0);
    }

    /** What a model is sent next. */
    public List<Message> messages() {
        return messagesOf(entries);
    }

    static List<Message> messagesOf(List<Entry> entries) {
        List<Message> messages = new ArrayList<>();
        for (Entry entry : Standing.of(entries)) {
            if (entry instanceof Entry.Session session
                    && !session.instructions().isBlank()) {
                messages.add(new Message.Instructions(session.instructions()));
            } else if (entry instanceof Entry.Compacted compacted) {
                messages.add(new Message.User(compacted.summary()));
            } else if (entry instanceof Entry.User user) {
                messages.add(new Message.User(user.text()));
            } else if (entry instanceof Entry.Assistant reply) {
                messages.add(new Message.Assistant(reply.text(), reply.calls()));
            } else if (entry instanceof Entry.Answered answer) {
                messages.add(new Message.Result(answer.callId(), answer.tool(), answer.text(), answer.isError()));
            }
        }
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the transcript", e);
        }
    }

    /** A plain stream: a channel of NIO would be closed for good by the interrupt that stops a run. */
    private static OutputStream appendingTo(Path path) throws IOException {
        return new FileOutputStream(path.toFile(), true);
    }

    private static void makePrivate(Path path) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PRIVATE);
        }
    }

    private static void dropTornLine(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end < bytes.length) {
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(end);
            }
        }
    }

    private static List<Entry> read(Path path) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readString(path).split("\n", -1)) {
            if (!line.isEmpty()) {
                entries.add(entryOf(line, path, entries.size() + 1));
            }
        }
        if (entries.isEmpty() || !(entries.get(0) instanceof Entry.Session)) {
            throw new UserError(
                    "`" + path + "` is no transcript: it does not begin with a session",
                    path + ":1",
                    "name the transcript of an earlier run");
        }
        return entries;
    }

    private static Entry entryOf(String line, Path path, int number) {
        try {
            return EntryJson.read(line);
        } catch (JsonProcessingException e) {
            throw new UserError(
                    "line " + number + " of the transcript cannot be read: " + e.getOriginalMessage(),
                    path + ":" + number,
                    "a transcript is only ever appended to; restore this line, or start a new session");
        }
    }
}
