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
    /** Comments may come first; BEGIN and SET are words of English too, so they need a statement after them. */
    private static final Pattern DDL = Pattern.compile("(?is)(?:--[^\\n]*\\n|/\\*.*?\\*/|\\s)*"
            + "(?:(?:alter|create|drop|comment|truncate)\\s.*|(?:begin|start\\s+transaction|set)\\b[^;]*;.*)");

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
                ? fit(DdlRequest.read(sqlOf(file.get(), request.strip(), directory), request.strip()), schema)
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
        String text = words.strip();
        if (text.isEmpty()) {
            throw new UserError(
                    "the request is empty",
                    "REQUEST",
                    "say what to change, such as \"rename owners.telephone to phone_number\"");
        }
        return fit(DDL.matcher(text).matches() ? DdlRequest.read(text, "REQUEST") : EnglishRequest.read(text), schema);
    }

    /** The file that a request is the path of, whether it exists or not; empty when the request is words. */
    public static Optional<Path> findFile(String request, Path directory) {
        String text = request.strip();
        boolean mayBeChangelog = CHANGELOG.matcher(text).matches();
        if (!isSqlName(text) && !mayBeChangelog || text.contains("\n")) {
            return Optional.empty();
        }
        try {
            return Optional.of(directory.resolve(text));
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
