package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of a function or procedure, as far as rules look into it: words only, no grammar. */
public final class RoutineBody {
    private static final String QUOTED_NAME = "\"(?:[^\"]|\"\")*\"";
    private static final String NAME = "(?:" + QUOTED_NAME + "|[\\p{L}_][\\p{L}\\w$]*)";
    /** Quoted names are matched to be kept: a quote or dashes within one begin neither text nor comment. */
    private static final Pattern NAME_OR_SILENT =
            Pattern.compile("(" + QUOTED_NAME + ")|(?:--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\\s)+", Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile(QUOTED_NAME);
    /** Words with which a routine acts on the schema, or hides what it does in a text. */
    private static final Pattern ACTS = Pattern.compile(
            "\\b(execute|alter|drop|truncate|copy|create\\s+(table|index|trigger|view|function|rule))\\b",
            Pattern.CASE_INSENSITIVE);
    /** ON CONFLICT DO UPDATE and SELECT FOR UPDATE name no table of their own. */
    private static final Pattern WRITES = Pattern.compile(
            "(?<!\\b(?:do|for)\\s)\\b(delete\\s+from|insert\\s+into|merge\\s+into|update)\\b\\s*(?:only\\b\\s*)?(?:("
                    + NAME + ")\\s*\\.\\s*)?(" + NAME + ")",
            Pattern.CASE_INSENSITIVE);

    private RoutineBody() {}

    /** Comments and quoted texts cannot act, so a word in them is no evidence; runs of blanks become one. */
    static String withoutCommentsAndStrings(String body) {
        return NAME_OR_SILENT
                .matcher(body)
                .replaceAll(part -> part.group(1) == null ? " " : Matcher.quoteReplacement(part.group(1)));
    }

    /**
     * What the body does beyond updating and filling tables that it may write, in upper case.
     *
     * @param mayWrite tables whose rows a routine may insert and update; deleting is never taken for granted
     */
    public static List<String> findActs(String body, Predicate<TableRef> mayWrite) {
        List<String> acts = new ArrayList<>();
        String text = withoutCommentsAndStrings(body);
        // A quoted word is always a name, never a key word (PostgreSQL docs 4.1.1).
        Matcher act = ACTS.matcher(QUOTED.matcher(text).replaceAll("\"\""));
        while (act.find()) {
            acts.add(act.group().toUpperCase(Locale.ROOT));
        }
        Matcher write = WRITES.matcher(text);
        while (write.find()) {
            TableRef target = new TableRef(
                    Optional.ofNullable(write.group(2)).map(Identifiers::fold), Identifiers.fold(write.group(3)));
            boolean deletes = write.group(1).toLowerCase(Locale.ROOT).startsWith("delete");
            if (!mayWrite.test(target) || deletes) {
                acts.add(write.group(1).toUpperCase(Locale.ROOT) + " " + target);
            }
        }
        return acts.stream().distinct().toList();
    }
}
