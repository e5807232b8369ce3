package dev.cofferdam.scan.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Answers as they were given, for the same question about the same files: to see that nothing has changed takes a walk through the
 * repository, and nothing is parsed. Anything wrong with a kept answer means that it is not there.
 */
public final class KeptAnswers {
    /** Of a repository; the oldest goes first. */
    public static final int MOST = 100;

    /** Files changed so shortly before they were looked at may change again within the grain of a file system's clock. */
    private static final long GRAIN = TimeUnit.SECONDS.toNanos(2);

    /** Nothing that is read lies there, and some have many files. */
    private static final Set<String> SKIPPED = Set.of(".git", ".svn", ".hg", "node_modules");

    private final Path folder;
    private final String state;
    private final boolean settled;

    private KeptAnswers(Path folder, String state, boolean settled) {
        this.folder = folder;
        this.state = state;
        this.settled = settled;
    }

    /**
     * Those about a repository as it is now.
     *
     * @param program what answers, in a form that changes with everything that could change an answer
     * @param now what the clock says
     */
    public static KeptAnswers of(Path cache, Path repository, String program, Instant now) {
        String place = Identity.of(repository.toAbsolutePath().normalize().toString());
        Path folder = cache.resolve("usages").resolve(place + ".answers");
        Walk walk = new Walk(repository);
        try {
            Files.walkFileTree(repository, walk);
        } catch (IOException e) {
            return new KeptAnswers(folder, "", false);
        }
        boolean settled = walk.newest < TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli()) - GRAIN;
        return new KeptAnswers(folder, Identity.of(program + "\n" + walk.seen), settled);
    }

    /** The answer that was given when everything was as it is now. */
    public Optional<String> find(List<String> question) {
        try {
            String[] kept = Files.readString(file(question)).split("\n", 2);
            return settled && kept.length == 2 && kept[0].equals(head(kept[1]))
                    ? Optional.of(kept[1])
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps an answer that was found after this was made. Where it cannot be kept, nothing happens. */
    public void keep(List<String> question, String answer) {
        if (!settled) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "answer", ".draft");
            Files.writeString(draft, head(answer) + "\n" + answer, StandardCharsets.UTF_8);
            Files.move(draft, file(question), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            forgetOldest();
        } catch (IOException e) {
            // The next question takes longer, that is all.
            return;
        }
    }

    private Path file(List<String> question) {
        return folder.resolve(Identity.of(String.join("\n", question)));
    }

    private String head(String answer) {
        return state + " " + Identity.of(answer);
    }

    private void forgetOldest() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> newestFirst = all.sorted(
                            Comparator.comparing((Path each) -> each.toFile().lastModified())
                                    .reversed())
                    .toList();
            for (Path old : newestFirst.subList(Math.min(MOST, newestFirst.size()), newestFirst.size())) {
                Files.deleteIfExists(old);
            }
        }
    }

    /** Writes down every file that could be read, with what changes when it does. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final StringBuilder seen = new StringBuilder(1 << 20);
        private long newest;

        Walk(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            boolean skip =
                    !each.equals(root) && SKIPPED.contains(each.getFileName().toString());
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            newest = Math.max(newest, modified);
            seen.append(file)
                    .append('\n')
                    .append(attributes.size())
                    .append(' ')
                    .append(modified)
                    .append('\n');
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            seen.append(file).append(" cannot be read\n");
            return FileVisitResult.CONTINUE;
        }
    }
}
