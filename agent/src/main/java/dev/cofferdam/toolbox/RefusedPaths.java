package dev.cofferdam.toolbox;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Paths whose content no model may see, wherever in the repository they lie. */
final class RefusedPaths {
    private static final Pattern DIRECTORY = Pattern.compile("\\.git|\\.ssh|\\.aws|\\.gnupg");
    private static final Pattern SECRETS = Pattern.compile(
            "\\.env.*|.*\\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk)|id_(rsa|dsa|ecdsa|ed25519).*|\\.npmrc|[._]netrc|\\.pgpass"
                    + "|pgpass\\.conf|\\.git-credentials|\\.htpasswd");

    private RefusedPaths() {}

    /** Why the path is refused; empty when it may be read. Every part counts, so that a folder named like a key hides nothing. */
    static Optional<String> reason(Path relative) {
        for (Path part : relative) {
            String name = asFileSystemsReadIt(part.toString());
            if (DIRECTORY.matcher(name).matches()) {
                return Optional.of("`" + name + "` is never read");
            }
            if (SECRETS.matcher(name).matches()) {
                return Optional.of("files such as `" + name + "` hold secrets and are never read");
            }
        }
        return Optional.empty();
    }

    /**
     * The name as the file system with the widest idea of sameness reads it: case, trailing dots and blanks and stream names
     * (Windows), characters without width and compatibility forms (macOS) make no other file.
     */
    private static String asFileSystemsReadIt(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("\\p{Cf}", "")
                .toLowerCase(Locale.ROOT);
        int stream = folded.indexOf(':');
        String withoutStream = stream > 0 ? folded.substring(0, stream) : folded;
        return withoutStream.replaceAll("[. ]+$", "");
    }
}
