package dev.cofferdam.rehearse;

import dev.cofferdam.server.ThrowawayDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For how long a process could have worked and got no processor, because the machine had others to serve. Linux counts it (kernel docs,
 * scheduler/sched-stats, {@code /proc/PID/schedstat}); elsewhere, and on a server that the user lends, it is 0, and a busy machine cannot be told from a slow step.
 */
final class RunQueue {
    private static final Pattern WAITED = Pattern.compile("^\\d+ (\\d+)\\b");
    private static final long NANOS = 1_000_000;

    private final Path file;

    RunQueue(Path file) {
        this.file = file;
    }

    /** Of a session's process; on a lent server the number means another process here, or none. */
    static RunQueue of(ThrowawayDatabase database, int pid) {
        return database.isOnThisMachine()
                ? new RunQueue(Path.of("/proc", String.valueOf(pid), "schedstat"))
                : unknown();
    }

    /** Of a process that nothing is known of. */
    static RunQueue unknown() {
        return new RunQueue(Path.of("/proc", "none", "schedstat"));
    }

    /** In milliseconds since the process began. */
    long waited() {
        try {
            Matcher line = WAITED.matcher(Files.readString(file));
            return line.find() ? Long.parseLong(line.group(1)) / NANOS : 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
