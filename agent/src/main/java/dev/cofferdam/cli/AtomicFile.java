package dev.cofferdam.cli;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a file as a whole: whoever reads it meanwhile sees the old one or the new one, and a failure leaves the old one. */
final class AtomicFile {
    private AtomicFile() {}

    /** Replaces what a link leads to, and not the link; permissions of a file that is there stay. */
    static void write(Path file, byte[] bytes) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path folder = target.getParent();
            Path draft = Files.createTempFile(folder, ".cofferdam-", ".draft");
            try {
                Files.write(draft, bytes);
                keepPermissions(target, draft);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UserError(
                    "`" + file + "` cannot be written: " + e.getMessage(),
                    file.toString(),
                    "check that the folder exists and may be written to");
        }
    }

    /** A draft is its owner's alone; the file is everybody's who could read it before, or a new one as usual. */
    private static void keepPermissions(Path target, Path draft) throws IOException {
        if (Files.getFileStore(draft).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(
                    draft,
                    Files.exists(target)
                            ? Files.getPosixFilePermissions(target)
                            : PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
