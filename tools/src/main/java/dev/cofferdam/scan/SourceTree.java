package dev.cofferdam.scan;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
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
import java.util.Set;
import java.util.TreeMap;

/** The readable text files below a folder. Symbolic links are not followed, so that no loop and no way out exists. */
final class SourceTree {

    /** Larger files are dumps and bundles; no one edits a column's name in them by hand. In bytes. */
    private static final long LARGEST = 4L << 20;

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

    private final Map<String, SourceFile> files = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    private SourceTree() {}

    /** Reads everything below the folder; what cannot be read becomes a note. */
    static SourceTree read(Path root) {
        if (!Files.isDirectory(root)) {
            throw new UserError(
                    "`" + root + "` is not a folder", "--repo", "give the path of the repository's working tree");
        }
        SourceTree tree = new SourceTree();
        try {
            Files.walkFileTree(root, tree.new Reader(root));
        } catch (IOException e) {
            tree.notes.add("the walk through the repository ended early: " + e.getMessage());
        }
        tree.notes.sort(Comparator.naturalOrder());
        return tree;
    }

    List<SourceFile> files() {
        return List.copyOf(files.values());
    }

    SourceFile file(String path) {
        SourceFile file = files.get(path);
        if (file == null) {
            throw new IllegalArgumentException("no file " + path + " was read");
        }
        return file;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    private void add(String path, byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, 8000); i++) {
            if (bytes[i] == 0) {
                return;
            }
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
            notes.add(path + " is not UTF-8 and was read as ISO-8859-1");
        }
        files.put(path, new SourceFile(path, text.startsWith("\uFEFF") ? text.substring(1) : text));
    }

    private final class Reader extends SimpleFileVisitor<Path> {
        private final Path root;

        Reader(Path root) {
            this.root = root;
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
            if (!attributes.isRegularFile() || NEVER_TEXT.contains(extension)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.size() > LARGEST) {
                notes.add(path + " has " + (attributes.size() >> 20) + " MiB and was not read");
                return FileVisitResult.CONTINUE;
            }
            try {
                add(path, Files.readAllBytes(file));
            } catch (IOException e) {
                notes.add(path + " could not be read: " + e.getClass().getSimpleName());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            notes.add(relative(file) + " could not be read: " + e.getClass().getSimpleName());
            return FileVisitResult.CONTINUE;
        }

        private String relative(Path path) {
            return root.relativize(path).toString().replace('\\', '/');
        }
    }
}
