package dev.cofferdam.scan.files;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.scan.files.SourceFile.Reading;
import dev.cofferdam.scan.files.SourceFile.Stamp;
import dev.cofferdam.scan.files.SourceFile.State;
import dev.cofferdam.scan.skeleton.FactsCodec;
import dev.cofferdam.scan.skeleton.JavaSkeleton;
import dev.cofferdam.scan.words.JavaTokens;
import dev.cofferdam.scan.words.WordSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The readable text files below a folder. Symbolic links are not followed, so that no loop and no way out exists. */
public final class SourceTree {

    /** Larger files are dumps and bundles, which no parser is asked about. In bytes. */
    private static final long LARGE = 4L << 20;

    /** Larger ones are not even searched. In bytes. */
    private static final long LARGEST = 64L << 20;

    /** Symbolic links that are named. */
    private static final int MOST_LINKS = 5;

    private static final Set<String> BUILT_OR_FOREIGN = Set.of(
            ".git",
            ".svn",
            ".hg",
            ".idea",
            ".gradle",
            ".mvn",
            ".settings",
            "target",
            "build",
            "out",
            "bin",
            "dist",
            "node_modules",
            "bower_components",
            "vendor",
            "cofferdam-plans");

    private static final Set<String> NEVER_TEXT = Set.of(
            "jar",
            "class",
            "zip",
            "gz",
            "png",
            "jpg",
            "jpeg",
            "gif",
            "ico",
            "svg",
            "woff",
            "woff2",
            "ttf",
            "eot",
            "otf",
            "pdf",
            "bin",
            "exe",
            "so",
            "dll",
            "keystore",
            "jks",
            "p12",
            "mp4",
            "webp",
            "map",
            "lock");

    private static final ThreadLocal<JavaTokens> TOKENS = ThreadLocal.withInitial(JavaTokens::new);
    private static final ThreadLocal<WordSet> WORDS = ThreadLocal.withInitial(WordSet::new);

    private final Map<String, SourceFile> files = new TreeMap<>();
    private final Faults faults = new Faults();
    private final List<String> notes = new ArrayList<>();
    private final List<String> links = new ArrayList<>();

    private SourceTree() {}

    /** Reads everything below the folder; what cannot be read becomes a note. */
    public static SourceTree read(Path root) {
        return read(root, Optional.empty());
    }

    /** Likewise, but reads only what changed since it was kept in the cache folder. */
    public static SourceTree read(Path root, Optional<Path> cache) {
        if (!Files.isDirectory(root)) {
            throw new UserError(
                    "`" + root + "` is not a folder", "--repo", "give the path of the repository's working tree");
        }
        SourceTree tree = new SourceTree();
        List<Found> found = tree.walk(root);
        Optional<IndexFile> kept = cache.map(folder -> IndexFile.of(folder, root));
        Map<String, IndexFile.Known> known = kept.map(IndexFile::read).orElse(Map.of());
        List<SourceFile> read = found.parallelStream()
                .map(each -> new SourceFile(root, each.path(), each.stamp(), reading(root, each, known)))
                .toList();
        int unchanged = (int) read.stream().filter(each -> isKnown(known, each)).count();
        if (unchanged < read.size() || known.size() > read.size()) {
            kept.ifPresent(index -> index.write(read));
        }
        read.forEach(tree::add);
        tree.notes.sort(Comparator.naturalOrder());
        return tree;
    }

    private static boolean isKnown(Map<String, IndexFile.Known> known, SourceFile file) {
        IndexFile.Known before = known.get(file.path());
        return before != null && before.stamp().equals(file.stamp());
    }

    /** A file before it is read. */
    private record Found(String path, Stamp stamp) {}

