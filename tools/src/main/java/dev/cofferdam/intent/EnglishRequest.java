package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the common English forms of a request. Politeness and "without downtime" are allowed and mean nothing. */
final class EnglishRequest {
    static final String FORMS = "rename TABLE.COLUMN to NEW_NAME";

    private static final String NAME = "(?:\"[^\"]+\"|`[^`]+`|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final String DOTTED = NAME + "(?:\\." + NAME + "){0,2}";
    private static final String LEAD =
            "(?is)(?:please\\s+|can you\\s+|could you\\s+|we want to\\s+|i want to\\s+|let us\\s+)*";
    private static final String TAIL =
            "(?:\\s+(?:without (?:any )?downtime|with zero downtime|safely|please|in (?:postgres|postgresql|production)))*\\s*[.!?]?\\s*";
    private static final String VERB = "(?:rename|change the name of|call)\\s+(?:the\\s+)?(?:column\\s+|field\\s+)?";
    private static final String TO = "\\s+(?:column\\s+)?(?:to|into|as|=>|->)?\\s*(?:be\\s+)?(?:called\\s+)?";

    /** rename owners.telephone to phone_number. */
    private static final Pattern DOTTED_RENAME =
            Pattern.compile(LEAD + VERB + "(" + DOTTED + ")" + TO + "(" + DOTTED + ")" + TAIL);

    /** rename telephone in table owners to phone_number. */
    private static final Pattern WORDY_RENAME =
            Pattern.compile(LEAD + VERB + "(" + NAME + ")\\s+(?:in|of|on|from)\\s+(?:the\\s+)?(?:table\\s+)?(" + NAME
                    + "(?:\\." + NAME + ")?)(?:\\s+table)?" + TO + "(" + NAME + ")" + TAIL);

    private EnglishRequest() {}

    static List<Change> read(String text) {
        Matcher wordy = WORDY_RENAME.matcher(text);
        if (wordy.matches()) {
            List<String> table = parts(wordy.group(2));
            return List.of(rename(table, name(wordy.group(1)), name(wordy.group(3))));
        }
        Matcher dotted = DOTTED_RENAME.matcher(text);
        if (dotted.matches()) {
            List<String> from = parts(dotted.group(1));
            List<String> to = parts(dotted.group(2));
            if (from.size() == 1) {
                throw new UserError(
                        "`" + from.get(0) + "` does not say of which table it is a column",
                        "REQUEST",
                        "write it as TABLE." + from.get(0));
            }
            List<String> table = from.subList(0, from.size() - 1);
            if (to.size() > 1
                    && !table.subList(table.size() - 1, table.size())
                            .equals(to.subList(to.size() - 2, to.size() - 1))) {
                throw new UserError(
                        "the new name `" + dotted.group(2) + "` is in another table",
                        "REQUEST",
                        "a rename stays in its table; moving a column to another table is another kind of change");
            }
            return List.of(rename(table, from.get(from.size() - 1), to.get(to.size() - 1)));
        }
        throw new UserError(
                "`" + text + "` is not understood",
                "REQUEST",
                "write `" + FORMS + "`, or the change as DDL: ALTER TABLE owners RENAME telephone TO phone_number");
    }

    private static Change rename(List<String> table, String column, String newName) {
        TableRef ref = table.size() == 2 ? TableRef.of(table.get(0), table.get(1)) : TableRef.of(table.get(0));
        return new Change.RenameColumn(ref.column(column), newName);
    }

    private static List<String> parts(String dotted) {
        return Pattern.compile(NAME)
                .matcher(dotted)
                .results()
                .map(result -> name(result.group()))
                .toList();
    }

    private static String name(String written) {
        return Identifiers.fold(written.replace('`', '"'));
    }
}
