package dev.cofferdam.migrations;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The files of a repository that can belong to a history: no build output, no tests, nothing hidden, no links. */
final class RepositoryFiles {
    private static final Set<String> SKIPPED = Set.of("target", "build", "out", "node_modules", "dist", "venv");
    /** Folders of tests, whatever the language: their SQL builds databases for tests only. */
    private static final Set<String> TESTS =
            Set.of("test", "tests", "testing", "testdata", "test-data", "fixtures", "__tests__", "e2e", "androidtest");
    /** A Gradle or Maven source set, such as {@code src/integrationTest/resources}; only {@code main} is shipped. */
    private static final Pattern OTHER_SOURCE_SET =
            Pattern.compile("(^|.*/)src/(?!main/)[^/]+/(java|kotlin|groovy|scala|resources|sql|db)(/.*)?");

    private final Path root;
    private final List<String> files;

    private RepositoryFiles(Path root, List<String> files) {
        this.root = root;
        this.files = files;
    }

    /** Walks the tree once. A {@link UserError} when there is no such folder. */
    static RepositoryFiles under(Path root) {
        if (!Files.isDirectory(root)) {
            throw new UserError("`" + root + "` is no folder", "--repo", "name the repository's folder");
        }
        List<String> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new Walk(root, found));
        } catch (IOException e) {
            throw new UncheckedIOException("could not list the files of " + root, e);
        }
        found.sort(null);
        return new RepositoryFiles(root, List.copyOf(found));
    }

    /** The files that lie in the folder itself, not below it. */
    static RepositoryFiles inside(Path folder) {
        try (java.util.stream.Stream<Path> entries = Files.list(folder)) {
            return new RepositoryFiles(
                    folder,
                    entries.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString())
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("could not list the files of " + folder, e);
        }
    }

    /** Some of these files as if there were no others. */
    RepositoryFiles only(List<String> some) {
        return new RepositoryFiles(root, some.stream().sorted().toList());
    }

    List<String> matching(Predicate<String> wanted) {
        return files.stream().filter(wanted).toList();
    }

    /** Reads files below a folder, and none that a link leads out of it to. */
    static Function<String, Optional<String>> textsBelow(Path folder) {
        return file -> {
            try {
                Path top = folder.toRealPath();
                Path real = folder.resolve(file).toRealPath();
                return real.startsWith(top) && Files.isRegularFile(real) ? Optional.of(textOf(real)) : Optional.empty();
            } catch (IOException | InvalidPathException e) {
                return Optional.empty();
            }
        };
    }

    /** The same, below the root of these files. */
    Function<String, Optional<String>> texts() {
        return textsBelow(root);
    }

    boolean has(String file) {
        return Files.isRegularFile(root.resolve(file));
    }

    /** The file's text. Files that are no UTF-8 are taken as Latin-1: old histories hold a few umlauts in comments. */
    String text(String file) {
        return textOf(root.resolve(file));
    }

    /** The first bytes of a file, enough to tell what it is. */
    String start(String file, int bytes) {
        try (java.io.InputStream in = Files.newInputStream(root.resolve(file))) {
            return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }

    static String textOf(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text;
            try {
                text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                text = new String(bytes, StandardCharsets.ISO_8859_1);
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }

    /** The folder of a file, empty for files at the root. */
    static String folderOf(String file) {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? "" : file.substring(0, slash);
    }

    static String nameOf(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** Whether the file lies in the folder or below it; the empty folder is the root. */
    static boolean isBelow(String file, String folder) {
        return folder.isEmpty() || file.startsWith(folder + "/");
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<String> found;

        Walk(Path root, List<String> found) {
            this.root = root;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            String name = folder.getFileName().toString();
            boolean skipped = name.startsWith(".")
                    || SKIPPED.contains(name)
                    || TESTS.contains(name.toLowerCase(Locale.ROOT))
                    || OTHER_SOURCE_SET.matcher(relative(folder)).matches();
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                found.add(relative(file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        private String relative(Path path) {
            return root.relativize(path).toString().replace('\\', '/');
        }
    }
}
