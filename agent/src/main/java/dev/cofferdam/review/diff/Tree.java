package dev.cofferdam.review.diff;

import dev.cofferdam.domain.UserError;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a commit in a folder of their own, which goes with this object. They are read as they are stored: {@code export-ignore} of the
 * commit's own attributes cannot hide one, and no filter runs. Links, submodules and files too large to be source are left out.
 */
public final class Tree implements AutoCloseable {
    /** More than any hand-written source has; larger files are dumps, media and generated code. */
    private static final long LARGEST = 4_000_000;

    private static final Pattern ENTRY =
            Pattern.compile("100(?:644|755) blob ([0-9a-f]{40,64}) +(\\d+)\\t(.+)", Pattern.DOTALL);

    private static final Pattern MEDIA = Pattern.compile(
            "(?i).*\\.(?:png|jpe?g|gif|ico|svg|webp|woff2?|ttf|eot|otf|mp[34]|mov|zip|gz|jar|war|pdf|docx?|xlsx?|pptx?|map|min\\.js|lock)");

    private final Path folder;
    private final boolean own;

    private Tree(Path folder, boolean own) {
        this.folder = folder;
        this.own = own;
    }

    /** The working tree as it stands, which stays where it is. */
    static Tree working(Path repository) {
        return new Tree(repository, false);
    }

    /** Lays out a commit. */
    static Tree of(Git git, String commit) {
        try {
            Path folder = Files.createTempDirectory("cofferdam-review-");
            Tree tree = new Tree(folder, true);
            try {
                // Whoever looks for the root of a repository finds it here and goes no further up.
                Files.createDirectory(folder.resolve(".git"));
                tree.write(git, entries(git, commit));
                return tree;
            } catch (IOException | RuntimeException e) {
                tree.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of " + commit + " cannot be laid out", e);
        }
    }

    /** Where the files are. */
    public Path folder() {
        return folder;
    }

    private record Entry(String id, String path) {}

    private static List<Entry> entries(Git git, String commit) {
        String listed = git.ask("ls-tree", "-r", "-l", "-z", commit)
                .orElseThrow(() -> new UserError(
                        "the files of `" + commit + "` cannot be listed", "--base", "name a commit that is there"));
        List<Entry> entries = new ArrayList<>();
        for (String line : listed.split("\0")) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()
                    && Long.parseLong(entry.group(2)) <= LARGEST
                    && !MEDIA.matcher(entry.group(3)).matches()) {
                entries.add(new Entry(entry.group(1), entry.group(3)));
            }
        }
        return entries;
    }

    private void write(Git git, List<Entry> entries) throws IOException {
        Process process = git.start(List.of("cat-file", "--batch"), ProcessBuilder.Redirect.DISCARD);
        ForkJoinTask<?> asking = ForkJoinPool.commonPool().submit(() -> ask(process, entries));
        try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            for (Entry entry : entries) {
                byte[] content = content(in);
                Path file = folder.resolve(entry.path()).normalize();
                // A name that leads out of the folder, or into what stands for git's own.
                if (file.startsWith(folder) && !file.startsWith(folder.resolve(".git"))) {
                    Files.createDirectories(file.getParent());
                    Files.write(file, content);
                }
            }
            asking.join();
        } finally {
            process.destroy();
        }
    }

    private static void ask(Process process, List<Entry> entries) {
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream())) {
            for (Entry entry : entries) {
                out.write((entry.id() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("git no longer listens", e);
        }
    }

    /** One answer: {@code <id> blob <size>}, the content, and a line end. */
    private static byte[] content(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new IOException("git ended before all files were read");
            }
            head.append((char) each);
        }
        String[] words = head.toString().split(" ");
        if (words.length != 3) {
            throw new IOException("git has no object for `" + head + "`");
        }
        byte[] content = in.readNBytes(Integer.parseInt(words[2]));
        in.skipNBytes(1);
        return content;
    }

    @Override
    public void close() {
        if (!own) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
