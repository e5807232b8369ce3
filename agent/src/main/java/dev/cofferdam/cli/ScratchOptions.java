package dev.cofferdam.cli;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.live.DatabaseUrl;
import dev.cofferdam.schema.live.LentServer;
import dev.cofferdam.schema.live.Login;
import dev.cofferdam.server.OtherMajor;
import dev.cofferdam.server.ThrowawayServer;
import dev.cofferdam.server.UsersMaven;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** On which server plans are played: one of our own, of which major version, or a scratch server that the user names twice, so that no slip names another. */
final class ScratchOptions {
    private static final String PASSWORD = "COFFERDAM_SCRATCH_PASSWORD";

    @Option(
            names = "--rehearse-on",
            paramLabel = "URL",
            description =
                    "play on this scratch server instead of one of our own, as its superuser; everything made there is called"
                            + " cofferdam_rehearsal_*, and goes again. Password: " + PASSWORD + " or the password file")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--rehearse-on-confirm",
            paramLabel = "HOST:PORT",
            description = "the scratch server once more: nothing is done there unless both name the same")
    private Optional<String> confirmed = Optional.empty();

    @Option(
            names = "--postgres",
            paramLabel = "MAJOR",
            description =
                    "play on a PostgreSQL of our own of this major version, 12 to 18; your Maven fetches its programs the first time, 15 MB,"
                            + " under your settings, and they are checked by digest")
    private Optional<Integer> major = Optional.empty();

    @Option(
            names = "--offline",
            description = "fetch no PostgreSQL: one that is missing is named, with the command that fetches it")
    private boolean offline;

    private final Map<String, String> environment;
    private final Set<String> secrets = new LinkedHashSet<>();

    ScratchOptions() {
        this(System.getenv());
    }

    /** In another environment. */
    ScratchOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Whom to log in as where; empty when none is lent.
     *
     * @throws UserError when the URL is wrong, or the server is not named twice
     */
    Optional<Login> login() {
        if (url.isEmpty() && confirmed.isPresent()) {
            throw new UserError(
                    "`" + confirmed.get() + "` is confirmed, and no scratch server is named",
                    "--rehearse-on-confirm",
                    "name it with --rehearse-on URL too, or leave this out");
        }
        if (url.isPresent() && major.isPresent()) {
            throw new UserError(
                    "--rehearse-on and --postgres contradict each other: a scratch server has its own version",
                    "--postgres",
                    "leave one of them out");
        }
        return url.map(this::login);
    }

    private Login login(String text) {
        DatabaseUrl parsed = parsed(text);
        String again = confirmed
                .map(host -> host.matches(".*:\\d+") ? host : host + ":5432")
                .orElse("");
        if (!again.toLowerCase(Locale.ROOT).equals(parsed.hosts().toLowerCase(Locale.ROOT))) {
            throw new UserError(
                    "a rehearsal writes on the server that it runs on, so the server is named twice; "
                            + confirmed
                                    .map(host -> "`" + host + "` is not the `" + parsed.hosts() + "` of --rehearse-on")
                                    .orElse("`" + parsed.hosts() + "` was named once"),
                    "--rehearse-on-confirm",
                    "add --rehearse-on-confirm " + parsed.hosts() + " if nothing on that server is dear to you");
        }
        String user = parsed.user()
                .or(() -> Optional.ofNullable(environment.get("PGUSER")))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> System.getProperty("user.name"));
        String password = parsed.password().orElseGet(() -> environment.getOrDefault(PASSWORD, ""));
        secrets.add(password);
        return new Login(parsed, user, password);
    }

    /** A mistake in this URL is none in that of the user's own database. */
    private static DatabaseUrl parsed(String text) {
        try {
            return DatabaseUrl.parse(text);
        } catch (UserError wrong) {
            throw new UserError(
                    wrong.problem(),
                    "--rehearse-on",
                    "write postgresql://superuser@host:5432/postgres, and the password in " + PASSWORD);
        }
    }

    /**
     * The server to play on.
     *
     * @param live the user's own database, which it must not be
     * @param progress is told what is fetched
     */
    ThrowawayServer start(Optional<Login> live, Consumer<String> progress) {
        Path cache = Caches.folder(System.getenv()).resolve("server");
        return login().map(scratch -> LentServer.enter(scratch, live))
                .or(() -> major.map(wanted -> ThrowawayServer.start(cache, jar(wanted, cache, progress))))
                .orElseGet(() -> ThrowawayServer.start(cache));
    }

    private Path jar(int wanted, Path cache, Consumer<String> progress) {
        Optional<UsersMaven> maven = offline ? Optional.empty() : Optional.of(new UsersMaven(environment));
        return new OtherMajor(OtherMajor.localRepository(), cache).jar(wanted, maven, progress);
    }

    /** What must not show anywhere. */
    Set<String> secrets() {
        return Set.copyOf(secrets);
    }
}
