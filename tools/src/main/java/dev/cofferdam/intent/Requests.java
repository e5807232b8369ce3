package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.Changelogs;
import dev.cofferdam.schema.Schema;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns a request into the one change it asks for, and makes sure that the schema can take it. */
public final class Requests {
    /** Comments may come first; what begins like SQL may be English all the same, which its grammar decides. */
    private static final Pattern DDL = Pattern.compile(
            "(?is)(?:--[^\\n]*\\n|/\\*.*?\\*/|\\s)*"
                    + "(?:(?:alter|create|drop|comment|truncate|vacuum|cluster)\\s.*|(?:begin|start\\s+transaction|set)\\b[^;]*;.*)");

    /** Statements over rows and rights. */
    private static final Pattern OF_ROWS =
            Pattern.compile("(?is)(?:select|insert|update|delete|merge|with|grant|revoke|truncate)\\b.*");

    /** The forms of request that have a playbook, in English, in one line. */
    public static final String PLANNED_FORMS = Forms.plannedInOneLine();

    /** One word only: a sentence may end in the name of a file of settings. */
    private static final Pattern CHANGELOG = Pattern.compile("(?i)\\S+\\.(?:xml|ya?ml|json)");

    private Requests() {}

    /**
     * The change that a request asks for.
     *
     * @param request English, a DDL statement, or the path of a migration file
     * @param directory where a relative path starts
     * @throws UserError when it is not understood, asks for two changes, or names what is not there
     */
    public static Change understand(String request, Path directory, Schema schema) {
        Optional<Path> file = findFile(request, directory);
        return file.isPresent()
                ? fit(DdlRequest.read(sqlOf(file.get(), request.strip(), directory), request.strip(), schema), schema)
                : understand(request, schema);
    }

    /** A Liquibase changelog asks for what its change sets do. */
    private static String sqlOf(Path file, String written, Path directory) {
        String text = textOf(file, written);
        if (Changelogs.isChangelog(file, text)) {
            return Changelogs.sqlOf(directory, file);
        }
        if (!isSqlName(written)) {
            throw new UserError(
                    "`" + written + "` is no Liquibase changelog",
                    file.toString(),
                    "name a changelog or a file of SQL, or write the change out");
        }
        return text;
    }

    private static boolean isSqlName(String text) {
        return text.toLowerCase(Locale.ROOT).endsWith(".sql");
    }

    /** The change that words ask for, English or DDL; no file is ever read, whatever they say. */
    public static Change understand(String words, Schema schema) {
        requireWords(words);
        return fit(changes(words.strip(), schema), schema);
    }

    /**
     * What can be said of a request before the schema is known, which takes a while to learn.
     *
     * @throws UserError when it is empty, or the name of a file that cannot be read
     */
    public static void requireSomething(String request, Path directory) {
        requireWords(request);
        findFile(request, directory).ifPresent(file -> textOf(file, request.strip()));
    }

    private static void requireWords(String words) {
        if (words.isBlank()) {
            throw new UserError(
                    "the request is empty",
                    "REQUEST",
                    "say what to change, such as \"rename owners.telephone to phone_number\"");
        }
    }

    /**
     * The request as it is understood in another folder: the path of a file that is there is the same file's path in the repository, or its whole
     * path when it lies outside.
     *
     * @param current the folder in which the request was written
     * @param repository a real path
     */
    public static String movedTo(Path repository, String request, Path current) {
        Optional<Path> file = findFile(request, current).filter(Files::exists);
        if (file.isEmpty()) {
            return request;
        }
        try {
            Path real = file.get().toRealPath();
            return (real.startsWith(repository) ? repository.relativize(real) : real).toString();
        } catch (IOException e) {
            return request;
        }
    }

    /** Whether the request is words, and none of the forms fits them: somebody else may know what they mean. */
    public static boolean isBeyondTheForms(String request, Path directory, Schema schema) {
        String text = request.strip();
        return !text.isEmpty()
                && findFile(request, directory).isEmpty()
                && !DDL.matcher(text).matches()
                && EnglishRequest.find(text, schema).isEmpty();
    }

    private static List<Change> changes(String text, Schema schema) {
        if (OF_ROWS.matcher(text).matches() && DdlRequest.isSql(text)) {
            throw new UserError(
                    "`" + EnglishRequest.shortened(text) + "` is no change of the schema",
                    "REQUEST",
                    "say what the schema is to become, such as \"rename owners.telephone to phone_number\"");
        }
        if (!DDL.matcher(text).matches()) {
            return EnglishRequest.read(text, schema);
        }
        if (DdlRequest.isSql(text)) {
            return DdlRequest.read(text, "REQUEST", schema);
        }
        return EnglishRequest.find(text, schema).orElseGet(() -> otherwise(text, schema));
    }

    /** "drop the column email of owners" begins like SQL and is none; ALTER TABLE can be nothing else. */
    private static List<Change> otherwise(String text, Schema schema) {
        boolean meantAsSql = text.matches(
                "(?is)(?:alter|create|drop|comment)\\s+(?:table|type|(?:unique\\s+)?index|on)\\b.*|.*;.*\\S.*");
        return meantAsSql ? DdlRequest.read(text, "REQUEST", schema) : EnglishRequest.read(text, schema);
    }

    /** The forms that have a playbook, with what is to be filled in as capitals. */
    public static List<String> plannedForms() {
        return Forms.planned();
    }

    /** The forms that are understood and cannot be planned yet. */
    public static List<String> otherForms() {
        return Forms.others();
    }

    /** At most three requests that are like the words and that would be understood, the likeliest first. */
    public static List<String> closest(String words, Schema schema) {
        return ClosestForms.of(words, schema);
    }

    /** The file that a request is the path of, whether it exists or not; empty when the request is words. */
    public static Optional<Path> findFile(String request, Path directory) {
        String text = request.strip();
        boolean mayBeChangelog = CHANGELOG.matcher(text).matches();
        if (!isSqlName(text) && !mayBeChangelog || text.contains("\n")) {
            return Optional.empty();
        }
        try {
            return Optional.of(directory.resolve(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Change fit(List<Change> changes, Schema schema) {
        if (changes.size() > 1) {
            throw new UserError(
                    "the request asks for " + changes.size() + " changes: "
                            + String.join(
                                    "; ", changes.stream().map(Change::summary).toList()),
                    "REQUEST",
                    "plan them one after the other; each plan assumes that the one before is finished");
        }
        return SchemaFit.fit(changes.get(0), schema);
    }

    private static String textOf(Path file, String written) {
        if (!Files.exists(file)) {
            throw new UserError(
                    "there is no file `" + written + "`",
                    file.toString(),
                    "name a file of SQL, or write the change out");
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            String why = Files.isDirectory(file)
                    ? "is a folder"
                    : e instanceof CharacterCodingException ? "is not in UTF-8" : "cannot be read";
            throw new UserError(
                    "`" + written + "` " + why, file.toString(), "name a UTF-8 file of SQL, or write the change out");
        }
    }
}
