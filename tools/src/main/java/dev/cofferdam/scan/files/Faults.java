package dev.cofferdam.scan.files;

import dev.cofferdam.domain.UserError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Where our own code failed: a fault of one reader over one file must neither end the scan nor go unseen. Whoever runs out of memory or
 * was told to stop is let go.
 */
public final class Faults {

    /** Of one kind of note; the first shows what to mend. */
    private static final int MOST_NOTES = 8;

    /** What is to be said, by the reader and the file. */
    private final Map<String, Fault> faults = new ConcurrentSkipListMap<>();

    private record Fault(String reader, String path, String what) {
        /** A person's text ends no stack; a program's may, and that is a limit rather than a fault. */
        boolean isTooDeep() {
            return what.startsWith(StackOverflowError.class.getSimpleName()) && !path.isEmpty();
        }

        String words() {
            return isTooDeep()
                    ? path + " is nested too deeply for `" + reader + "` (" + what
                            + ") and was searched as text instead"
                    : "a fault of ours, please report it: " + failure();
        }

        private String failure() {
            return path.isEmpty()
                    ? "`" + reader + "` failed (" + what + "), and what it would have found further on is missing"
                    : "`" + reader + "` failed on " + path + " (" + what + "), which was searched as text instead";
        }
    }

    /** Forgets what was told, for the next question. */
    public void forget() {
        faults.clear();
    }

    /** Does the work; when it fails, remembers who failed on which file. */
    public void guard(Object reader, String path, Runnable work) {
        guard(reader, path, false, () -> {
            work.run();
            return true;
        });
    }

    /**
     * Likewise, for an answer.
     *
     * @param path the file that is read; empty when it is not known
     * @param otherwise the answer when the work fails
     */
    public <T> T guard(Object reader, String path, T otherwise, Supplier<T> work) {
        try {
            return work.get();
        } catch (CancellationException | UserError told) {
            throw told;
        } catch (RuntimeException | StackOverflowError e) {
            String name = reader.getClass().getSimpleName();
            faults.putIfAbsent(name + " " + path, new Fault(name, path, what(e)));
            return otherwise;
        }
    }

    /** The kind of fault, and the line of ours that it came from, by which it can be found. */
    private static String what(Throwable fault) {
        String kind = fault.getClass().getSimpleName();
        for (StackTraceElement at : fault.getStackTrace()) {
            if (at.getClassName().startsWith("dev.cofferdam.")) {
                return kind + " at " + at.getFileName() + ":" + at.getLineNumber();
            }
        }
        return kind;
    }

    /** Files that somebody failed on. */
    public Set<String> paths() {
        Set<String> paths = new TreeSet<>();
        faults.values().stream()
                .map(Fault::path)
                .filter(path -> !path.isEmpty())
                .forEach(paths::add);
        return paths;
    }

    /** A sentence for each fault. */
    public List<String> notes() {
        int more = faults.size() - MOST_NOTES;
        return faults.values().stream()
                .limit(MOST_NOTES)
                .map(fault ->
                        fault.words() + (more > 0 && fault.equals(last()) ? "; and " + more + " more such faults" : ""))
                .toList();
    }

    private Fault last() {
        return faults.values().stream().toList().get(MOST_NOTES - 1);
    }
}
