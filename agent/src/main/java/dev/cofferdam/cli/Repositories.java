package dev.cofferdam.cli;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The repository that a command looks at. */
final class Repositories {
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

    /** The folder's name, as a name for the service. */
    static String name(Path repository) {
        Path last = repository.getFileName();
        return last == null ? "service" : last.toString();
    }
}
