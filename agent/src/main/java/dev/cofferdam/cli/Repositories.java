package dev.cofferdam.cli;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** The repository that a command looks at. */
final class Repositories {
    /** Folders of tools, as the scan passes them over. */
    private static final Set<String> OF_OTHERS = Set.of(".git", "target", "build", "node_modules");

    private Repositories() {}

    /** The real path of a folder that can be read. */
    static Path resolve(Path given) {
        Path absolute = given.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            throw new UserError(
                    (Files.exists(absolute) ? "`" + given + "` is no folder" : "there is no folder `" + given + "`"),
                    "--repo " + given,
                    "name the root of the service's repository");
        }
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            throw new UserError(
                    "the folder `" + given + "` cannot be read", "--repo " + given, "check its permissions");
        }
    }

    /**
     * Like {@link #resolve}, for a command that would be worth nothing without Java to read.
     *
     * @throws UserError when there is none, as in a repository that keeps the migrations of several services
     */
    static Path withCode(Path given) {
        Path repository = resolve(given);
        Search search = new Search(repository);
        try {
            Files.walkFileTree(repository, search);
        } catch (IOException e) {
            throw new UserError("the folder `" + repository + "` cannot be read", "--repo", "check its permissions");
        }
        if (search.java) {
            return repository;
        }
        String where = given.toString().isEmpty() ? "the current folder" : "--repo " + given;
        throw search.anything
                ? new UserError(
                        "there is no Java source in `" + repository
                                + "`, so nobody can tell what code a change would break",
                        where,
                        "name the root of the service's repository with --repo DIR; the schema may still come from here, with --schema "
                                + repository)
                : new UserError(
                        "the folder `" + repository + "` is empty",
                        where,
                        "name the root of the service's repository with --repo DIR");
    }

    /** The folder's name, as a name for the service. */
    static String name(Path repository) {
        Path last = repository.getFileName();
        return last == null ? "service" : last.toString();
    }

    /** Looks for a Java file, and for any file at all. */
    private static final class Search extends SimpleFileVisitor<Path> {
        private final Path root;
        private boolean anything;
        private boolean java;

        Search(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return OF_OTHERS.contains(String.valueOf(folder.getFileName())) && !folder.equals(root)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            anything = true;
            java = file.toString().endsWith(".java");
            return java ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }
    }
}