    private List<Found> walk(Path root) {
        List<Found> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new Walk(root, found));
        } catch (IOException e) {
            notes.add("the walk through the repository ended early: " + e.getMessage());
        }
        if (!links.isEmpty()) {
            links.sort(Comparator.naturalOrder());
            int more = links.size() - MOST_LINKS;
            notes.add("symbolic links are not followed: "
                    + String.join(", ", links.subList(0, Math.min(MOST_LINKS, links.size())))
                    + (more > 0 ? " and " + more + " more" : ""));
        }
        return found;
    }

    private static Reading reading(Path root, Found found, Map<String, IndexFile.Known> known) {
        IndexFile.Known before = known.get(found.path());
        // Whoever may read a file now leaves no trace in its time or size.
        Optional<Reading> kept = before == null || before.reading().state() == State.UNREADABLE
                ? Optional.empty()
                : before.at(found.stamp());
        return kept.orElseGet(() -> read(root.resolve(found.path()), found.path()));
    }

    private static Reading read(Path file, String path) {
        try {
            return read(Files.readAllBytes(file), path);
        } catch (IOException e) {
            return new Reading(State.UNREADABLE, new int[0], new byte[0]);
        }
    }

    private static Reading read(byte[] bytes, String path) {
        boolean large = bytes.length > LARGE;
        State kind = large ? State.LARGE : TextBytes.kind(bytes, path);
        if (kind == State.NO_TEXT) {
            return new Reading(kind, new int[0], new byte[0]);
        }
        WordSet words = WORDS.get();
        if (!large && path.endsWith(".java")) {
            Optional<Reading> java = readJava(path, TextBytes.decode(bytes), kind, words);
            if (java.isPresent()) {
                return java.get();
            }
            words.clear();
            kind = State.TOO_DEEP;
        }
        boolean plain = kind != State.UTF_16 && kind != State.WITH_ZEROS;
        words.addAll(plain ? bytes : TextBytes.decode(bytes).getBytes(StandardCharsets.UTF_8));
        return new Reading(kind, words.drain(), new byte[0]);
    }

    /** Nothing when types, annotations or constants are nested more deeply than anybody would write them, or make no sense at all. */
    private static Optional<Reading> readJava(String path, String text, State kind, WordSet words) {
        try {
            JavaSkeleton.Result result = JavaSkeleton.read(path, text, TOKENS.get(), words);
            State state = !result.sound() ? State.BROKEN_JAVA : kind == State.TEXT ? State.JAVA : kind;
            byte[] facts = FactsCodec.encode(result.facts());
            return Optional.of(new Reading(state, words.drain(), facts));
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private void add(SourceFile file) {
        switch (file.reading().state()) {
            case OTHER_ENCODING -> notes.add(file.path() + " is not UTF-8 and was read as ISO-8859-1");
            case UTF_16 -> notes.add(file.path() + " is UTF-16 by its mark and was read as such");
            case WITH_ZEROS -> notes.add(file.path() + " has zero bytes in it and was read without them");
            case UNREADABLE -> notes.add(file.path() + " could not be read; its usages are missing");
            case LARGE ->
                notes.add(file.path() + " has " + (file.stamp().size() >> 20) + " MiB and was searched as text");
            case TOO_DEEP ->
                notes.add(
                        file.path() + " is nested too deeply, or too odd, to be read as Java and was searched as text");
            case JAVA, BROKEN_JAVA, TEXT, NO_TEXT -> {}
        }
        if (file.reading().state() != State.NO_TEXT && file.reading().state() != State.UNREADABLE) {
            files.put(file.path(), file);
        }
    }

    /** All files. */
    public List<SourceFile> files() {
        return List.copyOf(files.values());
    }

    /** The file at a path that the tree holds. */
    public SourceFile file(String path) {
        SourceFile file = files.get(path);
        if (file == null) {
            throw new IllegalArgumentException("no file " + path + " was read");
        }
        return file;
    }

    /** The file at a path, if the tree holds it. */
    public Optional<SourceFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** What failed while the tree was read. */
    public Faults faults() {
        return faults;
    }

    /** What the reader has to know of the tree. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final int prefix;
        private final List<Found> found;

        Walk(Path root, List<Found> found) {
            this.root = root;
            this.found = found;
            String text = root.toString();
            prefix = text.isEmpty() ? 0 : text.endsWith("/") || text.endsWith("\\") ? text.length() : text.length() + 1;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skip = !folder.equals(root)
                    && BUILT_OR_FOREIGN.contains(folder.getFileName().toString())
                    && !relative(folder).contains("src/");
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = relative(file);
            String extension = path.substring(path.lastIndexOf('.') + 1);
            if (attributes.isSymbolicLink()) {
                links.add(path);
                return FileVisitResult.CONTINUE;
            }
            if (!attributes.isRegularFile() || NEVER_TEXT.contains(extension)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.size() > LARGEST) {
                notes.add(path + " has " + (attributes.size() >> 20) + " MiB and was not read");
                return FileVisitResult.CONTINUE;
            }
            found.add(new Found(
                    path,
                    new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis())));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            notes.add(relative(file) + " could not be read; usages in it are missing ("
                    + e.getClass().getSimpleName() + ")");
            return FileVisitResult.CONTINUE;
        }

        private String relative(Path path) {
            String text = path.toString();
            return text.length() < prefix ? "" : text.substring(prefix).replace('\\', '/');
        }
    }
}
