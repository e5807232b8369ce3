package dev.cofferdam.cli;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.rows.LiveFacts;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.schema.live.DatabaseUrl;
import dev.cofferdam.schema.live.LiveDatabase;
import dev.cofferdam.schema.live.Login;
import dev.cofferdam.schema.live.PasswordWanted;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The user's own database, for the commands that may read it. */
final class DatabaseOptions {
    private static final Duration COUNT_LIMIT = Duration.ofSeconds(30);

    private static final String PASSWORD = "COFFERDAM_DB_PASSWORD";

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = {
                "learn the schema from this database, in a session that can only read, and count rows there; with --schema or --rows, these go"
                        + " first. If the repository has migrations, they are replayed and compared",
                "URL: postgresql://reader@host:5432/clinic?sslmode=require (or postgres://, jdbc:postgresql://). User: URL, PGUSER, or yours."
                        + " Password: COFFERDAM_DB_PASSWORD, the password file, or asked for; never write it into the URL"
            })
    private Optional<String> url = Optional.empty();

    private final Map<String, String> environment;
    private final Function<String, Optional<String>> asking;
    private final Set<String> secrets = new LinkedHashSet<>();

    DatabaseOptions() {
        this(System.getenv(), DatabaseOptions::askAtTheConsole);
    }

    /**
     * With another environment and another person.
     *
     * @param asking answers a prompt; empty when nobody is there
     */
    DatabaseOptions(Map<String, String> environment, Function<String, Optional<String>> asking) {
        this.environment = environment;
        this.asking = asking;
    }

    /** For a command that has an option of its own for the database. */
    DatabaseOptions(Optional<String> url) {
        this();
        this.url = url;
    }

    /**
     * Who logs in where, after one login that went well; what the person should know goes to progress.
     *
     * @throws UserError when the URL is wrong or the database does not let the user in
     */
    Optional<Login> login(Consumer<String> progress) {
        return url.map(DatabaseUrl::parse).map(this::login).map(login -> tried(login, progress));
    }

    private Login login(DatabaseUrl database) {
        String user = database.user()
                .or(() -> Optional.ofNullable(environment.get("PGUSER")))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> System.getProperty("user.name"));
        String password = database.password().orElseGet(() -> environment.getOrDefault(PASSWORD, ""));
        secrets.add(password);
        return new Login(database, user, password);
    }

    private Login tried(Login login, Consumer<String> progress) {
        try {
            return looked(login, progress);
        } catch (PasswordWanted wanted) {
            String given = asking.apply("Password of " + login + ": ")
                    .filter(password -> !password.isEmpty())
                    .orElseThrow(() -> new UserError(
                            "the server wants the password of `" + login.user() + "`, and none is known",
                            "--db " + login.url().shown(),
                            "put it into " + PASSWORD
                                    + " or the password file, or run this in a terminal and be asked"));
            secrets.add(given);
            return looked(login.withPassword(given), progress);
        }
    }

    private static Login looked(Login login, Consumer<String> progress) {
        try (LiveDatabase database = LiveDatabase.open(login)) {
            database.warnings().forEach(progress);
        }
        return login;
    }

    /** Rows as the live database knows them. */
    RowCount count(Login login, TableRef table) {
        try (LiveDatabase database = LiveDatabase.open(login)) {
            return LiveFacts.count(database, table, COUNT_LIMIT);
        } catch (UserError denied) {
            throw new UserError(
                    denied.problem(),
                    denied.where().orElse(""),
                    denied.fix() + ", or give the number with --rows " + table + "=N");
        }
    }

    /** What must not show anywhere, in the order in which it became known. */
    Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    /** From JDK 22 on there is a console even where nobody sits; the launcher knows whether somebody does. */
    private static Optional<String> askAtTheConsole(String prompt) {
        if (!System.getProperty("cofferdam.terminal", "").contains("in")) {
            return Optional.empty();
        }
        return Optional.ofNullable(System.console())
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s", prompt)))
                .map(String::new);
    }
}
