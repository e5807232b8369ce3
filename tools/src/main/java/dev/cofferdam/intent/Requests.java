package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Turns a request into the one change it asks for, and makes sure that the schema can take it. */
public final class Requests {
    private Requests() {}

    /**
     * The change that a request asks for.
     *
     * @param request English, a DDL statement, or the path of a migration file
     * @param directory where a relative path starts
     * @throws UserError when it is not understood, asks for two changes, or names what is not there
     */
    public static Change understand(String request, Path directory, Schema schema) {
        String text = request.strip();
        if (text.isEmpty()) {
            throw new UserError(
                    "the request is empty",
                    "REQUEST",
                    "say what to change, such as \"rename owners.telephone to phone_number\"");
        }
        List<Change> changes = read(text, directory);
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

    private static List<Change> read(String text, Path directory) {
        if (looksLikeFile(text)) {
            Path file = directory.resolve(text);
            try {
                return DdlRequest.read(Files.readString(file), text);
            } catch (IOException e) {
                throw new UserError(
                        "`" + text + "` cannot be read",
                        file.toString(),
                        "name a UTF-8 file of SQL, or write the change out");
            }
        }
        if (text.matches("(?is)(alter|create|drop|comment|truncate)\\s.*")) {
            return DdlRequest.read(text, "REQUEST");
        }
        return EnglishRequest.read(text);
    }

    private static boolean looksLikeFile(String text) {
        if (!text.toLowerCase(java.util.Locale.ROOT).endsWith(".sql")) {
            return false;
        }
        try {
            return !Path.of(text).toString().isEmpty() && !text.contains("\n");
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
